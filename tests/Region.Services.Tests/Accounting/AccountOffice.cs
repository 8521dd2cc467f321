using Google.Protobuf;
using Region.Contracts.Accounting.V1;
using Region.Platform.Identity;
using Region.Testing;

namespace Region.Services.Tests.Accounting;

/// <summary>What the accountant of one village does with its accounts, registers and old book.</summary>
internal sealed class AccountOffice(RegionBooks region)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public RegionBooks Region => region;

    public string Book => region.Village;

    public AccountService.AccountServiceClient Accounts => As(RegionBooks.Accountant(Book));

    public TransitionService.TransitionServiceClient Transition =>
        new(region.World.As(AccountingWorlds.ServiceName, RegionBooks.Accountant(Book)));

    public static async Task<AccountOffice> InAsync(AccountingWorlds worlds, StoreKind kind) =>
        new(await worlds.RegionAsync(kind, Token));

    public AccountService.AccountServiceClient As(Caller caller) =>
        new(region.World.As(AccountingWorlds.ServiceName, caller));

    public OpenSubAccountRequest Opening(string parent, string code, string name = "某明细") => new()
    {
        RequestId = RegionBooks.NewKey(),
        Book = Book,
        Parent = parent,
        Account = code,
        Name = name,
    };

    public async Task<Account> OpenAsync(string parent, string code, string name = "某明细") =>
        (await Accounts.OpenSubAccountAsync(Opening(parent, code, name), cancellationToken: Token)).Account;

    public async Task<Account> CloseAsync(string code, string on) => (await Accounts.CloseSubAccountAsync(
        new CloseSubAccountRequest { RequestId = RegionBooks.NewKey(), Book = Book, Account = code, ClosedOn = on },
        cancellationToken: Token)).Account;

    public async Task<Account> RouteAsync(string code) => (await Accounts.RouteAutomaticAsync(
        new RouteAutomaticRequest { RequestId = RegionBooks.NewKey(), Book = Book, Account = code },
        cancellationToken: Token)).Account;

    public AddItemRequest Adding(ItemKind kind, string code, string name, string unit = "") => new()
    {
        RequestId = RegionBooks.NewKey(),
        Book = Book,
        Kind = kind,
        ItemCode = code,
        Name = name,
        QuantityUnit = unit,
    };

    public async Task<Item> AddAsync(ItemKind kind, string code, string name, string unit = "") =>
        (await Accounts.AddItemAsync(Adding(kind, code, name, unit), cancellationToken: Token)).Item;

    public CloseItemRequest Closing(ItemKind kind, string code) => new()
    {
        RequestId = RegionBooks.NewKey(),
        Book = Book,
        Kind = kind,
        ItemCode = code,
    };

    public async Task<Item> ReopenAsync(ItemKind kind, string code) => (await Accounts.ReopenItemAsync(
        new ReopenItemRequest { RequestId = RegionBooks.NewKey(), Book = Book, Kind = kind, ItemCode = code },
        cancellationToken: Token)).Item;

    public async Task<IReadOnlyList<Item>> ItemsAsync(ItemKind kind) =>
    [
        .. (await Accounts.ListItemsAsync(
            new ListItemsRequest { Book = Book, Kind = kind, PageSize = 200 }, cancellationToken: Token)).Items,
    ];

    public ImportOldBookRequest OldBook(string rows, string mapping = "") => new()
    {
        RequestId = RegionBooks.NewKey(),
        Book = Book,
        BalanceTable = Balance(rows),
        MappingTable = Mapping(mapping),
        OpeningDate = "2026-01-01",
    };

    public PreviewTransitionRequest Preview(string rows, string mapping = "") => new()
    {
        Book = Book,
        BalanceTable = Balance(rows),
        MappingTable = Mapping(mapping),
        OpeningDate = "2026-01-01",
    };

    private static ByteString Balance(string rows) =>
        ByteString.CopyFromUtf8($"科目编码,科目名称,借方,贷方,辅助编码,辅助名称,数量,计量单位\n{rows}\n");

    private static ByteString Mapping(string rows) =>
        ByteString.CopyFromUtf8(rows.Length > 0 ? $"旧科目编码,条件,新科目编码\n{rows}\n" : "");
}
