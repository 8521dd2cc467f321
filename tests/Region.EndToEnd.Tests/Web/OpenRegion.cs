namespace Region.EndToEnd.Tests.Web;

/// <summary>The system with the sample county and its finished round P1.</summary>
public sealed class OpenRegion() : SampleSite("demo");

/// <summary>All tests of pages share one system: it takes its time to start.</summary>
[CollectionDefinition(nameof(OpenRegion))]
public sealed class OpenRegionCollection : ICollectionFixture<OpenRegion>;
