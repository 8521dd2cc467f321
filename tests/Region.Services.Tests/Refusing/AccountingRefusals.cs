using System.Globalization;
using Google.Protobuf;
using Region.Accounting;
using Region.Accounting.Domain;
using Region.Contracts;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Procurement.V1;
using Region.Contracts.Villages.V1;

namespace Region.Services.Tests.Refusing;

/// <summary>
/// What accounting refuses: requests, and events, which then stand among the dead letters and nowhere else. V0101 has
/// its opening balances of 2026-01-01 and two vouchers of 2026-03-05, the second of them cancelled; V0103 has one
/// voucher and three cards of assets and no opening balances; V0104 has an empty book.
/// </summary>
internal static class AccountingRefusals
{
    internal static RefusalCases<Refusal> Cases { get; } = new RefusalCases<Refusal>(
        Refusals.ToStatus, Refusals.ToSentence)
    {
        { Refusal.EmptyVoucher, county => Import(county, "V0104", "V0104,102,,,0,") },
        { Refusal.TooManyPostings, county => ImportMany(county, LongTable(20_001)) },
        { Refusal.AmountInvalid, Topics.SettlementAllocated, county => Settled(goods: MostFen, freight: MostFen) },
        { Refusal.AccountUnknown, county => Import(county, "V0104", "V0104,999,,,1.00,") },
        { Refusal.AccountNotLeaf, county => Import(county, "V0104", "V0104,322,,,1.00,") },
        { Refusal.CounterpartyMissing, county => Import(county, "V0104", "V0104,112,,,1.00,") },
        { Refusal.CounterpartyNotKept, county => Import(county, "V0104", "V0104,101,C01,公司,1.00,") },
        { Refusal.TextTooLong, county => Import(county, "V0104", $"V0104,112,{new string('x', 401)},公司,1.00,") },
        { Refusal.BeforeOpening, Topics.PrepaymentReceived, county => Prepaid(on: "2025-12-31") },

        { Refusal.OpeningTableInvalid, county => ImportMany(county, "账套,科目编码\n") },
        { Refusal.OpeningAlreadyImported, county => Import(county, "V0101", "V0101,102,,,1.00,\nV0101,311,,,,1.00") },
        {
            Refusal.OpeningAfterVouchers,
            county => Import(county, "V0103", "V0103,102,,,1.00,\nV0103,311,,,,1.00", on: "2026-04-01")
        },
        { Refusal.OpeningOtherBook, county => Import(county, "V0104", "V0103,102,,,1.00,") },
        { Refusal.OpeningBookUnknown, county => ImportMany(county, Table("V0199,102,,,1.00,")) },
        { Refusal.OpeningAmountInvalid, county => Import(county, "V0104", "V0104,102,,,1.001,") },
        { Refusal.OpeningAmountNegative, county => Import(county, "V0104", "V0104,102,,,-1.00,") },
        { Refusal.OpeningBothSides, county => Import(county, "V0104", "V0104,102,,,1.00,1.00") },
        { Refusal.OpeningLineTwice, county => Import(county, "V0104", "V0104,102,,,1.00,\nV0104,102,,,2.00,") },
        { Refusal.OpeningUnbalanced, county => Import(county, "V0104", "V0104,102,,,1.00,\nV0104,311,,,,1.01") },

        { Refusal.AlreadyReviewed, county => Review(county, county.Reviewed) },
        { Refusal.ReviewerIsPreparer, county => Review(county, county.Opening) },
        { Refusal.AlreadyReversed, county => Reverse(county, county.Cancelled) },
        { Refusal.RedNotReversible, county => Reverse(county, county.Red) },
        { Refusal.OpeningNotReversible, county => Reverse(county, county.Opening) },
        { Refusal.ReversalOtherYear, county => Reverse(county, county.Reviewed, on: "2027-01-01") },
        { Refusal.ReversalTooEarly, county => Reverse(county, county.Reviewed, on: "2026-03-04") },
        { Refusal.ReasonInvalid, county => Reverse(county, county.Reviewed, reason: " ") },
        {
            Refusal.ReasonInvalid,
            county => county.VouchersOf("R01").LookIntoVouchersAsync(
                new LookIntoVouchersRequest { Region = "R01", Book = "V0101", Reason = "看看" }).ResponseAsync
        },

        { Refusal.EventFieldMissing, Topics.SupplierPaid, county => Paid(supplier: "") },
        { Refusal.EventAmountNegative, Topics.PrepaymentReceived, county => Prepaid(fen: -1) },
        { Refusal.EventDateInvalid, Topics.PrepaymentReceived, county => Prepaid(on: "2026-02-30") },
        { Refusal.EventUnitInvalid, Topics.PrepaymentReceived, county => Prepaid(village: "C01") },
        { Refusal.EventRegionDiffers, Topics.PrepaymentReceived, county => Prepaid(village: "V0201") },
        { Refusal.RuleMissing, Topics.SettlementAllocated, county => Settled(mode: PurchaseMode.Unspecified) },
        { Refusal.BookDiffers, Topics.VillageJoined, county => Joined(name: "另一个村") },

        { Refusal.DateInvalid, county => Reverse(county, county.Reviewed, on: "2026-02-30") },
        {
            Refusal.MonthInvalid,
            county => county.VouchersOf("V0101").ListVouchersAsync(
                new ListVouchersRequest { Book = "V0101", Month = "2026-13" }).ResponseAsync
        },
        {
            Refusal.PageInvalid,
            county => county.VouchersOf("V0101").ListVouchersAsync(
                new ListVouchersRequest { Book = "V0101", PageSize = 201 }).ResponseAsync
        },

        {
            Refusal.EventQuantityInvalid,
            Topics.SettlementAllocated,
            county => AssetRefusals.Settled(quantity: "许多")
        },
        { Refusal.EventCountInvalid, Topics.SettlementAllocated, county => AssetRefusals.Settled(acceptances: -1) },
        { Refusal.AssetTextInvalid, county => AssetRefusals.RegisterAsync(county, card => card.Name = "") },
        { Refusal.AssetCodeTaken, county => AssetRefusals.RegisterAsync(county, "G001") },
        { Refusal.AssetUseInvalid, county => AssetRefusals.RegisterAsync(county, AssetRefusals.ForSale) },
        { Refusal.AssetMethodInvalid, county => AssetRefusals.WorkAsync(county, "G001") },
        { Refusal.AssetAmountInvalid, county => AssetRefusals.RegisterAsync(county, card => card.OriginalFen = 0) },
        { Refusal.AssetSpanInvalid, county => AssetRefusals.RegisterAsync(county, card => card.LifeMonths = 0) },
        {
            Refusal.AssetDepreciatedInvalid,
            county => AssetRefusals.RegisterAsync(county, card => card.DepreciatedFen = 120_001)
        },
        { Refusal.AssetDateInvalid, county => AssetRefusals.DisposeAsync(county, "G001", "2025-12-20") },
        { Refusal.AssetDisposed, county => AssetRefusals.DisposeAsync(county, "G003", "2026-01-21") },
        { Refusal.AssetDepreciationDue, county => AssetRefusals.DisposeAsync(county, "G001", "2026-02-10") },
        { Refusal.AssetWorkTwice, county => AssetRefusals.WorkAsync(county, "G002") },
        { Refusal.EstimateTooEarly, county => AssetRefusals.EstimateAsync(county, "2099-12") },
        { Refusal.DepreciationEarlierMonth, county => AssetRefusals.RunAsync(county, "2026-03") },
    }.WithDrafts().WithAccounts().WithTransition().WithLedgers().WithPeriods().WithArchives();

