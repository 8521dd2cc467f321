using Shouldly;

namespace Region.Platform.Tests.Wire;

/// <summary>Our server answers as the official one did when the same was asked of it.</summary>
public sealed class OfficialServerBehaviourTests(InteropServer server) : IClassFixture<InteropServer>
{
    /// <summary>Where our server answers otherwise, and why.</summary>
    private static readonly Dictionary<string, string> Differences = new(StringComparer.Ordinal)
    {
        ["content-type application/grpc-web"] =
            "The recorded site had the gRPC-Web middleware in front; without it the official server answers 415 too.",
    };

    public static TheoryData<string> Names => [.. RecordedProbe.ReadAll().Select(recorded => recorded.Name)];

    [Fact]
    public void Every_recorded_answer_has_a_probe_and_every_difference_a_recorded_answer()
    {
        var names = RecordedProbe.ReadAll().Select(recorded => recorded.Name).ToList();

        names.Count.ShouldBe(46);
        Assert.All(names, name => Probes.ByName.ContainsKey(name).ShouldBeTrue(name));
        Probes.ByName.Count.ShouldBe(names.Count);
        Assert.All(Differences.Keys, name => names.Contains(name, StringComparer.Ordinal).ShouldBeTrue(name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Our_server_answers_as_the_official_one(string name)
    {
        var recorded = RecordedProbe.ReadAll().Single(one => string.Equals(one.Name, name, StringComparison.Ordinal));

        var answer = await Probes.ByName[name].SendAsync(server.Port, TestContext.Current.CancellationToken);

        if (Differences.ContainsKey(name))
            string.Equals(Describe(recorded), Describe(answer), StringComparison.Ordinal).ShouldBeFalse();
        else
            Describe(answer).ShouldBe(Describe(recorded));
    }

    [Fact]
    public async Task A_request_of_grpc_web_is_refused_as_any_foreign_content_type()
    {
        var probe = Probes.ByName["content-type application/grpc-web"];

        var answer = await probe.SendAsync(server.Port, TestContext.Current.CancellationToken);

        answer.Find(":status").ShouldBe("415");
        answer.Find("grpc-message").ShouldBe("Content-Type 'application/grpc-web' is not supported.");
    }

    private static string Describe(RecordedProbe recorded) => Describe(
        recorded.Headers, recorded.TrailersOnly, recorded.Data, recorded.Trailers, recorded.ResetCode);

    private static string Describe(RawResponse answer) => Describe(
        Fields(answer.Headers), answer.TrailersOnly, answer.DataAsHex, Fields(answer.Trailers ?? []), answer.ResetCode);

    private static string Describe(
        IReadOnlyDictionary<string, string> headers,
        bool trailersOnly,
        string data,
        IReadOnlyDictionary<string, string> trailers,
        uint resetCode) =>
        $"headers {Text(headers)}, only {trailersOnly}, data {data}, trailers {Text(trailers)}, reset {resetCode}";

    private static string Text(IReadOnlyDictionary<string, string> fields) => string.Join(
        "; ", fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"));

    private static Dictionary<string, string> Fields(IEnumerable<RawHeader> headers) => headers
        .Where(header => header.Name is not "date")
        .ToDictionary(header => header.Name, header => header.Value, StringComparer.Ordinal);
}
