namespace Region.EndToEnd.Tests.Proofs;

/// <summary>One line of a voucher; negative is credit.</summary>
internal readonly record struct Move(string Account, string Counterparty, long Fen)
{
    public override string ToString() => $"{Account} {Counterparty} {Fen}";
}

/// <summary>A voucher that must stand in a book, without what differs from run to run: ids, numbers, times.</summary>
internal sealed record ExpectedVoucher(string Book, string Date, string Rule)
{
    public required IReadOnlyList<Move> Moves { get; init; }

    /// <summary>Equal for equal vouchers.</summary>
    public string Canonical => $"{Book} {Date} {Rule}: {string.Join(", ", Moves)}";
}

/// <summary>
/// Every voucher that a round must leave in the books, computed from its inputs alone: the undisturbed outcome, which
/// no crash, duplicate or delay may change.
/// </summary>
internal static class Expectation
{
    /// <summary>What a village prepays: its part and what it adds; something at least.</summary>
    internal static long PrepaidFen(Ask ask, Share share) => Math.Max(1, share.Total + ask.ExtraFen);

    internal static IEnumerable<ExpectedVoucher> Of(RoundPlan plan)
    {
        var shares = Shares.Of(plan);
        foreach (var (ask, share) in plan.Asks.Zip(shares))
        {
            var prepaid = PrepaidFen(ask, share);
            foreach (var voucher in Prepaid(plan, ask.Village, prepaid).Concat(Settled(plan, share)))
                yield return voucher;

            foreach (var voucher in Refunded(plan, ask.Village, prepaid - share.Total))
                yield return voucher;
        }

        yield return Paid(plan, "agency-supplier-payment 2", plan.Supplier, plan.GoodsFen);
        yield return Paid(plan, "agency-carrier-payment 2", plan.Carrier, plan.FreightFen);
    }

    /// <summary>Both vouchers of a prepayment.</summary>
    internal static IEnumerable<ExpectedVoucher> Prepaid(RoundPlan plan, string village, long fen)
    {
        yield return new ExpectedVoucher(village, plan.On(6), "agency-prepayment 2")
        {
            Moves = [new("112", plan.Company, fen), new("102", "", -fen)],
        };
        yield return new ExpectedVoucher(plan.Company, plan.On(6), "agency-prepayment 2")
        {
            Moves = [new("1002", "", fen), new("2241", village, -fen)],
        };
    }

    private static IEnumerable<ExpectedVoucher> Settled(RoundPlan plan, Share share)
    {
        if (share.Total is 0)
            yield break;

        yield return new ExpectedVoucher(share.Village, plan.On(15), "agency-settlement 2")
        {
            Moves = [new("121", "", share.Total), new("112", plan.Company, -share.Total)],
        };
        Move[] moves =
        [
            new("2241", share.Village, share.Total),
            new("2241", $"代付-{plan.Supplier}", -share.Goods),
            new("2241", $"代付-{plan.Carrier}", -share.Freight),
            new("5051", "", -share.Fee),
        ];
        yield return new ExpectedVoucher(plan.Company, plan.On(15), "agency-settlement 2")
        {
            Moves = [.. moves.Where(move => move.Fen is not 0)],
        };
    }

    private static IEnumerable<ExpectedVoucher> Refunded(RoundPlan plan, string village, long fen)
    {
        if (fen is 0)
            yield break;

        yield return new ExpectedVoucher(village, plan.On(18), "agency-refund 2")
        {
            Moves = [new("102", "", fen), new("112", plan.Company, -fen)],
        };
        yield return new ExpectedVoucher(plan.Company, plan.On(18), "agency-refund 2")
        {
            Moves = [new("2241", village, fen), new("1002", "", -fen)],
        };
    }

    private static ExpectedVoucher Paid(RoundPlan plan, string rule, string payee, long fen) =>
        new(plan.Company, plan.On(17), rule)
        {
            Moves = [new("2241", $"代付-{payee}", fen), new("1002", "", -fen)],
        };
}
