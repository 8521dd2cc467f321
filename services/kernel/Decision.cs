namespace Region.Kernel;

/// <summary>Why a rule refused something: the rule, the field that broke it and what stood there.</summary>
/// <param name="Rule">The refusal, a value of the domain's closed enum.</param>
/// <param name="Field">The field in the words of the request, such as <c>packs</c> or <c>第3行 件数</c>.</param>
/// <param name="Offending">The value that broke the rule, as the person wrote it; empty where none was.</param>
/// <typeparam name="TRule">The domain's closed enum of refusals.</typeparam>
public readonly record struct Refused<TRule>(TRule Rule, string Field, string Offending)
    where TRule : struct, Enum;

/// <summary>
/// What a rule decided: a value, or the reasons why not. Expected refusals are values, never exceptions.
/// </summary>
/// <typeparam name="T">What is decided.</typeparam>
/// <typeparam name="TRule">The domain's closed enum of refusals.</typeparam>
public readonly struct Decision<T, TRule>
    where TRule : struct, Enum
{
    private readonly T? _value;
    private readonly IReadOnlyList<Refused<TRule>>? _refusals;

    private Decision(T? value, IReadOnlyList<Refused<TRule>>? refusals)
    {
        _value = value;
        _refusals = refusals;
    }

    /// <summary>Whether the rule allowed it.</summary>
    public bool Allowed => _refusals is null;

    /// <summary>What was decided.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public T Value => _refusals is null
        ? _value!
        : throw new InvalidOperationException($"Refused: {string.Join(", ", _refusals)}.");

    /// <summary>Why it was refused; empty where it was allowed.</summary>
    public IReadOnlyList<Refused<TRule>> Refusals => _refusals ?? [];

    /// <summary>An allowed value.</summary>
#pragma warning disable CA2225 // Rules return either form by plain return statements; a named form would be noise.
    public static implicit operator Decision<T, TRule>(T value) => new(value, null);

    /// <summary>One reason.</summary>
    public static implicit operator Decision<T, TRule>(Refused<TRule> refused) => new(default, [refused]);

    /// <summary>Several reasons, such as one for each bad row; at least one.</summary>
    public static implicit operator Decision<T, TRule>(Refused<TRule>[] refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        return refused.Length > 0
            ? new Decision<T, TRule>(default, refused)
            : throw new ArgumentException("A refusal needs a reason.", nameof(refused));
    }
#pragma warning restore CA2225

    /// <summary>Carries the reasons over to a decision of another type.</summary>
    /// <exception cref="InvalidOperationException">It was allowed.</exception>
    public Decision<TOther, TRule> Refuse<TOther>() => _refusals is { } refusals
        ? refusals.ToArray()
        : throw new InvalidOperationException("It was allowed.");

    /// <summary>Changes an allowed value and leaves a refusal as it is.</summary>
    public Decision<TOther, TRule> Map<TOther>(Func<T, TOther> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return _refusals is { } refusals ? refusals.ToArray() : change(_value!);
    }
}

/// <summary>Builds refusals.</summary>
public static class Refusing
{
    /// <summary>Refuses for this rule on this field: <c>Refusal.PackFraction.On("packs", "2.5")</c>.</summary>
    public static Refused<TRule> On<TRule>(this TRule rule, string field, object? offending = null)
        where TRule : struct, Enum =>
        new(rule, field, Convert.ToString(offending, System.Globalization.CultureInfo.InvariantCulture) ?? "");
}
