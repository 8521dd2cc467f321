using System.Runtime.InteropServices;
using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>
/// What one account and counterparty held and moved, as far as a statement of one month asks; all signed to debit.
/// </summary>
internal sealed record StatementFigure
{
    public required string Account { get; init; }

    public required string Counterparty { get; init; }

    /// <summary>At the end of the month, the year end included.</summary>
    public Money Closing { get; init; }

    /// <summary>At the end of the year before.</summary>
    public Money YearOpening { get; init; }

    /// <summary>At the end of the month before.</summary>
    public Money MonthOpening { get; init; }

    /// <summary>At the end of the year before the last.</summary>
    public Money LastYearOpening { get; init; }

    /// <summary>In the month, without the year end.</summary>
    public Money Month { get; init; }

    /// <summary>In the year up to the month, without the year end.</summary>
    public Money Year { get; init; }

    /// <summary>In the same span of the year before, without its year end.</summary>
    public Money LastYear { get; init; }

    /// <summary>What the column measures.</summary>
    public Money Of(Measure measure) => measure switch
    {
        Measure.Closing => Closing,
        Measure.YearOpening => YearOpening,
        Measure.Month => Month,
        Measure.Year => Year,
        Measure.LastYear => LastYear,
    };

    /// <summary>What a term counts of it in a column; signed to debit.</summary>
    public Money Of(TermRule rule, Measure measure) => rule switch
    {
        TermRule.Amount => Of(measure),
        TermRule.DebitDetails => Of(measure) is { Fen: > 0 } debit ? debit : Money.Zero,
        TermRule.CreditDetails => Of(measure) is { Fen: < 0 } credit ? credit : Money.Zero,
        TermRule.Opening when measure is Measure.Month => MonthOpening,
        TermRule.Opening or TermRule.YearOpening => measure is Measure.LastYear ? LastYearOpening : YearOpening,
    };
}

/// <summary>What moved on some accounts against one other account.</summary>
/// <param name="Account">The account on the other side.</param>
/// <param name="Direction">Whether it came in or went out.</param>
/// <param name="Date">The accounting date.</param>
/// <param name="Amount">Positive in its direction; negative on red vouchers.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CounterFlow(string Account, FlowDirection Direction, DateOnly Date, Money Amount);

/// <summary>A line of a voucher as flows are read from it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FlowLine(string Account, Money Debit, Money Credit)
{
    /// <summary>Signed to debit.</summary>
    public Money Net => Debit - Credit;
}

/// <summary>What of a voucher decides how its flows count.</summary>
/// <param name="Date">The accounting date, or the first day of its month.</param>
/// <param name="IsRed">Whether it cancels another one.</param>
/// <param name="IsYearEnd">Whether it belongs to the year end, which moves income into the result.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FlowMark(DateOnly Date, bool IsRed = false, bool IsYearEnd = false);

/// <summary>
/// Explains what moved on some accounts of a voucher by its other lines: the net movement is split over the lines of
/// the other side by their amounts, so that what the voucher also settled without these accounts stays out, and the
/// flows add up to the movement to the fen.
/// </summary>
internal static class CounterFlows
{
    public static IEnumerable<CounterFlow> Of(
        IReadOnlyCollection<FlowLine> voucher,
        FlowMark mark,
        FlowScope scope)
    {
        var net = Money.Zero;
        var others = new SortedDictionary<string, Money>(StringComparer.Ordinal);
        foreach (var line in voucher)
        {
            if (Covers(scope.Accounts, line.Account))
                net += line.Net;
            else
                others[line.Account] = others.GetValueOrDefault(line.Account) - line.Net;
        }

        if (net.Fen is 0)
            yield break;

        // A red voucher takes back what came in, so it counts against receipts and not as a payment.
        var comesIn = net.IsPositive == (scope.Side is Side.Debit);
        var direction = comesIn ^ mark.IsRed ? FlowDirection.In : FlowDirection.Out;
        var weights = others.Where(other => Math.Sign(other.Value.Fen) == Math.Sign(net.Fen))
            .Select(other => new Weight(other.Key, Math.Abs(other.Value.Fen)))
            .ToArray();
        var magnitude = mark.IsRed ? -Math.Abs(net.Fen) : Math.Abs(net.Fen);
        foreach (var share in Allocation.Split(magnitude, weights))
        {
            if (share.Units is not 0 && !(mark.IsYearEnd && Covers(scope.Inside, share.Code)))
                yield return new CounterFlow(share.Code, direction, mark.Date, new Money(share.Units));
        }
    }

    /// <summary>Whether an account is one of these or below one of them.</summary>
    public static bool Covers(IReadOnlyList<string> accounts, string code)
    {
        foreach (var account in accounts)
        {
            if (Chart.IsWithin(code, account))
                return true;
        }

        return false;
    }
}
