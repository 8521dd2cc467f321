using System.Globalization;
using Region.Accounting.Charts;
using Region.Accounting.Domain;
using Region.Kernel;

namespace Region.Domain.Tests.Accounting;

/// <summary>Valid objects of the accounting domain; a test changes only what it is about.</summary>
internal static class Books
{
    public static DateOnly Day { get; } = new(2026, 3, 27);

    public static DateTimeOffset Noon { get; } = new(2026, 3, 27, 4, 0, 0, TimeSpan.Zero);

    public static Chart VillageChart { get; } = new(PublishedCharts.For(Regime.Village2023, Day).Accounts);

    public static Chart CompanyChart { get; } = new(PublishedCharts.For(Regime.SmallEnterprise2011, Day).Accounts);

    public static Chart CoopChart { get; } = new(PublishedCharts.For(Regime.Coop2021, Day).Accounts);

    /// <summary>The chart that a rule's part posts to.</summary>
    public static Chart ChartOf(PostingRule rule, BookRule part) => (part.Party, rule.Regime) switch
    {
        (Party.Company, _) => CompanyChart,
        (_, Regime.Coop2021) => CoopChart,
        _ => VillageChart,
    };

    /// <summary>A book without vouchers, open from the first day.</summary>
    public static BookState NewBook { get; } = new(Chain.StartOf("V0101"), null, null);

    public static Posting Debit(string account, long fen, string counterparty = "") => new()
    {
        Account = account,
        Counterparty = counterparty,
        CounterpartyName = counterparty,
        Debit = new Money(fen),
    };

    public static Posting Credit(string account, long fen, string counterparty = "") => new()
    {
        Account = account,
        Counterparty = counterparty,
        CounterpartyName = counterparty,
        Credit = new Money(fen),
    };

    public static Draft Draft(params Posting[] postings) => new()
    {
        Word = Words.General,
        Date = Day,
        Summary = "买化肥",
        PreparedBy = "v0101.accountant",
        Postings = postings,
    };

    public static Draft Purchase { get; } = Draft(Debit("121", 1_234), Credit("102", 1_234));

    public static Voucher Posted(Draft content, string book = "V0101", int number = 5) =>
        Chain.StartOf(book).Append(content, IdOf(number), number, Noon);

    public static Guid IdOf(int number) =>
        Guid.Parse($"0195d000-0000-7000-8000-{number.ToString("x12", CultureInfo.InvariantCulture)}");
}
