using System.Globalization;
using System.Text;
using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>Writes a book in the plain-text syntax that hledger and ledger-cli read.</summary>
/// <param name="chart">The book's chart.</param>
/// <param name="names">The names of the counterparties by code, as the book knows them now.</param>
internal sealed class LedgerText(Chart chart, IReadOnlyDictionary<string, string> names)
{
    /// <summary>
    /// The head: what the book is, the commodity, and every account with its details, so that a strict check passes.
    /// </summary>
    public string Head(string book, string name, IEnumerable<(string Account, string Counterparty)> details)
    {
        var text = new StringBuilder();
        text.Append("; 账套 ").Append(Plain(book)).Append(' ').Append(Plain(name)).Append('\n');
        text.Append("commodity CNY 1000.00\n\n");
        foreach (var account in chart.Accounts)
            text.Append("account ").Append(AccountName(account.Code)).Append('\n');

        foreach (var (account, counterparty) in details)
            text.Append("account ").Append(AccountName(account)).Append(':').Append(Detail(counterparty)).Append('\n');

        return text.Append('\n').ToString();
    }

    /// <summary>
    /// What a year began with, as one transaction, so that the journal of one year alone ends with the book's balances.
    /// </summary>
    public string Opening(int year, IEnumerable<OpeningDetail> details)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{year:D4}-01-01 (期初) 上年结转\n");
        foreach (var detail in details)
        {
            AccountLine(text, detail.Account, detail.Counterparty);
            text.Append("  CNY ").Append(Amount(detail.Net)).Append('\n');
        }

        return text.Append('\n').ToString();
    }

    /// <summary>One voucher as a transaction; what has no place in the syntax stands in its comments as tags.</summary>
    public string Transaction(Voucher voucher)
    {
        var content = voucher.Content;
        var text = new StringBuilder();
        text.Append(BusinessDate.Write(content.Date));
        text.Append(CultureInfo.InvariantCulture, $" ({content.Word}-{voucher.Number}) {Plain(content.Summary)}\n");
        Comment(text, "voucher", voucher.Id.ToString("D"));
        Comment(text, "sequence", voucher.Sequence.ToString(CultureInfo.InvariantCulture));
        Comment(text, "kind", content.Kind is VoucherKind.Ordinary ? "" : content.Kind.ToString());
        Comment(text, "prepared-by", content.PreparedBy);
        Comment(text, "checked-by", content.CheckedBy);
        Comment(text, "cashier", content.Cashier);
        Comment(text, "posted-by", content.PostedBy);
        Comment(text, "attachments", Number(content.Attachments));
        foreach (var file in content.Files)
            Comment(text, "file", file);

        Comment(text, "event", content.Origin.EventId);
        Comment(text, "topic", content.Origin.Topic);
        Comment(text, "rule", content.Origin.Rule);
        Comment(text, "rule-version", Number(content.Origin.RuleVersion));
        Comment(text, "document", content.Origin.Document);
        Comment(text, "mirror-book", content.Origin.MirrorBook);
        Comment(text, "reverses", content.Reverses?.ToString("D") ?? "");
        Comment(text, "corrects", content.Corrects?.ToString("D") ?? "");
        Comment(text, "hash", voucher.Hash);
        foreach (var posting in content.Postings)
        {
            AccountLine(text, posting.Account, posting.Counterparty);
            text.Append("  CNY ").Append(Amount(posting.Debit - posting.Credit));
            Tags(text, posting);
            text.Append('\n');
        }

        return text.Append('\n').ToString();
    }

    /// <summary>The last line: how many vouchers there are and the hash that seals them.</summary>
    public static string Foot(Chain chain) =>
        FormattableString.Invariant($"; 凭证 {chain.Count} 张，链头 {chain.Head}\n");

    /// <summary>The account with those above it, such as 322 收益分配:322.02 未分配收益.</summary>
    public string AccountName(string code)
    {
        var own = $"{Segment(code)} {Segment(chart.NameOf(code))}";
        return Chart.ParentOf(code) is { } parent ? $"{AccountName(parent)}:{own}" : own;
    }

    // Names change and codes do not; one export writes one name for each code, so that its account stays one.
    private string Detail(string code)
    {
        var name = names.GetValueOrDefault(code, "");
        return name.Length is 0 || string.Equals(name, code, StringComparison.Ordinal)
            ? Segment(code)
            : $"{Segment(code)} {Segment(name)}";
    }

    private void AccountLine(StringBuilder text, string account, string counterparty)
    {
        text.Append("    ").Append(AccountName(account));
        if (counterparty.Length > 0)
            text.Append(':').Append(Detail(counterparty));
    }

    private static void Tags(StringBuilder text, Posting posting)
    {
        var tags = new (string Tag, string Value)[]
        {
            ("project", posting.Project),
            ("stock", posting.Stock),
            ("quantity", posting.Stock.Length > 0 ? posting.Quantity.ToString() : ""),
        };
        var written = tags.Where(tag => tag.Value.Length > 0).Select(tag => $"{tag.Tag}: {Value(tag.Value)}").ToArray();
        if (written.Length > 0)
            text.Append("  ; ").AppendJoin(", ", written);
    }

    private static void Comment(StringBuilder text, string tag, string value)
    {
        if (value.Length > 0)
            text.Append("    ; ").Append(tag).Append(": ").Append(Value(value)).Append('\n');
    }

    private static string Number(int number) => number is 0 ? "" : number.ToString(CultureInfo.InvariantCulture);

    // A comma ends the value of a tag, and a date in brackets would be read as the date of the posting.
    private static string Value(string text) =>
        Plain(text).Replace(',', '，').Replace('[', '［').Replace(']', '］');

    private static string Amount(Money amount) =>
        ((decimal)amount.Fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    // A colon begins a level, two spaces end an account's name.
    private static string Segment(string text) => Plain(text).Replace(':', '：');

    // A semicolon begins a comment; a bar splits payee from note.
    private static string Plain(string text)
    {
        var plain = PlainText.Of(text).Replace(';', '；').Replace('|', '｜');
        while (plain.Contains("  ", StringComparison.Ordinal))
            plain = plain.Replace("  ", " ", StringComparison.Ordinal);

        return plain;
    }
}

/// <summary>What one account and counterparty held when a year began, signed to debit.</summary>
internal sealed record OpeningDetail(string Account, string Counterparty, Money Net);
