using System.Globalization;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Contracts;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Identity;
using Region.Testing;
using Shouldly;
using CheckItem = Region.Contracts.Accounting.V1.CheckItem;
using CheckKind = Region.Contracts.Accounting.V1.CheckKind;
using Draft = Region.Accounting.Domain.Draft;
using Posting = Region.Accounting.Domain.Posting;
using VoucherKind = Region.Accounting.Domain.VoucherKind;

namespace Region.Services.Tests.Accounting;

/// <summary>A village's book with opening balances (12,900.00 in the bank), on its way through its months.</summary>
internal sealed class ClosingBook(RegionBooks region, string book)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public RegionBooks Region => region;

    public string Book => book;

    public Caller Head => Callers.Of(Role.VillageHead, book);

    public PeriodService.PeriodServiceClient Periods => PeriodsAs(region.OwnerOf(book));

    public BankService.BankServiceClient Bank => BankAs(region.OwnerOf(book));

    public static async Task<ClosingBook> OpenAsync(AccountingWorlds worlds, StoreKind kind, string openingDate)
    {
        var region = await worlds.RegionAsync(kind, Token);
        await region.OpeningsAs(RegionBooks.Accountant(region.Village)).ImportOpeningAsync(
            new ImportOpeningRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = region.Village,
                Table = RegionBooks.Opening(region.Village),
                OpeningDate = openingDate,
            },
            cancellationToken: Token);
        return new ClosingBook(region, region.Village);
    }

    public PeriodService.PeriodServiceClient PeriodsAs(Caller caller) =>
        new(region.World.As(AccountingWorlds.ServiceName, caller));

    public BankService.BankServiceClient BankAs(Caller caller) =>
        new(region.World.As(AccountingWorlds.ServiceName, caller));

    /// <summary>Posts a voucher as the slices do: two lines of the same amount.</summary>
    public async Task<string> PostAsync(string date, string debit, string credit, long fen, string counterparty = "")
    {
        var open = await region.Part<BookShelf>().RequireAsync(book, Token);
        await using var work = await open.BeginAsync(Token);
        var chart = await ChartStore.LoadAsync(work, Token);
        var posted = await region.Part<PostVoucher>().AppendAsync(
            work,
            chart,
            new Draft
            {
                Word = Words.General,
                Kind = VoucherKind.Ordinary,
                Date = DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                Summary = "测试",
                PreparedBy = "maker",
                Postings =
                [
                    Line(debit, counterparty) with { Debit = new Money(fen) },
                    Line(credit, counterparty) with { Credit = new Money(fen) },
                ],
            },
            Token);
        posted.Allowed.ShouldBeTrue(string.Join(' ', posted.Refusals.Select(refused => refused.ToString())));
        await work.CommitAsync(Token);
        return posted.Value.Id.ToString("D");
    }

    public async Task<CloseMonthResponse> CloseAsync(string month, string? key = null) => await Periods.CloseMonthAsync(
        new CloseMonthRequest { RequestId = key ?? RegionBooks.NewKey(), Book = book, Month = month },
        cancellationToken: Token);

    /// <summary>
    /// Closes a month; what its announcements lead to happens: the sheet is published, and the register notes its head.
    /// </summary>
    public async Task<GetSheetResponse> CloseAndPublishAsync(string month)
    {
        var on = await CloseAndAnnounceAsync(month);
        var sheet = await SheetAsync(month);
        await region.ApplyAsync(
            Topics.SheetPublished,
            new SheetPublished
            {
                Book = book,
                Period = month,
                Version = sheet.Title.Version,
                SheetHash = sheet.Title.SheetHash,
                ChainHead = sheet.Sheet.ChainHead,
                VoucherCount = sheet.Sheet.VoucherCount,
                AccountingDate = on,
            },
            Token);
        return sheet;
    }

    /// <summary>Closes a month, and the announcement arrives; answers the month's last day.</summary>
    public async Task<string> CloseAndAnnounceAsync(string month)
    {
        var act = (await CloseAsync(month)).Period.Acts[^1];
        var lastDay = DateOnly.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture).AddMonths(1).AddDays(-1);
        var on = lastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await region.ApplyAsync(
            Topics.MonthClosed,
            new MonthClosed
            {
                Book = book,
                Month = month,
                Vouchers = act.VoucherCount,
                Head = act.ChainHead,
                AccountingDate = on,
            },
            Token);
        return on;
    }

    public async Task<GetSheetResponse> SheetAsync(string period) =>
        await new DisclosureService.DisclosureServiceClient(
            region.World.As(AccountingWorlds.ServiceName, region.OwnerOf(book))).GetSheetAsync(
            new GetSheetRequest { Book = book, Period = period }, cancellationToken: Token);

    public async Task<ReopenMonthResponse> ReopenAsync(string month, string reason = "漏记一张发票") =>
        await PeriodsAs(Head).ReopenMonthAsync(
            new ReopenMonthRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = book,
                Month = month,
                Reason = reason,
            },
            cancellationToken: Token);

    public async Task<GetCloseChecklistResponse> ChecklistAsync(string month = "") =>
        await Periods.GetCloseChecklistAsync(
            new GetCloseChecklistRequest { Book = book, Month = month }, cancellationToken: Token);

    public async Task<CheckItem?> FindingAsync(CheckKind kind, string month = "") =>
        (await ChecklistAsync(month)).Items.SingleOrDefault(item => item.Kind == kind);

    public async Task<CloseYearResponse> CloseYearAsync(
        YearEndPlan? plan = null,
        string? key = null,
        int year = 2026) =>
        await Periods.CloseYearAsync(
            new CloseYearRequest
            {
                RequestId = key ?? RegionBooks.NewKey(),
                Book = book,
                Year = year,
                Plan = plan,
            },
            cancellationToken: Token);

    public async Task<ImportStatementResponse> ImportAsync(string rows, long outstanding = 0, string? key = null) =>
        await Bank.ImportStatementAsync(
            new ImportStatementRequest
            {
                RequestId = key ?? RegionBooks.NewKey(),
                Book = book,
                Table = ByteString.CopyFrom($"交易日期,摘要,收入,支出,余额,流水号,对方户名\n{rows}", Encoding.UTF8),
                OutstandingFen = outstanding,
            },
            cancellationToken: Token);

    public async Task<MatchAutomaticallyResponse> MatchAsync(string month) => await Bank.MatchAutomaticallyAsync(
        new MatchAutomaticallyRequest { RequestId = RegionBooks.NewKey(), Book = book, Month = month },
        cancellationToken: Token);

    public async Task<GetReconciliationResponse> ReconcileAsync(string month) => await Bank.GetReconciliationAsync(
        new GetReconciliationRequest { Book = book, Month = month }, cancellationToken: Token);

    /// <summary>The rule and the sentence that a call is refused with.</summary>
    public static async Task<(StatusCode Status, string Sentence)> RefusedAsync(Func<Task> call)
    {
        var refused = await Should.ThrowAsync<RpcException>(call);
        return (refused.StatusCode, refused.Status.Detail);
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var session = await (await region.StoreAsync(book, Token)).ReadAsync(Token);
        return await session.ScalarAsync<T>(sql, null, Token);
    }

    private static Posting Line(string account, string counterparty) =>
        new() { Account = account, Counterparty = account is "112" or "113" ? counterparty : "" };
}
