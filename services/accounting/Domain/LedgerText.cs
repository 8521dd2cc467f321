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

    /// <summary>One voucher as a transaction; its id, event and chain hash stand in comments.</summary>
    public string Transaction(Voucher voucher)
    {
        var content = voucher.Content;
        var text = new StringBuilder();
        text.Append(BusinessDate.Write(content.Date));
        text.Append(CultureInfo.InvariantCulture, $" ({content.Word}-{voucher.Number}) {Plain(content.Summary)}\n");
        Comment(text, "voucher", voucher.Id.ToString("D"));
        Comment(text, "sequence", voucher.Sequence.ToString(CultureInfo.InvariantCulture));
        Comment(text, "prepared-by", content.PreparedBy);
        Comment(text, "event", content.Origin.EventId);
        Comment(text, "document", content.Origin.Document);
        Comment(text, "reverses", content.Reverses?.ToString("D") ?? "");
        Comment(text, "hash", voucher.Hash);
        foreach (var posting in content.Postings)
        {
            text.Append("    ").Append(AccountName(posting.Account));
            if (posting.Counterparty.Length > 0)
                text.Append(':').Append(Detail(posting.Counterparty));

            text.Append("  CNY ").Append(Amount(posting.Debit - posting.Credit)).Append('\n');
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

    private static void Comment(StringBuilder text, string tag, string value)
    {
        if (value.Length > 0)
            text.Append("    ; ").Append(tag).Append(": ").Append(Plain(value)).Append('\n');
    }

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
