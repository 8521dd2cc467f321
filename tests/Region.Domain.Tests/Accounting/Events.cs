using Region.Accounting.Domain;
using Region.Accounting.Rules;
using Region.Kernel;

namespace Region.Domain.Tests.Accounting;

/// <summary>The facts of valid events of an agency purchase.</summary>
internal static class Events
{
    public const string Prepayment = "procurement.prepayment-received.v1";
    public const string Settlement = "procurement.settlement-allocated.v1";
    public const string SupplierPaid = "procurement.supplier-paid.v1";
    public const string CarrierPaid = "procurement.carrier-paid.v1";
    public const string Refund = "procurement.refund-paid.v1";

    public static Facts Of(string topic, params (string Field, long Fen)[] amounts) => new()
    {
        EventId = "0195d000-0000-7000-8000-000000000001",
        Topic = topic,
        Texts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["region"] = "R01",
            ["company"] = "C01",
            ["company_name"] = "样例发饰强村有限公司",
            ["village"] = "V0101",
            ["village_name"] = "晨光村",
            ["round_id"] = "r1",
            ["round_title"] = "P1",
            ["prepayment_id"] = "p1",
            ["payment_id"] = "p2",
            ["item_code"] = "M001",
            ["item_name"] = "橡胶丝",
            ["quantity"] = "1225",
            ["base_unit"] = "kg",
            ["supplier"] = "S03",
            ["supplier_name"] = "样例聚材料",
            ["carrier"] = "T01",
            ["carrier_name"] = "样例物流",
            ["mode"] = "PURCHASE_MODE_AGENCY",
            ["accounting_date"] = "2026-03-26",
        },
        Amounts = amounts.Prepend(("fee_vat_fen", 0)).GroupBy(pair => pair.Field, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => new Money(group.Last().Fen), StringComparer.Ordinal),
        Counts = new Dictionary<string, int>(StringComparer.Ordinal)
        {
            ["invoice_count"] = 3,
            ["acceptance_count"] = 2,
        },
    };

    public static Facts Settled(long goods, long freight, long fee) =>
        Of(Settlement, ("goods_fen", goods), ("freight_fen", freight), ("fee_fen", fee));

    public static Decision<Draft, Refusal> Prepare(Facts facts, string party)
    {
        var rule = PublishedRules.Book.Choose(facts);
        return rule.Allowed
            ? AutomaticVoucher.Prepare(rule.Value, BookOf(rule.Value, party), facts)
            : rule.Refuse<Draft>();
    }

    public static BookRule BookOf(PostingRule rule, string party) =>
        rule.Books.Single(book => book.Party == Enum.Parse<Party>(party));

    /// <summary>Every line as people write it: 借 121 2351928.</summary>
    public static IReadOnlyList<string> Lines(Draft draft) =>
        [.. draft.Postings.Select(Line)];

    private static string Line(Posting posting)
    {
        var side = posting.Debit.Fen is 0 ? "贷" : "借";
        var account = $"{posting.Account} {posting.Counterparty}".Trim();
        return FormattableString.Invariant($"{side} {account} {posting.Amount.Fen}");
    }
}
