using Google.Protobuf;
using Region.Accounting.Domain;
using Region.Contracts;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Villages.V1;
using Region.Testing;
using AuxiliaryUse = Region.Contracts.Accounting.V1.AuxiliaryUse;
using ItemKind = Region.Contracts.Accounting.V1.ItemKind;

namespace Region.Services.Tests.Refusing;

/// <summary>
/// What accounting refuses about sub-accounts and registers, in the book of V0206: 102.01 takes automatic vouchers,
/// 102.02 is closed, 102.03 holds money, 121.01 was posted to and holds nothing; D01 is a counterparty, D02 a closed
/// one, and D03 owes; one voucher stands in 2027.
/// </summary>
internal static class AccountRefusals
{
    private const string Book = "V0206";

    internal static RefusalCases<Refusal> WithAccounts(this RefusalCases<Refusal> cases)
    {
        AddOpening(cases);
        AddKeeping(cases);
        AddItems(cases);
        AddCharts(cases);
        return cases;
    }

    internal static async Task PrepareAsync(RefusingCounty county)
    {
        await county.JoinAsync(Book, "R02");
        await county.JoinAsync(TransitionRefusals.Book, "R02");
        foreach (var (parent, code) in ((string, string)[])
            [
                ("102", "102.01"), ("102", "102.02"), ("102", "102.03"), ("513", "513.01"), ("513.01", "513.01.01"),
                ("153", "153.01"), ("121", "121.01"),
            ])
        {
            await OpenAsync(county, parent, code, $"明细{code}");
        }

        await OpenAsync(county, "153", "153.02", "带项目", change: open => open.ProjectUse = AuxiliaryUse.Required);
        await OpenAsync(county, "121", "121.02", "带存货", change: open => open.StockUse = AuxiliaryUse.Required);
        await CloseAsync(county, "102.02", "2026-01-01");
        await AddAsync(county, "D01");
        await AddAsync(county, "D02");
        await CloseItemAsync(county, "D02");
        await AccountingRefusals.Import(
            county, Book, $"{Book},102.03,,,100.00,\n{Book},112,D03,丙户,5.00,\n{Book},311,,,,105.00");
        await BuyAsync(county, "2026-03-05");
        var vouchers = county.VouchersOf(Book);
        var bought = (await vouchers.ListVouchersAsync(new ListVouchersRequest { Book = Book })).Vouchers[^1];
        await vouchers.ReverseVoucherAsync(new ReverseVoucherRequest
        {
            RequestId = county.NewKey(),
            Book = Book,
            VoucherId = bought.VoucherId,
            ReversedOn = "2026-03-06",
            Reason = "金额有误",
        });
        await OpenAsync(county, "121", "121.03", "其他物资", change: open => open.TakesAutomatic = true);
        await BuyAsync(county, "2027-01-05");
    }

    private static void AddOpening(RefusalCases<Refusal> cases)
    {
        cases.Add(Refusal.AccountCodeInvalid, county => OpenAsync(county, "101", "10101"));
        cases.Add(Refusal.AccountCodeTaken, county => OpenAsync(county, "102", "102.01"));
        cases.Add(Refusal.AccountNameInvalid, county => OpenAsync(county, "101", "101.01", ""));
        cases.Add(Refusal.AccountNameTaken, county => OpenAsync(county, "102", "102.09", "明细102.01"));
        cases.Add(Refusal.AccountInUse, county => OpenAsync(county, "311", "311.01"));
        cases.Add(Refusal.AccountLooser, county => OpenAsync(
            county, "112", "112.01", change: open => open.CounterpartyUse = AuxiliaryUse.None));
        cases.Add(Refusal.AutomaticTooStrict, county => OpenAsync(
            county, "171", "171.01", change: open => open.ProjectUse = AuxiliaryUse.Required));
    }

    private static void AddKeeping(RefusalCases<Refusal> cases)
    {
        cases.Add(Refusal.AccountPublished, county => AccountsOf(county).RenameSubAccountAsync(
            new RenameSubAccountRequest
            {
                RequestId = county.NewKey(),
                Book = Book,
                Account = "101",
                Name = "现金",
            }).ResponseAsync);
        cases.Add(Refusal.AccountNotBelow, county => AccountsOf(county).RouteAutomaticAsync(
            new RouteAutomaticRequest { RequestId = county.NewKey(), Book = Book, Account = "101" }).ResponseAsync);
        cases.Add(Refusal.AccountNotClosed, county => AccountsOf(county).ReopenSubAccountAsync(
            new ReopenSubAccountRequest { RequestId = county.NewKey(), Book = Book, Account = "102.01" })
            .ResponseAsync);
        cases.Add(Refusal.AccountClosedAlready, county => CloseAsync(county, "102.02", "2026-12-01"));
        cases.Add(Refusal.AccountOpenBelow, county => CloseAsync(county, "513.01", "2026-12-01"));
        cases.Add(Refusal.AccountTakesAutomatic, county => CloseAsync(county, "153.01", "2026-12-01"));
        cases.Add(Refusal.AccountNotEmpty, county => CloseAsync(county, "102.03", "2026-12-01"));
        cases.Add(Refusal.AccountPostedLater, county => CloseAsync(county, "121.01", "2026-03-01"));
        cases.Add(Refusal.AccountClosed, county => DraftAsync(county, "102.02"));
        cases.Add(Refusal.ProjectMissing, county => DraftAsync(county, "153.02"));
        cases.Add(Refusal.StockMissing, county => DraftAsync(county, "121.02"));
    }

