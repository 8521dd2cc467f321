using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Kernel;
using Message = Region.Contracts.Accounting.V1;

namespace Region.Accounting.Accounts;

/// <summary>Sub-accounts, items and versions of the chart in the words of the contract.</summary>
internal static class AccountMessages
{
    public static Message.Item ToMessage(this AuxiliaryItem item) => new()
    {
        Kind = (Message.ItemKind)item.Kind,
        ItemCode = item.Code,
        Name = item.Name,
        QuantityUnit = item.Unit,
        EnteredBy = item.EnteredBy,
        Closed = item.Closed,
    };

    public static Message.AccountAct ToMessage(this ActRow row) => new()
    {
        Act = row.Act,
        Subject = row.Subject,
        Code = row.Code,
        NameBefore = row.BeforeName,
        NameAfter = row.AfterName,
        Login = row.Login,
        Name = row.Name,
        ActedAt = Instant.Write(row.ActedAt),
    };

    public static Message.ChartVersion ToMessage(this ChartEdition edition, string holdsFrom) => new()
    {
        Version = edition.Version,
        ValidFrom = BusinessDate.Write(edition.ValidFrom),
        Source = edition.Source,
        Adopted = true,
        HoldsFrom = holdsFrom,
    };

    /// <summary>A version with what it changes; null where it cannot be adopted as the book stands.</summary>
    public static Message.ChartVersion ToMessage(
        this ChartEdition edition,
        ChartChange? change,
        Chart chart,
        bool adopted) => new()
        {
            Version = edition.Version,
            ValidFrom = BusinessDate.Write(edition.ValidFrom),
            Source = edition.Source,
            Adopted = adopted,
            HoldsFrom = adopted && change is not null ? BusinessDate.Write(change.From) : "",
            Opened = { (change?.Opened ?? []).Select(account => account.ToMessage(chart)) },
            Closed = { (change?.Closed ?? []).Select(account => account.ToMessage(chart)) },
            Renamed = { (change?.Renamed ?? []).Select(account => account.ToMessage(chart)) },
        };

    /// <summary>Null where the contract says nothing, so that the account above decides.</summary>
    public static AuxiliaryUse? ToUse(this Message.AuxiliaryUse use) =>
        use is Message.AuxiliaryUse.Unspecified || !Enum.IsDefined(use) ? null : (AuxiliaryUse)(use - 1);

    public static string Name(this ItemKind kind) => kind switch
    {
        ItemKind.Counterparty => "往来单位",
        ItemKind.Member => "成员",
        ItemKind.Project => "项目",
        ItemKind.Stock => "存货",
    };
}
