using Google.Protobuf;
using Region.Gateway.Problems;

namespace Region.Gateway.Web;

/// <summary>What a form sent, shown again beside the reason of a refusal, or with the answer that it got.</summary>
internal sealed record Posted
{
    /// <summary>Which form of the page it was.</summary>
    public required string Form { get; init; }

    /// <summary>What was typed, by the names of the form's fields.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>Why it was refused; null where it was done.</summary>
    public Problem? Problem { get; init; }

    /// <summary>What the service answered; null where it refused.</summary>
    public IMessage? Answer { get; init; }

    public bool IsOf(string form) => string.Equals(Form, form, StringComparison.Ordinal);

    /// <summary>Why a field was refused; null where it was not.</summary>
    public string? ErrorOf(string field)
    {
        var name = JsonNames.Path(field);
        return Problem?.Errors
            .FirstOrDefault(error => string.Equals(error.Field, name, StringComparison.Ordinal)
                || string.Equals(error.Field, name[(name.IndexOf('.') + 1)..], StringComparison.Ordinal))
            ?.Message;
    }
}
