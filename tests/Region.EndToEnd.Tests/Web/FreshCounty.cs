namespace Region.EndToEnd.Tests.Web;

/// <summary>The system with the sample county, in which nobody has bought anything yet.</summary>
public sealed class FreshCounty() : SampleSite("demo", "--county-only");

/// <summary>Tests that start from nothing share one county, and take care to use a region each.</summary>
[CollectionDefinition(nameof(FreshCounty))]
public sealed class FreshCountyCollection : ICollectionFixture<FreshCounty>;
