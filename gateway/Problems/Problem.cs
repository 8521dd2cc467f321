namespace Region.Gateway.Problems;

/// <summary>What went wrong, as RFC 9457 says it, in Chinese.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The gRPC status in UPPER_SNAKE, the same for REST and gRPC callers.</param>
/// <param name="Reason">The rule that refused, in UPPER_SNAKE; programs may branch on it.</param>
/// <param name="Detail">One Chinese sentence for the person who asked.</param>
internal sealed record Problem(int Status, string Code, string Reason, string Detail)
{
    /// <summary>Whose rule it is, such as <c>procurement.region</c>.</summary>
    public string Domain { get; init; } = "gateway.region";

    /// <summary>The fields that broke a rule; empty where none is to blame.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>A malformed request; each error names its field.</summary>
    public static Problem Malformed(string reason, string detail, params IReadOnlyList<FieldError> errors) =>
        new(StatusCodes.Status400BadRequest, "INVALID_ARGUMENT", reason, detail) { Errors = errors };
}

/// <summary>One field that broke a rule.</summary>
/// <param name="Field">The field's path as the JSON spells it, such as <c>item.packSize</c>.</param>
/// <param name="Reason">The rule in UPPER_SNAKE; null where the service named none for this field.</param>
/// <param name="Message">A Chinese sentence.</param>
internal sealed record FieldError(string Field, string? Reason, string Message);