    private static void AddItems(RefusalCases<Refusal> cases)
    {
        cases.Add(Refusal.ItemKindUnknown, county => AccountsOf(county).ListItemsAsync(
            new ListItemsRequest { Book = Book, Kind = (ItemKind)9 }).ResponseAsync);
        cases.Add(Refusal.ItemCodeInvalid, county => AddAsync(county, "D 4"));
        cases.Add(Refusal.ItemCodeTaken, county => AddAsync(county, "D01"));
        cases.Add(Refusal.ItemNameInvalid, county => AddAsync(county, "D04", name: ""));
        cases.Add(Refusal.ItemUnitInvalid, county => AddAsync(county, "D04", ItemKind.Stock));
        cases.Add(Refusal.ItemNotEmpty, county => CloseItemAsync(county, "D03"));
        cases.Add(Refusal.ItemUnknown, county => DraftAsync(county, "112", "D04"));
        cases.Add(Refusal.ItemClosed, county => DraftAsync(county, "112", "D02"));
        cases.Add(Refusal.ItemNotClosed, county => AccountsOf(county).ReopenItemAsync(new ReopenItemRequest
        {
            RequestId = county.NewKey(),
            Book = Book,
            Kind = ItemKind.Counterparty,
            ItemCode = "D01",
        }).ResponseAsync);
    }

    private static void AddCharts(RefusalCases<Refusal> cases)
    {
        cases.Add(Refusal.ChartYearInvalid, county => AdoptAsync(county, 2, 1999));
        cases.Add(Refusal.ChartYearBegun, county => AdoptAsync(county, 2, 2027));
        cases.Add(Refusal.ChartVersionUnknown, county => AdoptAsync(county, 9, 2028));
        cases.Add(Refusal.ChartCodeTaken, county => AdoptAsync(county, 2, 2028));
        cases.Add(
            Refusal.ChartAccountHeld,
            "no published version splits or drops an account but expenses, which the year end closes");
    }

    private static Task<OpenSubAccountResponse> OpenAsync(
        RefusingCounty county,
        string parent,
        string code,
        string name = "某明细",
        Action<OpenSubAccountRequest>? change = null)
    {
        var request = new OpenSubAccountRequest
        {
            RequestId = county.NewKey(),
            Book = Book,
            Parent = parent,
            Account = code,
            Name = name,
        };
        change?.Invoke(request);
        return AccountsOf(county).OpenSubAccountAsync(request).ResponseAsync;
    }

    private static Task<CloseSubAccountResponse> CloseAsync(RefusingCounty county, string code, string on) =>
        AccountsOf(county).CloseSubAccountAsync(new CloseSubAccountRequest
        {
            RequestId = county.NewKey(),
            Book = Book,
            Account = code,
            ClosedOn = on,
        }).ResponseAsync;

    private static Task<AddItemResponse> AddAsync(
        RefusingCounty county,
        string code,
        ItemKind kind = ItemKind.Counterparty,
        string name = "某户") =>
        AccountsOf(county).AddItemAsync(new AddItemRequest
        {
            RequestId = county.NewKey(),
            Book = Book,
            Kind = kind,
            ItemCode = code,
            Name = name,
        }).ResponseAsync;

    private static Task<CloseItemResponse> CloseItemAsync(RefusingCounty county, string code) =>
        AccountsOf(county).CloseItemAsync(new CloseItemRequest
        {
            RequestId = county.NewKey(),
            Book = Book,
            Kind = ItemKind.Counterparty,
            ItemCode = code,
        }).ResponseAsync;

    private static Task<AdoptChartResponse> AdoptAsync(RefusingCounty county, int version, int year) =>
        AccountsOf(county).AdoptChartAsync(new AdoptChartRequest
        {
            RequestId = county.NewKey(),
            Book = Book,
            Version = version,
            Year = year,
        }).ResponseAsync;

    /// <summary>A voucher from a table that names an account on its debit side.</summary>
    private static Task<ImportDraftsResponse> DraftAsync(
        RefusingCounty county,
        string account,
        string counterparty = "") =>
        new DraftService.DraftServiceClient(county.World.As("accounting", Callers.Of(Role.VillageAccountant, Book)))
            .ImportDraftsAsync(new ImportDraftsRequest
            {
                RequestId = county.NewKey(),
                Book = Book,
                Table = ByteString.CopyFromUtf8(
                    "凭证号,日期,字,摘要,科目编码,借方,贷方,附件数,往来单位\n"
                    + $"1,2026-03-05,记,调整,{account},5,,1,{counterparty}\n1,2026-03-05,记,调整,504,,5,,\n"),
            }).ResponseAsync;

    private static Task BuyAsync(RefusingCounty county, string on) => county.AppliedAsync(
        Topics.MaterialsBought,
        new MaterialsBought
        {
            Region = "R02",
            Village = Book,
            VillageName = "样例村",
            PurchaseId = $"purchase-{on}",
            Supplier = "S09",
            SupplierName = "样例农资",
            ItemCode = "M001",
            ItemName = "化肥",
            Unit = "kg",
            Quantity = "10",
            AmountFen = 700,
            InvoiceNumber = "1",
            InvoiceName = "样例村",
            InvoiceCount = 1,
            AcceptanceCount = 1,
            AccountingDate = on,
        });

    private static AccountService.AccountServiceClient AccountsOf(RefusingCounty county) =>
        new(county.World.As("accounting", Callers.Of(Role.VillageAccountant, Book)));
}
