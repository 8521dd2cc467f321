using System.Globalization;
using Region.Contracts.Operations.V1;
using Region.Platform.Storage;
using Region.Services.Tests.Model;
using Shouldly;
using static System.FormattableString;

namespace Region.Services.Tests.Desk;

/// <summary>Compares what a book's store keeps with what the model keeps, in the same words.</summary>
internal static class DeskComparison
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    internal static async Task CompareAsync(DeskWorld world, DeskBook book, string after)
    {
        await using var session = await world.ReadAsync(book.Code);
        await VouchersAsync(session, book, after);
        await DraftsAsync(session, book, after);
        await BalancesAsync(session, book, after);
        var kept = await session.QueryAsync<string>(
            """
            SELECT 'act ' || act || ' ' || month || ' ' || closed_through || ' ' || login || ' ' || vouchers
              FROM period_acts
            UNION ALL SELECT 'account ' || code || ' ' || name || ' ' || closed_on || ' ' || takes_automatic
              FROM accounts WHERE own = 1
            UNION ALL SELECT 'item ' || code || ' ' || kind || ' ' || closed || ' ' || entered_by
              || CASE WHEN entered_by = '' OR code IN ('C01', 'V0101', 'V0102') THEN '' ELSE name END
              FROM counterparties
            UNION ALL SELECT 'told ' || topic || ' ' || COUNT(*) FROM outbox GROUP BY topic
            UNION ALL SELECT 'commands ' || COUNT(*) FROM commands
            UNION ALL SELECT 'CONS 1 ' || sequence FROM postings GROUP BY sequence HAVING SUM(debit) <> SUM(credit)
            UNION ALL SELECT 'CONS 6 ' || word || month FROM vouchers GROUP BY word, month
              HAVING MIN(number) <> 1 OR MAX(number) <> COUNT(*)
            """,
            null,
            Cancelled);
        Equal(kept, Kept(book), $"what {book.Code} keeps after {after}");
    }

    private static bool IsBook(string code) =>
        code is BooksModel.Company or DeskModel.Village or DeskModel.Neighbour;

    /// <summary>CONS 3: what one book has with the other, the other has with it.</summary>
    internal static async Task PairAsync(DeskWorld world)
    {
        var sum = 0L;
        foreach (var (book, other) in ((string, string)[])
            [(DeskModel.Village, BooksModel.Company), (BooksModel.Company, DeskModel.Village)])
        {
            await using var session = await world.ReadAsync(book);
            sum += await session.ScalarAsync<long>(
                "SELECT CAST(COALESCE(SUM(debit - credit), 0) AS BIGINT) FROM balances WHERE counterparty = @other",
                new { other },
                Cancelled);
        }

        sum.ShouldBe(0, "CONS 3");
    }

    /// <summary>The service's own check, rule 3 only where both books have heard of everything.</summary>
    internal static async Task CheckAsync(DeskWorld world, DeskModel model)
    {
        var findings = new List<Finding>();
        foreach (var check in world.Checks)
            findings.AddRange(await check.RunAsync(Cancelled));

        // Rule 7 is about a relay, and none runs here.
        var rules = findings.Where(finding => finding.Rule is not "7").ToArray();
        rules.Select(finding => finding.Rule).ShouldBe(["1", "2", "3", "6", "8"]);
        rules.Where(finding => finding.Rule is not "3" || model.IsQuiet)
            .SelectMany(finding => finding.Violations).ShouldBeEmpty();
    }

    /// <summary>
    /// The new vouchers, whose ids the model learns; of the older ones the database refuses every change.
    /// </summary>
    private static async Task VouchersAsync(Session session, DeskBook book, string after)
    {
        var known = book.Vouchers.Count(voucher => voucher.Id.Length > 0);
        var rows = await session.QueryAsync<TextRow>(
            """
            SELECT sequence, id, word || '-' || number || ' ' || accounting_date || ' ' || kind || ' ' || prepared_by
              || ' ' || checked_by || ' ' || cashier || ' ' || posted_by || ' '
              || CASE rule WHEN '' THEN attachments ELSE 0 END || ' ' || event_id || ' ' || rule || ' ' || mirror_book
              || ' ' || reverses || ' ' || corrects AS text
            FROM vouchers WHERE sequence > @known ORDER BY sequence
            """,
            new { known },
            Cancelled);
        var lines = rows.Count is 0 ? [] : await session.QueryAsync<TextRow>(
            """
            SELECT sequence, '' AS id, account || '/' || counterparty || ' ' || debit || ' ' || credit AS text
            FROM postings WHERE sequence > @known ORDER BY sequence, line
            """,
            new { known },
            Cancelled);
        var added = book.Vouchers.Skip(known).ToArray();
        for (var index = 0; index < Math.Min(rows.Count, added.Length); index++)
            added[index].Id = rows[index].Id;

        rows.Select(row => row.Text).ShouldBe(added.Select(Text), $"new vouchers of {book.Code} after {after}");
        lines.Select(line => line.Text).ShouldBe(
            added.SelectMany(voucher => voucher.Lines)
                .Select(line => Invariant($"{line.Account}/{line.Counterparty} {line.Debit} {line.Credit}")),
            $"lines of new vouchers of {book.Code} after {after}");
    }

    private static async Task DraftsAsync(Session session, DeskBook book, string after)
    {
        var rows = await session.QueryAsync<TextRow>(
            """
            SELECT seq AS sequence, id, version || ' ' || state || ' ' || word || ' ' || accounting_date || ' '
              || attachments || ' ' || attachments_reason || ' ' || cash_reason || ' ' || corrects || ' ' || total_debit
              || ' ' || total_credit || ' ' || makers || ' ' || prepared_by || ' ' || checked_by || ' ' || cashier
              || ' ' || voucher_id AS text
            FROM drafts ORDER BY seq
            """,
            null,
            Cancelled);
        for (var index = 0; index < Math.Min(rows.Count, book.Drafts.Count); index++)
            book.Drafts[index].Id = rows[index].Id;

        rows.Select(row => row.Text).ShouldBe(book.Drafts.Select(Text), $"drafts of {book.Code} after {after}");
    }

    /// <summary>CONS 2: kept balances and those added up from the postings, both equal to the model's.</summary>
    private static async Task BalancesAsync(Session session, DeskBook book, string after)
    {
        var wanted = book.Totals().Where(total => total.Value != default)
            .Select(total => (At: total.Key, Sum: total.Value))
            .Select(one => Invariant($"{one.At.Item1}/{one.At.Item2} {one.At.Item3} {one.Sum.Debit} {one.Sum.Credit}"))
            .ToArray();
        var kept = await session.QueryAsync<string>(
            """
            SELECT account || '/' || counterparty || ' ' || month || ' ' || SUM(debit) || ' ' || SUM(credit)
            FROM balances GROUP BY account, counterparty, month HAVING SUM(debit) <> 0 OR SUM(credit) <> 0
            """,
            null,
            Cancelled);
        var added = await session.QueryAsync<string>(
            """
            SELECT account || '/' || counterparty || ' ' || month || ' ' || SUM(debit) || ' ' || SUM(credit) FROM
              (SELECT p.account, p.counterparty, p.debit, p.credit, CASE v.kind WHEN 'Opening' THEN ''
                WHEN 'YearEnd' THEN substr(v.month, 1, 5) || '13' ELSE v.month END AS month
              FROM postings p JOIN vouchers v ON v.sequence = p.sequence) AS lines
            GROUP BY account, counterparty, month HAVING SUM(debit) <> 0 OR SUM(credit) <> 0
            """,
            null,
            Cancelled);
        Equal(kept, wanted, $"kept balances of {book.Code} after {after}");
        Equal(added, wanted, $"balances of {book.Code}, added up, after {after}");
        book.HeldOn(DateOnly.MaxValue).Values.Sum().ShouldBe(0, "CONS 2");
    }

    private static IEnumerable<string> Kept(DeskBook book)
    {
        (string Topic, int Count)[] told =
        [
            ("accounting.voucher-posted.v1", book.AnnouncedVouchers),
            ("accounting.voucher-reversed.v1", book.AnnouncedReversals),
            ("accounting.month-closed.v1", book.AnnouncedClosings),
        ];
        return
        [
            .. book.Acts.Select(act => Invariant(
                $"act {act.Act} {act.Month} {act.ClosedThrough} {act.Login} {act.Vouchers}")),
            .. book.Accounts.Values.Where(account => account.Own).Select(account => Invariant(
                $"account {account.Code} {account.Name} {Day(account.ClosedOn)} {(account.TakesAutomatic ? 1 : 0)}")),
            // Company and villages are called in each other's books as the newest event calls them: not compared.
            .. book.Items.Values.Select(item => (Item: item, Name: IsBook(item.Code) ? "" : item.Name)).Select(
                named => Invariant($"item {named.Item.Code} {named.Item.Kind} {(named.Item.Closed ? 1 : 0)} ")
                    + named.Item.EnteredBy + named.Name),
            .. told.Where(one => one.Count > 0).Select(one => Invariant($"told {one.Topic} {one.Count}")),
            Invariant($"commands {book.Commands}"),
        ];
    }

    private static string Text(DeskVoucher voucher) => Invariant(
        $"{voucher.Word}-{voucher.Number} {Day(voucher.Date)} {voucher.Kind} {voucher.PreparedBy} {voucher.CheckedBy} ")
        + Invariant($"{voucher.Cashier} {voucher.PostedBy} {voucher.Attachments} {voucher.EventId} {voucher.Rule} ")
        + $"{voucher.Mirror} {voucher.Cancels?.Id} {voucher.Corrects?.Id}";

    private static string Text(DeskDraft draft)
    {
        var content = draft.Content;
        var (debit, credit) = (content.Lines.Sum(line => line.Debit), content.Lines.Sum(line => line.Credit));
        return Invariant($"{draft.Version} {draft.State} {content.Word} {Day(content.Date)} {content.Attachments} ")
            + Invariant($"{content.NoAttachments} {content.CashReason} {content.Corrects?.Id} {debit} {credit} ")
            + $"{string.Join(' ', draft.Makers)} {draft.PreparedBy} {draft.CheckedBy} {draft.Cashier} "
            + draft.Voucher?.Id;
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static void Equal(IEnumerable<string> kept, IEnumerable<string> wanted, string what) =>
        kept.Order(StringComparer.Ordinal).ShouldBe(wanted.Order(StringComparer.Ordinal), what);

    private sealed record TextRow
    {
        public required long Sequence { get; init; }

        public required string Id { get; init; }

        public required string Text { get; init; }
    }
}
