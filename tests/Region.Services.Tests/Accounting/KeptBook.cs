using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Testing;
using Shouldly;
using Posting = Region.Accounting.Domain.Posting;
using Voucher = Region.Accounting.Domain.Voucher;
using VoucherKind = Region.Accounting.Domain.VoucherKind;

namespace Region.Services.Tests.Accounting;

/// <summary>A book whose vouchers a test posts at once, each recorded a minute after the one before.</summary>
internal sealed class KeptBook(RegionBooks region, string book)
{
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));

    public string Code => book;

    public RegionBooks Region => region;

    public LedgerService.LedgerServiceClient Ledgers =>
        new(region.World.As(AccountingWorlds.ServiceName, region.OwnerOf(book)));

    public StatementService.StatementServiceClient Statements =>
        new(region.World.As(AccountingWorlds.ServiceName, region.OwnerOf(book)));

    public static async Task<KeptBook> InAsync(
        AccountingWorlds worlds,
        StoreKind kind,
        CancellationToken cancellationToken)
    {
        var region = await worlds.RegionAsync(kind, cancellationToken);
        return new KeptBook(region, region.Village);
    }

    public static Posting Debit(string account, long fen, string party = "", string stock = "", long quantity = 0) =>
        Line(account, party, stock, quantity) with { Debit = new Money(fen) };

    public static Posting Credit(string account, long fen, string party = "", string stock = "", long quantity = 0) =>
        Line(account, party, stock, quantity) with { Credit = new Money(fen) };

    /// <summary>Posts a voucher on a day.</summary>
    public async Task<Voucher> PostAsync(
        string day,
        string summary,
        CancellationToken cancellationToken,
        params Posting[] postings) =>
        await PostAsync(VoucherKind.Ordinary, day, summary, cancellationToken, postings);

    public async Task<Voucher> PostAsync(
        VoucherKind kind,
        string day,
        string summary,
        CancellationToken cancellationToken,
        params Posting[] postings)
    {
        _clock.Advance(TimeSpan.FromMinutes(1));
        BusinessDate.TryRead(day, out var date).ShouldBeTrue();
        var store = await region.StoreAsync(book, cancellationToken);
        await using var work = await store.BeginAsync($"book:{book}", cancellationToken);
        var chart = await ChartStore.LoadAsync(work, cancellationToken);
        var posted = await new PostVoucher(_clock).AppendAsync(
            work,
            chart,
            new Draft
            {
                Word = kind is VoucherKind.Opening ? Words.Opening : Words.General,
                Kind = kind,
                Date = date,
                Summary = summary,
                PreparedBy = "test",
                Postings = postings,
            },
            cancellationToken);
        posted.Refusals.ShouldBeEmpty();
        await work.CommitAsync(cancellationToken);
        return posted.Value;
    }

    private static Posting Line(string account, string party, string stock, long quantity) => new()
    {
        Account = account,
        Counterparty = party,
        CounterpartyName = party,
        Stock = stock,
        Quantity = Quantity.FromThousandths(quantity),
    };
}
