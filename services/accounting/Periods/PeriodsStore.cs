using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Periods;

/// <summary>What was done to the months of a book, and how far its vouchers reach.</summary>
internal static class PeriodsStore
{
    /// <summary>Writes a closing or a reopening; the newest act holds.</summary>
    public static Task AddAsync(UnitOfWork work, PeriodActRow act, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO period_acts (act, month, closed_through, login, name, reason, vouchers, head, acted_at)
            VALUES (@Act, @Month, @ClosedThrough, @Login, @Name, @Reason, @Vouchers, @Head, @ActedAt)
            """,
            act,
            cancellationToken);

    /// <summary>The acts on a span of months, in their order.</summary>
    public static Task<IReadOnlyList<PeriodActRow>> ActsAsync(
        Session session,
        string fromMonth,
        string toMonth,
        CancellationToken cancellationToken) =>
        session.QueryAsync<PeriodActRow>(
            """
            SELECT act, month, closed_through, login, name, reason, vouchers, head, acted_at FROM period_acts
            WHERE month BETWEEN @fromMonth AND @toMonth ORDER BY seq
            """,
            new { fromMonth, toMonth },
            cancellationToken);

    /// <summary>
    /// The month that the book was closed through before a month was last closed; empty for none. The triggers ask the
    /// same of a reopening.
    /// </summary>
    public static async Task<string> BeforeAsync(Session session, string month, CancellationToken cancellationToken) =>
        await session.ScalarAsync<string?>(
            """
            SELECT closed_through FROM period_acts
            WHERE seq < (SELECT MAX(seq) FROM period_acts WHERE act = 'Close' AND month = @month)
            ORDER BY seq DESC LIMIT 1
            """,
            new { month },
            cancellationToken) ?? "";

    /// <summary>The newest month with a voucher; null where there is none.</summary>
    public static async Task<DateOnly?> LastMonthAsync(Session session, CancellationToken cancellationToken)
    {
        var month = await session.ScalarAsync<string?>("SELECT MAX(month) FROM vouchers", null, cancellationToken);
        return BusinessDate.TryReadMonth(month, out var first) ? first : null;
    }

    /// <summary>The vouchers of a year's end that no red one cancels, in their order.</summary>
    public static Task<IReadOnlyList<string>> YearEndAsync(
        Session session,
        int year,
        CancellationToken cancellationToken) =>
        session.QueryAsync<string>(
            """
            SELECT v.id FROM vouchers v
            WHERE v.kind = 'YearEnd' AND v.month = @month AND v.reverses = ''
              AND NOT EXISTS (SELECT 1 FROM vouchers red WHERE red.reverses = v.id AND red.reverses <> '')
            ORDER BY v.sequence
            """,
            new { month = FormattableString.Invariant($"{year:D4}-12") },
            cancellationToken);

    /// <summary>How far the months of the book are closed.</summary>
    public static async Task<PeriodState> StateAsync(
        Session session,
        BookState state,
        DateOnly openedOn,
        CancellationToken cancellationToken) =>
        PeriodState.Of(state, openedOn, await VouchersStore.FirstDateAsync(session, cancellationToken));
}

/// <summary>One closing or reopening.</summary>
internal sealed record PeriodActRow
{
    public const string Close = "Close";
    public const string Reopen = "Reopen";

    public required string Act { get; init; }

    /// <summary>YYYY-MM.</summary>
    public required string Month { get; init; }

    /// <summary>The month that the book is closed through from then on; empty for none.</summary>
    public required string ClosedThrough { get; init; }

    public required string Login { get; init; }

    public required string Name { get; init; }

    public required string Reason { get; init; }

    public required long Vouchers { get; init; }

    public required string Head { get; init; }

    public required long ActedAt { get; init; }
}