    private static long MostFen => Bookkeeping.MaximumFen;

    private static string Table(string rows) => $"账套,科目编码,往来单位,往来单位名称,借方,贷方\n{rows}\n";

    private static string LongTable(int rows) => Table(string.Join('\n', Enumerable.Range(1, rows).Select(row =>
        string.Create(CultureInfo.InvariantCulture, $"V0104,112,D{row},户{row},1,"))));

    internal static Task Import(RefusingCounty county, string book, string rows, string on = "2026-01-01") =>
        county.OpeningsOf(book).ImportOpeningAsync(new ImportOpeningRequest
        {
            RequestId = county.NewKey(),
            Book = book,
            Table = ByteString.CopyFromUtf8(Table(rows)),
            OpeningDate = on,
        }).ResponseAsync;

    internal static Task ImportMany(RefusingCounty county, string table) =>
        county.OpeningsOf("COUNTY").ImportOpeningsAsync(new ImportOpeningsRequest
        {
            RequestId = county.NewKey(),
            Table = ByteString.CopyFromUtf8(table),
            OpeningDate = "2026-01-01",
        }).ResponseAsync;

    internal static Task Review(RefusingCounty county, string voucher) =>
        county.VouchersOf("V0101").ReviewVoucherAsync(new ReviewVoucherRequest
        {
            RequestId = county.NewKey(),
            Book = "V0101",
            VoucherId = voucher,
        }).ResponseAsync;

    internal static Task Reverse(
        RefusingCounty county,
        string voucher,
        string on = "2026-03-20",
        string reason = "金额有误") =>
        county.VouchersOf("V0101").ReverseVoucherAsync(new ReverseVoucherRequest
        {
            RequestId = county.NewKey(),
            Book = "V0101",
            VoucherId = voucher,
            ReversedOn = on,
            Reason = reason,
        }).ResponseAsync;

    private static PrepaymentReceived Prepaid(string village = "V0101", long fen = 100, string on = "2026-03-05") =>
        RefusingCounty.Prepaid(village, fen, on);

    private static SupplierPaid Paid(string supplier) => new()
    {
        Region = "R01",
        Company = "C01",
        RoundId = "round",
        RoundTitle = "批次",
        PaymentId = "payment",
        Supplier = supplier,
        SupplierName = supplier,
        AmountFen = 100,
        AccountingDate = "2026-03-27",
    };

    private static SettlementAllocated Settled(
        long goods = 100,
        long freight = 0,
        PurchaseMode mode = PurchaseMode.Agency) => new()
        {
            Region = "R01",
            Company = "C01",
            RoundId = "round",
            RoundTitle = "批次",
            Village = "V0101",
            VillageName = "晨光村",
            ItemCode = "M001",
            ItemName = "橡筋圈坯",
            BaseUnit = "kg",
            Quantity = "25",
            GoodsFen = goods,
            FreightFen = freight,
            Supplier = "S03",
            SupplierName = "样例聚材料",
            Carrier = "T01",
            CarrierName = "样例运输",
            Mode = mode,
            AccountingDate = "2026-03-26",
        };

    private static VillageJoined Joined(string name) =>
        new(RefusingCounty.Joined("V0101", "R01")) { Name = name };
}
