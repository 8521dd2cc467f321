using Region.Contracts;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Testing;
using static Region.Services.Tests.Accounting.KeptBook;
using VoucherKind = Region.Accounting.Domain.VoucherKind;

namespace Region.Services.Tests.Accounting;

/// <summary>What these tests do and look at, step by step.</summary>
public sealed partial class DisclosureTests
{
    private async Task<KeptBook> VillageAsync(StoreKind kind)
    {
        var book = await KeptBook.InAsync(worlds, kind, Token);
        await book.PostAsync(
            VoucherKind.Opening, "2026-01-01", "期初余额", Token, Debit("102", 10_000), Credit("311", 10_000));
        await book.PostAsync("2026-02-03", "卖粮", Token, Debit("102", 2_000), Credit("501", 2_000));
        await book.PostAsync("2026-03-10", "办公费", Token, Debit("513", 400), Credit("102", 400));
        await book.PostAsync("2026-03-12", "产业补助", Token, Debit("102", 600_000), Credit("503", 600_000));
        return book;
    }

    private static async Task<MonthClosed> CloseAsync(KeptBook book, string month, string id = "")
    {
        // The months before it first, as the book demands; nobody was told of them.
        foreach (var earlier in (string[])["2026-01", "2026-02"])
        {
            if (string.CompareOrdinal(await ClosedThroughAsync(book), earlier) < 0)
                await ActAsync(book, "Close", earlier, earlier);
        }

        await ActAsync(book, "Close", month, month);
        return await DeliverAsync(book, month, id.Length > 0 ? id : RegionBooks.NewId());
    }

    private static async Task<string> ClosedThroughAsync(KeptBook book)
    {
        await using var session = await (await book.Region.StoreAsync(book.Code, Token)).ReadAsync(Token);
        return await session.ScalarAsync<string?>(
            "SELECT closed_through FROM period_acts ORDER BY seq DESC LIMIT 1", null, Token) ?? "";
    }

    private static async Task<MonthClosed> DeliverAsync(KeptBook book, string month, string id)
    {
        var closed = await ClosedAsync(book, month);
        await book.Region.ApplyAsync(Topics.MonthClosed, id, closed, Token);
        return closed;
    }

    private static async Task<MonthClosed> ClosedAsync(KeptBook book, string month)
    {
        var store = await book.Region.StoreAsync(book.Code, Token);
        await using var session = await store.ReadAsync(Token);
        var state = await Region.Accounting.Vouchers.VouchersStore.StateAsync(session, Token);
        return new MonthClosed
        {
            Book = book.Code,
            Month = month,
            Vouchers = state.Chain.Count,
            Head = state.Chain.Head,
            AccountingDate = $"{month}-31",
        };
    }

    private static async Task ActAsync(KeptBook book, string act, string month, string through)
    {
        var store = await book.Region.StoreAsync(book.Code, Token);
        await using var work = await store.BeginAsync($"book:{book.Code}", Token);
        await work.ExecuteAsync(
            """
            INSERT INTO period_acts (act, month, closed_through, login, name, reason, vouchers, head, acted_at)
            SELECT @act, @month, @through, 'test', 'test', '补记', vouchers, head, 0 FROM chain
            """,
            new { act, month, through },
            Token);
        await work.CommitAsync(Token);
    }

    private static async Task<long> AnnouncedAsync(KeptBook book)
    {
        var store = await book.Region.StoreAsync(book.Code, Token);
        await using var session = await store.ReadAsync(Token);
        return await session.ScalarAsync<long>(
            "SELECT COUNT(*) FROM outbox WHERE topic = @topic", new { topic = Topics.SheetPublished }, Token);
    }

    private static DisclosureService.DisclosureServiceClient Public(KeptBook book) =>
        new(book.Region.World.Anonymous(AccountingWorlds.ServiceName));

    private static DisclosureService.DisclosureServiceClient As(KeptBook book, Role role) =>
        new(book.Region.World.As(AccountingWorlds.ServiceName, Callers.Of(role, book.Code)));

    private static async Task<GetSheetResponse> SheetAsync(KeptBook book, string period, int version = 0) =>
        await Public(book).GetSheetAsync(
            new GetSheetRequest { Book = book.Code, Period = period, Version = version }, cancellationToken: Token);
}
