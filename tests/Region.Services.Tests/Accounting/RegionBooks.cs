using System.Net;
using System.Text;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Region.Contracts;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Villages.V1;
using Region.Platform.Identity;
using Region.Platform.Storage;
using Region.Testing;
using Shouldly;
using static System.FormattableString;

namespace Region.Services.Tests.Accounting;

/// <summary>The books of one region with four villages, called and fed as from outside.</summary>
public sealed class RegionBooks(ServiceWorld world, int number)
{
    private static int _ids;

    public ServiceWorld World => world;

    public string Region { get; } = Invariant($"R{number:00}");

    public string Company { get; } = Invariant($"C{number:00}");

    public IReadOnlyList<string> Villages { get; } =
        [.. Enumerable.Range(1, 4).Select(village => Invariant($"V{number:00}{village:00}"))];

    public IReadOnlyList<string> Books => [.. Villages, Company];

    public string Village => Villages[0];

    public static Caller Accountant(string village, string login = "") =>
        Callers.Of(Role.VillageAccountant, village, login.Length > 0 ? login : null);

    public Caller CompanyAccountant => Callers.Of(Role.CompanyAccountant, Region);

    public static Caller County => Callers.Of(Role.CountyOffice, "COUNTY");

    public static Caller Auditor => Callers.Of(Role.Auditor, "COUNTY");

    public Caller Secretary => Callers.Of(Role.Secretary, Region);

    public Caller OwnerOf(string book) => book[0] is 'C' ? CompanyAccountant : Accountant(book);

    public BookService.BookServiceClient BooksAs(Caller caller) => new(world.As(AccountingWorlds.ServiceName, caller));

    public OpeningService.OpeningServiceClient OpeningsAs(Caller caller) =>
        new(world.As(AccountingWorlds.ServiceName, caller));

    public AccountService.AccountServiceClient AccountsAs(Caller caller) =>
        new(world.As(AccountingWorlds.ServiceName, caller));

    public VoucherService.VoucherServiceClient VouchersAs(Caller caller) =>
        new(world.As(AccountingWorlds.ServiceName, caller));

    public static string NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();

    public static string NewKey() => Invariant($"request-{Interlocked.Increment(ref _ids):000000}");

    public T Part<T>()
        where T : notnull => world.Services(AccountingWorlds.ServiceName).GetRequiredService<T>();

    /// <summary>The store of one book, as the service itself opens it.</summary>
    public async Task<Database> StoreAsync(string book, CancellationToken cancellationToken) =>
        (await Part<Compartments>().FindAsync(book, cancellationToken)).ShouldNotBeNull();

    public async Task OpenBooksAsync(CancellationToken cancellationToken)
    {
        await ApplyAsync(Topics.CompanyFounded, Founded(), cancellationToken);
        foreach (var village in Villages)
            await ApplyAsync(Topics.VillageJoined, Joined(village), cancellationToken);
    }

    public CompanyFounded Founded() => new()
    {
        Company = Company,
        Name = "样例发饰强村有限公司",
        Region = Region,
        AccountingDate = "2026-01-01",
        RegisteredCapitalFen = 200_000_000,
    };

    public VillageJoined Joined(string village) => new()
    {
        Village = village,
        Name = $"样例村{village[^1]}",
        Region = Region,
        Company = Company,
        AccountingDate = "2026-01-01",
    };

    /// <summary>Delivers an event that must be applied; answers its id.</summary>
    public async Task<string> ApplyAsync(string topic, IMessage message, CancellationToken cancellationToken)
    {
        var id = NewId();
        await ApplyAsync(topic, id, message, cancellationToken);
        return id;
    }

    public async Task ApplyAsync(string topic, string id, IMessage message, CancellationToken cancellationToken)
    {
        var (status, verdict) = await DeliverAsync(topic, id, message, cancellationToken);
        status.ShouldBe(HttpStatusCode.OK, verdict);
        verdict.ShouldContain("SUCCESS");
    }

    public Task<(HttpStatusCode Status, string Verdict)> DeliverAsync(
        string topic,
        string id,
        IMessage message,
        CancellationToken cancellationToken) =>
        world.DeliverAsync(AccountingWorlds.ServiceName, topic, id, Region, message, cancellationToken);

    public async Task<IReadOnlyList<Voucher>> VouchersAsync(string book, CancellationToken cancellationToken) =>
    [
        .. (await VouchersAs(OwnerOf(book)).ListVouchersAsync(
            new ListVouchersRequest { Book = book, PageSize = 200 },
            cancellationToken: cancellationToken)).Vouchers,
    ];

    /// <summary>
    /// Closing balances in fen by account and counterparty, such as «112 C01»; those of zero are left out.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, long>> ClosingAsync(string book, CancellationToken cancellationToken)
    {
        var balance = await BooksAs(OwnerOf(book)).GetTrialBalanceAsync(
            new GetTrialBalanceRequest { Book = book },
            cancellationToken: cancellationToken);
        return balance.Lines
            .Where(line => line.ClosingFen is not 0)
            .ToDictionary(
                line => $"{line.Account} {line.Counterparty}".Trim(),
                line => line.ClosingFen,
                StringComparer.Ordinal);
    }

    /// <summary>Balanced opening balances of one village: 12,900.00 in the bank.</summary>
    public static ByteString Opening(string book, string credit = "12900.00") => ByteString.CopyFrom(
        $"""
        账套,科目编码,往来单位,往来单位名称,借方,贷方
        {book},102,,,12900.00,
        {book},311,,,,{credit}
        """,
        Encoding.UTF8);

    /// <summary>
    /// What the book's store holds: one number that changes with any row of vouchers, inbox or outbox.
    /// </summary>
    public async Task<string> DumpAsync(string book, CancellationToken cancellationToken)
    {
        await using var session = await (await StoreAsync(book, cancellationToken)).ReadAsync(cancellationToken);
        return await session.ScalarAsync<string>(
            """
            SELECT CAST((SELECT COUNT(*) FROM vouchers) AS TEXT) || '/' || CAST((SELECT COUNT(*) FROM postings) AS TEXT)
              || '/' || CAST((SELECT COUNT(*) FROM inbox) AS TEXT) || '/' || CAST((SELECT COUNT(*) FROM outbox) AS TEXT)
              || '/' || CAST((SELECT COUNT(*) FROM commands) AS TEXT) || '/' || (SELECT head FROM chain)
              || '/' || CAST((SELECT COALESCE(SUM(debit), 0) FROM balances) AS TEXT)
            """,
            null,
            cancellationToken);
    }
}
