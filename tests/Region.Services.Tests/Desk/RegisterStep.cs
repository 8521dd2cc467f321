using Google.Protobuf;
using Region.Contracts.Accounting.V1;
using Region.Services.Tests.Model;
using static System.FormattableString;

namespace Region.Services.Tests.Desk;

/// <summary>Something about a sub-account: below which account, and its number there.</summary>
internal abstract record OnAccount(int Book, int Who, int Parent, int Number) : DeskCommand(Book, Who)
{
    private static readonly string[] OfVillage = ["513", "501", "515", "181", "321", "322.01", "511", "102", "998"];
    private static readonly string[] OfCompany = ["5602", "5001", "5711", "1901", "3103", "5051", "1002"];

    protected string Above
    {
        get
        {
            var all = Code is BooksModel.Company ? OfCompany : OfVillage;
            return all[Parent % all.Length];
        }
    }

    protected string Account => Invariant($"{Above}.{Number:00}");
}

internal sealed record OpenBelow(int Book, int Who, int Parent, int Number, string Name)
    : OnAccount(Book, Who, Parent, Number)
{
    public bool TakesAutomatic { get; init; }

    protected override IMessage Compose(DeskBook book) => new OpenSubAccountRequest
    {
        Parent = Above,
        Account = Account,
        Name = Name,
        TakesAutomatic = TakesAutomatic,
    };

    protected override string Judge(DeskModel model, DeskBook book) =>
        DeskRegisters.Open(book, Above, Account, Name, TakesAutomatic);
}

internal sealed record RenameBelow(int Book, int Who, int Parent, int Number, string Name)
    : OnAccount(Book, Who, Parent, Number)
{
    protected override IMessage Compose(DeskBook book) =>
        new RenameSubAccountRequest { Account = Account, Name = Name };

    protected override string Judge(DeskModel model, DeskBook book) => DeskRegisters.Rename(book, Account, Name);
}

internal sealed record CloseBelow(int Book, int Who, int Parent, int Number, int Day)
    : OnAccount(Book, Who, Parent, Number)
{
    protected override IMessage Compose(DeskBook book) =>
        new CloseSubAccountRequest { Account = Account, ClosedOn = EventMessages.Date(On(Day)) };

    protected override string Judge(DeskModel model, DeskBook book) => DeskRegisters.Close(book, Account, On(Day));
}

internal sealed record ReopenBelow(int Book, int Who, int Parent, int Number) : OnAccount(Book, Who, Parent, Number)
{
    protected override IMessage Compose(DeskBook book) => new ReopenSubAccountRequest { Account = Account };

    protected override string Judge(DeskModel model, DeskBook book) => DeskRegisters.Reopen(book, Account);
}

internal sealed record RouteBelow(int Book, int Who, int Parent, int Number) : OnAccount(Book, Who, Parent, Number)
{
    protected override IMessage Compose(DeskBook book) => new RouteAutomaticRequest { Account = Account };

    protected override string Judge(DeskModel model, DeskBook book) => DeskRegisters.Route(book, Account);
}

/// <summary>Something about a counterparty or a member.</summary>
internal abstract record OnItem(int Book, int Who, int Item, bool Member) : DeskCommand(Book, Who)
{
    private static readonly string[] Codes = ["K1", "K2", "M1", "K3", BooksModel.Company, "K 4"];

    protected string ItemCode => Codes[Item % Codes.Length];

    protected ItemKind Kind => Member ? ItemKind.Member : ItemKind.Counterparty;
}

internal sealed record Enter(int Book, int Who, int Item, bool Member, string Name) : OnItem(Book, Who, Item, Member)
{
    protected override IMessage Compose(DeskBook book) =>
        new AddItemRequest { Kind = Kind, ItemCode = ItemCode, Name = Name };

    protected override string Judge(DeskModel model, DeskBook book) =>
        DeskRegisters.Add(book, Kind.ToString(), ItemCode, Name, Person.Login);
}

internal sealed record RenameItem(int Book, int Who, int Item, bool Member, string Name)
    : OnItem(Book, Who, Item, Member)
{
    protected override IMessage Compose(DeskBook book) =>
        new RenameItemRequest { Kind = Kind, ItemCode = ItemCode, Name = Name };

    protected override string Judge(DeskModel model, DeskBook book) =>
        DeskRegisters.RenameItem(book, Kind.ToString(), ItemCode, Name, Person.Login);
}

internal sealed record CloseItem(int Book, int Who, int Item, bool Member) : OnItem(Book, Who, Item, Member)
{
    protected override IMessage Compose(DeskBook book) => new CloseItemRequest { Kind = Kind, ItemCode = ItemCode };

    protected override string Judge(DeskModel model, DeskBook book) =>
        DeskRegisters.CloseItem(book, Kind.ToString(), ItemCode, Person.Login);
}
