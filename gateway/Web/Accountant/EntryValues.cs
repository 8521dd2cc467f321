using System.Globalization;
using Region.Contracts.Accounting.V1;

namespace Region.Gateway.Web.Accountant;

/// <summary>A draft's content by the names of the form's fields, as somebody would have typed it.</summary>
internal static class EntryValues
{
    public static Dictionary<string, string> Of(DraftContent content)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["content.word"] = content.Word,
            ["content.accounting_date"] = content.AccountingDate,
            ["content.summary"] = content.Summary,
            ["content.attachments"] = content.Attachments.ToString(CultureInfo.InvariantCulture),
            ["content.no_attachments_reason"] = content.NoAttachmentsReason,
            ["content.negative_cash_reason"] = content.NegativeCashReason,
            ["content.corrects_voucher_id"] = content.CorrectsVoucherId,
        };
        foreach (var (at, posting) in content.Postings.Index())
        {
            foreach (var (name, value) in Of(posting))
                values[Name(at, name)] = value;
        }

        return values;
    }

    public static string Name(int line, string field) =>
        string.Create(CultureInfo.InvariantCulture, $"content.postings[{line}].{field}");

    /// <summary>How many lines were typed.</summary>
    public static int Lines(IReadOnlyDictionary<string, string> values) => values.Keys
        .Where(name => name.StartsWith("content.postings[", StringComparison.Ordinal))
        .Select(name => name[..name.IndexOf(']', StringComparison.Ordinal)])
        .Distinct(StringComparer.Ordinal).Count();

    private static (string Name, string Value)[] Of(Posting posting) =>
    [
        ("account", posting.Account),
        ("counterparty", posting.Counterparty),
        ("counterparty_name", posting.CounterpartyName),
        ("project", posting.Project),
        ("stock", posting.Stock),
        ("quantity", posting.Quantity),
        ("debit_fen", Say.Typed(posting.DebitFen)),
        ("credit_fen", Say.Typed(posting.CreditFen)),
    ];
}
