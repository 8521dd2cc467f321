using System.Collections;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Grpc.Core;
using Region.Kernel;

namespace Region.Services.Tests.Refusing;

/// <summary>What provokes one refusal: a call that is refused, or an event that can never be applied.</summary>
internal sealed record RefusalCase(string Rule)
{
    /// <summary>The reason that the caller must be told; for an event empty.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The call; null where an event provokes the refusal.</summary>
    public Func<RefusingCounty, Task>? Call { get; init; }

    /// <summary>The topic and the message; null where a call provokes the refusal.</summary>
    public Func<RefusingCounty, (string Topic, IMessage Message)>? Event { get; init; }

    /// <summary>What the refusal's sentence looks like, whatever field and value it names.</summary>
    public Regex? Sentence { get; init; }
}

/// <summary>
/// The cases of one service: for each value of its enum at least one, or the reason why there can be none.
/// </summary>
internal sealed class RefusalCases<TRule>(
    Func<TRule, StatusCode> toStatus,
    Func<Refused<TRule>, string> toSentence) : IRefusalCases, IEnumerable<RefusalCase>
    where TRule : struct, Enum
{
    private const string Field = "<field>";
    private const string Value = "<value>";

    private readonly List<RefusalCase> _cases = [];
    private readonly Dictionary<TRule, string> _without = [];

    /// <summary>A call that is refused for this reason first.</summary>
    public void Add(TRule rule, Func<RefusingCounty, Task> call) => _cases.Add(new RefusalCase(NameOf(rule))
    {
        // What is not found is never told apart from what one may not see.
        Reason = toStatus(rule) is StatusCode.NotFound ? "NOT_FOUND" : UpperSnake(rule.ToString()),
        Call = call,
    });

    /// <summary>An event that this refusal turns into a dead letter.</summary>
    public void Add(TRule rule, string topic, Func<RefusingCounty, IMessage> message) =>
        _cases.Add(new RefusalCase(NameOf(rule))
        {
            Event = county => (topic, message(county)),
            Sentence = SentenceOf(rule),
        });

    /// <summary>A value that nobody can provoke from outside, and why it is there all the same.</summary>
    public void Add(TRule rule, string why) => _without.Add(rule, why);

    public RefusalCase this[string name] => _cases.Single(known => known.Rule == name);

    public IReadOnlyList<string> Names => [.. _cases.Select(known => known.Rule)];

    public IEnumerable<string> Missing() =>
        from rule in Enum.GetValues<TRule>()
        where !_without.ContainsKey(rule) && !Has(rule)
        select $"{typeof(TRule).FullName}.{rule} has no case";

    public IEnumerable<string> Superfluous() =>
        from rule in _without.Keys
        where Has(rule)
        select $"{typeof(TRule).FullName}.{rule} has a case and needs no reason why it has none";

    public IEnumerator<RefusalCase> GetEnumerator() => _cases.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string UpperSnake(string name) => Regex.Replace(
        name, "(?<=.)(?=[A-Z])", "_", RegexOptions.None, TimeSpan.FromSeconds(1)).ToUpperInvariant();

    private bool Has(TRule rule) => _cases.Exists(known => known.Rule.Split(' ')[0] == rule.ToString());

    /// <summary>A second case of a value is told apart by its number.</summary>
    private string NameOf(TRule rule)
    {
        var before = _cases.Count(known => known.Rule.Split(' ')[0] == rule.ToString());
        return before is 0 ? rule.ToString() : FormattableString.Invariant($"{rule} {before + 1}");
    }

    private Regex SentenceOf(TRule rule)
    {
        var pattern = Regex.Escape(toSentence(new Refused<TRule>(rule, Field, Value)))
            .Replace(Field, ".*", StringComparison.Ordinal)
            .Replace(Value, ".*", StringComparison.Ordinal);
        return new Regex(pattern, RegexOptions.Singleline, TimeSpan.FromSeconds(1));
    }
}

/// <summary>The cases of one service, whatever its enum.</summary>
internal interface IRefusalCases
{
    RefusalCase this[string name] { get; }

    IReadOnlyList<string> Names { get; }

    /// <summary>Values that have neither a case nor a reason why there is none.</summary>
    IEnumerable<string> Missing();

    /// <summary>Values that have both.</summary>
    IEnumerable<string> Superfluous();
}
