using Region.Contracts.Accounting.V1;
using Region.Contracts.Procurement.V1;
using Region.Contracts.Villages.V1;

namespace Region.Gateway.Web.Secretary;

/// <summary>
/// What a committee sees of its region: the register, the rounds, and what the villages have published. A village's own
/// books stay closed.
/// </summary>
public sealed record RegionBook
{
    public required GetRegionResponse Register { get; init; }

    public required IReadOnlyList<Round> Rounds { get; init; }

    /// <summary>The newest round that is not settled; null where none runs.</summary>
    public required GetRoundProgressResponse? Running { get; init; }

    /// <summary>Rounds that are under way, with what waits for whom.</summary>
    public required IReadOnlyList<GetRoundProgressResponse> Open { get; init; }

    public required IReadOnlyList<VillageState> Villages { get; init; }

    public string Code => Register.Region.Region;
}

/// <summary>A village as its colour shows it.</summary>
public sealed record VillageState(Village Village, Sheet? Sheet, IReadOnlyList<string> Tasks)
{
    /// <summary>Money that came in during the published period.</summary>
    public long ReceivedFen => Sheet?.Receipts.Sum(item => item.AmountFen) ?? 0;

    /// <summary>Red: something waits and nothing was ever published; yellow: one of both; green: neither.</summary>
    public (string Text, string Tone) Colour => (Tasks.Count is 0, Sheet is null) switch
    {
        (true, false) => ("正常", "ok"),
        (false, true) => ("需督促", "bad"),
        _ => ("有待办", "warn"),
    };

    public IEnumerable<string> Warnings =>
        Sheet is null ? Tasks.Append("还没有公布财务公开表") : Tasks;
}
