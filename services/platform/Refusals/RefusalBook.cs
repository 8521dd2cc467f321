using System.Diagnostics.CodeAnalysis;
using System.Text;
using Grpc.Core;
using Region.Kernel;

namespace Region.Platform.Refusals;

/// <summary>
/// How a service tells its callers that a rule refused: status and Chinese sentence for each value of its enum.
/// </summary>
/// <typeparam name="TRule">The service's closed enum of refusals.</typeparam>
public sealed class RefusalBook<TRule>
    where TRule : struct, Enum
{
    private readonly string _domain;
    private readonly Func<TRule, StatusCode> _toStatus;
    private readonly Func<Refused<TRule>, string> _toSentence;

    /// <summary>A book of refusals.</summary>
    /// <param name="domain">The service's name, such as <c>procurement</c>.</param>
    /// <param name="toStatus">The one map from refusal to status.</param>
    /// <param name="toSentence">The one map from refusal to sentence, which names the rule and the offending
    /// value.</param>
    public RefusalBook(string domain, Func<TRule, StatusCode> toStatus, Func<Refused<TRule>, string> toSentence)
    {
        ArgumentException.ThrowIfNullOrEmpty(domain);
        ArgumentNullException.ThrowIfNull(toStatus);
        ArgumentNullException.ThrowIfNull(toSentence);
        _domain = $"{domain}.region";
        _toStatus = toStatus;
        _toSentence = toSentence;
    }

    /// <summary>
    /// The exception for these refusals, at least one. The first gives status and reason; each is a field violation of
    /// its own, up to <see cref="StatusDetails.MaxFields"/>. A status of NOT_FOUND becomes <see cref="NotFound"/>.
    /// </summary>
    public RpcException ToRpcException(IReadOnlyList<Refused<TRule>> refusals)
    {
        ArgumentNullException.ThrowIfNull(refusals);
        if (refusals.Count == 0)
            throw new ArgumentException("A refusal needs a reason.", nameof(refusals));

        var first = refusals[0];
        var code = _toStatus(first.Rule);
        if (code == StatusCode.NotFound)
            return NotFound.Exception();

        var sentences = refusals.Take(StatusDetails.MaxFields)
            .Select(refused => (refused.Field, Sentence: _toSentence(refused)))
            .ToList();
        var sentence = refusals.Count == 1 ? sentences[0].Sentence : $"{sentences[0].Sentence}（共 {refusals.Count} 处）";
        return StatusDetails.Exception(code, ReasonOf(first.Rule), _domain, sentence, sentences);
    }

    /// <summary>The exception for one refusal.</summary>
    public RpcException ToRpcException(Refused<TRule> refused) => ToRpcException([refused]);

    /// <summary>Refuses: <c>refusals.Throw(Refusal.RoundClosed.On("round_id", id))</c>.</summary>
    [DoesNotReturn]
    public void Throw(Refused<TRule> refused) => throw ToRpcException(refused);

    /// <summary>Refuses for several reasons.</summary>
    [DoesNotReturn]
    public void Throw(IReadOnlyList<Refused<TRule>> refusals) => throw ToRpcException(refusals);

    /// <summary>PackFraction becomes PACK_FRACTION.</summary>
    internal static string ReasonOf(TRule rule)
    {
        var reason = new StringBuilder();
        foreach (var letter in rule.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && reason.Length > 0)
                reason.Append('_');

            reason.Append(char.ToUpperInvariant(letter));
        }

        return reason.ToString();
    }
}
