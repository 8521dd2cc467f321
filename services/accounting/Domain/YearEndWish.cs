using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>What a unit decided about the result of its year.</summary>
internal sealed record YearEndWish
{
    private const int MostShares = 5_000;
    private const string Usual = "distribution";

    public required int Year { get; init; }

    /// <summary>Taken from the reserves to make good a loss.</summary>
    public Money LossCover { get; init; }

    /// <summary>Put to the reserves: this rate of the year's result, or of what a loss leaves of it.</summary>
    public Rate AppropriationRate { get; init; }

    /// <summary>Put to the reserves; zero where a rate says it.</summary>
    public Money Appropriation { get; init; }

    public IReadOnlyList<DistributionShare> Shares { get; init; } = [];

    /// <summary>The resolution of the members' meeting.</summary>
    public string Meeting { get; init; } = "";

    private bool DecidesNothing =>
        LossCover.Fen is 0 && Appropriation.Fen is 0 && AppropriationRate.PartsPerMillion is 0 && Shares.Count is 0;

    public IReadOnlyList<DistributionShare> SharesOf(string step) =>
        [.. Shares.Where(share => string.Equals(PurposeOf(share), step, StringComparison.Ordinal))];

    /// <summary>What cannot be, whatever the book holds.</summary>
    public IReadOnlyList<Refused<Refusal>> Refuse(YearEndRule rule)
    {
        var refused = new List<Refused<Refusal>>();
        if (LossCover.Fen is < 0 or > Bookkeeping.MaximumFen)
            refused.Add(Refusal.LossCoverInvalid.On("loss_cover_fen", LossCover));

        var rateWrong = AppropriationRate.PartsPerMillion is < 0 or > 1_000_000;
        var both = AppropriationRate.PartsPerMillion is not 0 && Appropriation.Fen is not 0;
        if (rateWrong || both || Appropriation.Fen is < 0 or > Bookkeeping.MaximumFen)
        {
            refused.Add(Refusal.AppropriationInvalid.On(
                "appropriation_fen",
                FormattableString.Invariant($"{AppropriationRate.PartsPerMillion} ppm，{Appropriation} 元")));
        }

        refused.AddRange(RefuseShares(rule));
        var named = PlainText.IsPlain(Meeting) && Meeting.Length is > 0 and <= Reversal.MaximumReason;
        if (!named && !DecidesNothing)
            refused.Add(Refusal.MeetingMissing.On("meeting", Meeting));

        return refused;
    }

    private static string PurposeOf(DistributionShare share) => share.Purpose.Length > 0 ? share.Purpose : Usual;

    private IEnumerable<Refused<Refusal>> RefuseShares(YearEndRule rule)
    {
        if (Shares.Count > MostShares)
            yield return Refusal.DistributionInvalid.On("distributions", Shares.Count);

        var seen = new HashSet<(string Purpose, string Counterparty)>();
        for (var index = 0; index < Math.Min(Shares.Count, MostShares); index++)
        {
            var share = Shares[index];
            var known = rule.Steps.Any(step => step.Act is YearEndAct.Distribution
                && string.Equals(step.Step, PurposeOf(share), StringComparison.Ordinal));
            var texts = PlainText.IsPlain(share.Counterparty) && PlainText.IsPlain(share.CounterpartyName);
            var fits = share.Amount.Fen is > 0 and <= Bookkeeping.MaximumFen;
            if (!known || !texts || !fits || !seen.Add((PurposeOf(share), share.Counterparty)))
            {
                yield return Refusal.DistributionInvalid.On(
                    FormattableString.Invariant($"distributions[{index}]"),
                    $"{share.Counterparty} {share.Amount} {share.Purpose}".Trim());
            }
        }
    }
}

/// <summary>What one member gets; the counterparty is empty for a total that is owed to all.</summary>
internal sealed record DistributionShare(string Counterparty, string CounterpartyName, Money Amount, string Purpose);

/// <summary>The year end as it would be posted.</summary>
internal sealed record YearEndOutcome
{
    /// <summary>One voucher for each step, in their order.</summary>
    public required IReadOnlyList<YearEndEntry> Entries { get; init; }

    /// <summary>The year's result; negative for a loss.</summary>
    public required Money Result { get; init; }

    /// <summary>What may be distributed after losses are covered.</summary>
    public required Money Distributable { get; init; }

    public required Money Appropriated { get; init; }

    public required Money Distributed { get; init; }

    /// <summary>Carried to the next year.</summary>
    public required Money Retained { get; init; }
}

/// <summary>One voucher of the year end, and the step of the rule that made it.</summary>
internal sealed record YearEndEntry(string Step, Draft Draft);

/// <summary>Whether a year may be closed now.</summary>
internal static class YearEndGate
{
    private const int FirstYear = 2000;
    private const int LastYear = 2099;

    /// <summary>
    /// The year end is made when all months before December are closed and December is open, and it stands until it is
    /// taken back: <paramref name="standing"/> vouchers of it that no red one cancels.
    /// </summary>
    public static Refused<Refusal>? Refuse(int year, PeriodState state, int standing)
    {
        if (year is < FirstYear or > LastYear)
            return Refusal.YearInvalid.On("year", year);

        if (standing > 0)
            return Refusal.YearEndDone.On("year", FormattableString.Invariant($"{year}（{standing} 张）"));

        return state.Next == new DateOnly(year, 12, 1)
            ? null
            : Refusal.YearNotReady.On(
                "year", FormattableString.Invariant($"{year}（{BusinessDate.WriteMonth(state.Next)}）"));
    }
}
