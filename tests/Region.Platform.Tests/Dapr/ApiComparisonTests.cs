using Dapr.Client;
using Region.Testing;
using Shouldly;

namespace Region.Platform.Tests.Dapr;

public sealed class ApiComparisonTests
{
    /// <summary>What the stand-in offers and the official package does not would not survive the swap.</summary>
    [Fact]
    public void Every_public_member_of_the_stand_in_exists_in_the_official_package()
    {
        var official = ApiListing.Read(
            Path.Combine(Repository.Root, "tests", "Region.Platform.Tests", "Fixtures", "dapr-api.txt"));

        var extra =
            from type in typeof(DaprClient).Assembly.GetExportedTypes()
            from member in ApiListing.Describe(type)
            where !official.Contains(member)
            select member;

        extra.ShouldBeEmpty();
    }

    [Fact]
    public void The_comparison_sees_the_types_that_services_use()
    {
        var described = ApiListing.Describe(typeof(DaprClient)).ToList();

        described.ShouldContain("abstract class Dapr.Client.DaprClient");
        described.ShouldContain(
            "abstract class Dapr.Client.DaprClient: abstract Task PublishByteEventAsync(string pubsubName, "
            + "string topicName, ReadOnlyMemory<byte> data, string dataContentType = application/json, "
            + "Dictionary<string, string> metadata = default, CancellationToken cancellationToken = default)");
    }
}
