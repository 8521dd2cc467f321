using Region.Accounting.Domain;
using Region.Accounting.Rules;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Posting = Region.Accounting.Domain.Posting;
using Regime = Region.Accounting.Domain.Regime;
using Voucher = Region.Accounting.Domain.Voucher;

namespace Region.Accounting.Vouchers;

/// <summary>
/// Why this voucher: the event, the rule with its version, the document, and a sentence for each line.
/// </summary>
internal static class ExplainVoucher
{
    public static ExplainVoucherResponse Explain(Voucher voucher, Regime regime, Chart chart)
    {
        var origin = voucher.Content.Origin;
        var rule = PublishedRules.Book.Find(origin.Rule, origin.RuleVersion);
        return new ExplainVoucherResponse
        {
            Topic = origin.Topic,
            EventId = origin.EventId,
            Rule = origin.Rule,
            RuleVersion = origin.RuleVersion,
            Document = origin.Document,
            Reasons = { voucher.Content.Postings.Select(posting => Reason(voucher, posting, regime, chart)) },
            Source = rule?.Source ?? "",
            Proposal = rule?.Proposal ?? "",
        };
    }

    private static string Reason(Voucher voucher, Posting posting, Regime regime, Chart chart)
    {
        var account = $"{posting.Account} {chart.NameOf(posting.Account)}";
        var content = voucher.Content;
        if (content.Reverses is not null)
            return $"{account}：红字冲回 {-posting.Amount} 元，{content.Summary}。";

        if (content.Word is Words.Opening)
            return $"{account}：期初余额 {posting.Amount} 元，由{content.PreparedBy}导入。";

        var party = regime is Regime.SmallEnterprise2011 ? Party.Company : Party.Village;
        var line = PublishedRules.Book.Find(content.Origin.Rule, content.Origin.RuleVersion)?
            .Books.FirstOrDefault(book => book.Party == party)?
            .Lines.ElementAtOrDefault(posting.RuleLine - 1);
        return line is null
            ? $"{account}：{posting.Amount} 元，由{content.PreparedBy}填制。"
            : Template.Fill(line.Reason, place => place switch
            {
                "amount" => Yuan.Print(posting.Amount.Fen),
                "counterparty" => posting.Counterparty,
                "counterparty_name" => posting.CounterpartyName,
                "project" => posting.Project,
                _ => "",
            });
    }
}
