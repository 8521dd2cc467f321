using Region.Accounting.Archives;
using Region.Accounting.Books;
using Region.Accounting.Disclosure;
using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Contracts.Operations.V1;
using Region.Kernel;
using Region.Platform.Operations;
using Region.Platform.Storage;

namespace Region.Accounting.Checks;

/// <summary>
/// Re-adds every book from its vouchers: rules 1, 2, 3, 6 and 8 of the conservation oracle. One book after the other,
/// one page after the other: memory holds one book's balances and one number for each pair of books.
/// </summary>
internal sealed class CheckBooks(BooksStore books, BookShelf shelf, Database register) : ICheck
{
    private const int PageSize = 500;
    private const int MostShown = 20;

    /// <summary>Where a village keeps what it has with the company: receivable and payable.</summary>
    private static readonly string[] VillageAccounts = ["112", "211"];

    /// <summary>The same of a co-operative, whose company is none of its members.</summary>
    private static readonly string[] CoopAccounts = ["113", "211"];

    /// <summary>
    /// Where the company keeps what it has with a village: agency money, product that it sold or bought, profit that it
    /// declared, and goods of its own that it sold.
    /// </summary>
    private static readonly string[] CompanyAccounts = ["2241", "2202", "2232", "1122"];

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var vouchers = new Finding { Rule = "1", Title = "每张凭证借贷相等" };
        var totals = new Finding { Rule = "2", Title = "每本账借贷相等，余额表等于凭证重算" };
        var numbers = new Finding { Rule = "6", Title = "凭证号按字按月连续，不重不漏" };
        var chains = new Finding { Rule = "8", Title = "每本账的凭证链完整" };
        var pairs = new MirrorCheck();

        // Before the books are read: a head that is published meanwhile belongs to vouchers that are not read yet.
        var published = await PublishedAsync(cancellationToken);
        foreach (var code in await books.CodesAsync(cancellationToken))
        {
            var book = await shelf.FindAsync(code, cancellationToken)
                ?? throw new InvalidOperationException($"The book {code} is registered but has no store.");
            await using var session = await book.Store.ReadAsync(cancellationToken);
            var audit = await AuditAsync(book.Code, session, cancellationToken);
            var heads = await CompareAsync(code, session, published.GetValueOrDefault(code), cancellationToken);
            await NoteAsync(session, book, pairs, cancellationToken);
            vouchers.Checked += audit.Vouchers;
            numbers.Checked += audit.Vouchers;
            totals.Checked++;
            chains.Checked++;
            foreach (var finding in (Finding[])[vouchers, totals, numbers, chains])
                Add(finding, [.. audit.Violations, .. heads]);
        }

        return [vouchers, totals, pairs.Finish(), numbers, chains];
    }

    /// <summary>Re-adds one book from its vouchers.</summary>
    internal static async Task<BookAudit> AuditAsync(
        string book,
        Session session,
        CancellationToken cancellationToken)
    {
        var audit = new BookAudit(book);
        var state = await VouchersStore.StateAsync(session, cancellationToken);
        long after = 0;
        while (true)
        {
            var page = new VoucherPage(after, "", PageSize);
            var views = await VoucherPagesStore.PageAsync(session, page, cancellationToken);
            if (views.Count is 0)
                break;

            foreach (var view in views)
                audit.Add(view.Voucher);

            after = views[^1].Voucher.Sequence;
        }

        audit.Finish(state.Chain, await BalancesStore.AllAsync(session, cancellationToken));
        return audit;
    }

    private async Task<IReadOnlyDictionary<string, DisclosedHead>> PublishedAsync(CancellationToken cancellationToken)
    {
        await using var session = await register.ReadAsync(cancellationToken);
        return await RegisterStore.NewestAsync(session, cancellationToken);
    }

    // Whoever owns the store can cut the newest vouchers off or compute the whole chain anew, and the book agrees with
    // itself. What was published before, and is kept outside of the book, does not follow.
    private static async Task<IReadOnlyList<Violation>> CompareAsync(
        string book,
        Session session,
        DisclosedHead? published,
        CancellationToken cancellationToken)
    {
        if (published is null)
            return [];

        var hash = await ArchivesStore.HashAtAsync(session, published.Vouchers, cancellationToken);
        if (hash is null)
            return [Differs("公布时的凭证现在账内没有这么多")];

        return string.Equals(hash, published.ChainHead, StringComparison.Ordinal)
            ? []
            : [Differs("公布的链头与账内凭证的指纹不符，账被重做过")];

        Violation Differs(string how)
        {
            var kind = published.Version > 0
                ? FormattableString.Invariant($"财务公开（第{published.Version}版，{published.Vouchers}张凭证）")
                : FormattableString.Invariant($"结账（{published.Vouchers}张凭证）");
            return new Violation("8", $"{book}：{published.Period}{kind}{how}");
        }
    }

    private static void Add(Finding finding, IReadOnlyList<Violation> violations) => finding.Violations.AddRange(
        violations
            .Where(violation => string.Equals(violation.Rule, finding.Rule, StringComparison.Ordinal))
            .Select(violation => violation.Sentence)
            .Take(MostShown - finding.Violations.Count));

    private static async Task NoteAsync(
        Session session,
        OpenBook book,
        MirrorCheck pairs,
        CancellationToken cancellationToken)
    {
        var (ofVillage, accounts, stakes) = book.Registered.Regime switch
        {
            Regime.Village2023 => (true, VillageAccounts, "141"),
            Regime.Coop2021 => (true, CoopAccounts, "131"),
            Regime.SmallEnterprise2011 => (false, CompanyAccounts, "3001"),
        };
        foreach (var account in accounts)
            Note(MirrorKind.Debts, await BalancesStore.ByCounterpartyAsync(session, account, cancellationToken));

        Note(MirrorKind.Stakes, await StakesStore.MirroredAsync(session, stakes, cancellationToken));

        void Note(MirrorKind kind, IReadOnlyDictionary<string, long> held)
        {
            foreach (var (counterparty, fen) in held)
            {
                if (ofVillage && Codes.IsCompany(counterparty))
                    pairs.Add(kind, book.Code, counterparty, new Money(fen), Money.Zero);
                else if (!ofVillage && Codes.IsVillage(counterparty))
                    pairs.Add(kind, counterparty, book.Code, Money.Zero, new Money(-fen));
            }
        }
    }
}
