using Google.Protobuf;
using Region.Accounting.Domain;
using Region.Contracts;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Villages.V1;
using Region.Testing;

namespace Region.Services.Tests.Refusing;

/// <summary>
/// What accounting refuses about months, years and statements. V0202 begins in October 2026 with income of 60.00 and is
/// closed through November; V0203 has closed November and made its year end; V0204 begins in December without anything
/// to carry over, and has a statement with one row that is matched, one whose match was taken back, and one that never
/// was; V0205 has nothing but a closed month. V0106 has closed 2025, in which its company holds the other side of one
/// of its vouchers. V0277 is a co-operative with income of 60.00 in its December.
/// </summary>
internal static class PeriodRefusals
{
    internal static RefusalCases<Refusal> WithPeriods(this RefusalCases<Refusal> cases)
    {
        AddMonths(cases);
        AddYears(cases);
        AddStatements(cases);
        AddMatches(cases);
        return cases;
    }

    internal static async Task PrepareAsync(RefusingCounty county)
    {
        await OpenAsync(county, "V0202", "2026-10-01", "501,,,,60.00");
        await Close(county, "V0202", "2026-10");
        await Close(county, "V0202", "2026-11");
        await OpenAsync(county, "V0203", "2026-11-01", "501,,,,60.00");
        await Close(county, "V0203", "2026-11");
        county.YearEndVoucher = (await CloseYear(county, "V0203", 2026)).Vouchers[0].VoucherId;
        await county.JoinAsync("V0205", "R02");
        await Close(county, "V0205", "2025-12");
        await county.JoinAsync("V0106", "R01");
        await county.AppliedAsync(Topics.PrepaymentReceived, RefusingCounty.Prepaid("V0106", 100, "2025-12-31"));
        await Close(county, "V0106", "2025-12");
        await county.AppliedAsync(Topics.CoopFounded, new CoopFounded
        {
            Coop = "V0277",
            Name = "样例合作社",
            Region = "R02",
            AccountingDate = "2026-01-01",
        });
        await AccountingRefusals.Import(
            county, "V0277", "V0277,102,,,60.00,\nV0277,501,,,,60.00", "2026-12-01");
        await OpenAsync(county, "V0204", "2026-12-01", "301,,,,60.00");
        await Import(county, "2026-12-02,5.00,5.00\n2026-12-03,6.00,11.00\n2026-12-04,7.00,18.00");
        county.StatementLines = [.. (await BankOf(county).ListStatementLinesAsync(
            new ListStatementLinesRequest { Book = "V0204" })).Lines.Select(line => line.StatementLineId)];
        await Clear(county, county.StatementLines[0]);
        county.TakenBack = (await Clear(county, county.StatementLines[1])).MatchId;
        await Undo(county, county.TakenBack);
    }

    private static void AddMonths(RefusalCases<Refusal> cases)
    {
        cases.Add(
            Refusal.PeriodClosed,
            county => AccountingRefusals.Import(
                county, "V0205", "V0205,102,,,1.00,\nV0205,311,,,,1.00", on: "2025-12-31"));
        cases.Add(Refusal.MonthAlreadyClosed, county => Close(county, "V0202", "2026-11"));
        cases.Add(Refusal.MonthNotNext, county => Close(county, "V0202", "2027-03"));
        cases.Add(Refusal.MonthBlocked, county => Close(county, "V0202", "2026-12"));
        cases.Add(Refusal.MonthNotClosed, county => Reopen(county, "V0202", "2026-12"));
        cases.Add(Refusal.MonthNotNewest, county => Reopen(county, "V0202", "2026-10"));
        cases.Add(Refusal.YearEndStands, county => Reopen(county, "V0203", "2026-11"));
        cases.Add(Refusal.ReasonInvalid, county => Reopen(county, "V0202", "2026-11", " "));
        cases.Add(Refusal.MonthInvalid, county => Close(county, "V0202", "2026-13"));
        cases.Add(Refusal.MirrorYearClosed, async county =>
        {
            var vouchers = new VoucherService.VoucherServiceClient(
                county.World.As("accounting", Callers.Of(Role.CompanyAccountant, "R01")));
            var december = await vouchers.ListVouchersAsync(
                new ListVouchersRequest { Book = "C01", Month = "2025-12" });
            await vouchers.ReverseVoucherAsync(new ReverseVoucherRequest
            {
                RequestId = county.NewKey(),
                Book = "C01",
                VoucherId = december.Vouchers[0].VoucherId,
                ReversedOn = "2025-12-31",
                Reason = "金额有误",
            });
        });
    }

    private static void AddYears(RefusalCases<Refusal> cases)
    {
        cases.Add(Refusal.YearInvalid, county => CloseYear(county, "V0202", 1999));
        cases.Add(Refusal.YearNotReady, county => CloseYear(county, "V0202", 2025));
        cases.Add(Refusal.YearEndDone, county => CloseYear(county, "V0203", 2026));
        cases.Add(Refusal.YearEndNotDone, county => PeriodsOf(county, "V0202").ReverseYearEndAsync(
            new ReverseYearEndRequest
            {
                RequestId = county.NewKey(),
                Book = "V0202",
                Year = 2026,
                Reason = "重做",
            }).ResponseAsync);
        cases.Add(
            Refusal.YearEndReversedAlone,
            async county => await new VoucherService.VoucherServiceClient(
                county.World.As("accounting", Callers.Of(Role.VillageAccountant, "V0203"))).ReverseVoucherAsync(
                new ReverseVoucherRequest
                {
                    RequestId = county.NewKey(),
                    Book = "V0203",
                    VoucherId = county.YearEndVoucher,
                    ReversedOn = "2026-12-31",
                    Reason = "重做",
                }));
        cases.Add(Refusal.YearEndEmpty, county => CloseYear(county, "V0204", 2026));
        cases.Add(Refusal.YearEndAccountMissing, "the charts that ship have every account that the rules name");
        cases.Add(
            Refusal.MeetingMissing,
            county => CloseYear(county, "V0202", 2026, new YearEndPlan { AppropriationFen = 1 }));
        cases.Add(Refusal.LossCoverInvalid, county => Plan(county, new YearEndPlan { LossCoverFen = 1 }));
        cases.Add(
            Refusal.AppropriationInvalid,
            county => Plan(county, new YearEndPlan { AppropriationFen = 1, AppropriationPpm = 1 }));
        cases.Add(
            Refusal.DistributionInvalid,
            county => Plan(county, new YearEndPlan { Distributions = { new Distribution { Counterparty = "M01" } } }));
        cases.Add(Refusal.FloorNotReached, county => CloseYear(county, "V0277", 2026, new YearEndPlan
        {
            Distributions = { new Distribution { Counterparty = "M01", AmountFen = 1 } },
            Meeting = "2026年成员大会决议",
        }));
        cases.Add(Refusal.DistributionTooLarge, county => Plan(county, new YearEndPlan { AppropriationFen = 6_001 }));
    }

    private static void AddStatements(RefusalCases<Refusal> cases)
    {
        cases.Add(Refusal.StatementTableInvalid, county => Import(county, "2026-12-05,1,2,3,4,5"));
        cases.Add(Refusal.StatementColumnMissing, county => Import(county, "2026-12-05,5,", "日期,收入,备用"));
        cases.Add(Refusal.StatementDateInvalid, county => Import(county, "2026-12-32,5,23"));
        cases.Add(Refusal.StatementAmountInvalid, county => Import(county, "2026-12-05,五,23"));
        cases.Add(Refusal.StatementOutOfOrder, county => Import(county, "2026-12-06,5,23\n2026-12-05,5,28"));
        cases.Add(Refusal.StatementDoesNotAddUp, county => Import(county, "2026-12-05,5,23\n2026-12-06,5,29"));
        cases.Add(Refusal.StatementGap, county => Import(county, "2026-12-05,5,24"));
        cases.Add(Refusal.StatementEmpty, county => Import(county, ""));
        cases.Add(Refusal.BankAccountInvalid, county => Import(county, "2026-12-05,5,23", account: "101"));
        cases.Add(Refusal.OutstandingNotFirst, county => Import(county, "2026-12-05,5,23", outstanding: 1));
    }

    private static void AddMatches(RefusalCases<Refusal> cases)
    {
        cases.Add(Refusal.MatchEmpty, county => Match(county, county.StatementLines[2]));
        cases.Add(
            Refusal.MatchTooLarge,
            county => Match(county, [.. Enumerable.Range(0, 201).Select(line => $"line{line}")]));
        cases.Add(
            Refusal.MatchUnequal, county => Match(county, county.StatementLines[1], county.StatementLines[2]));
        cases.Add(Refusal.MatchedAlready, county => Match(county, county.StatementLines[0]));
        cases.Add(Refusal.MatchTakenBack, county => Undo(county, county.TakenBack));
    }

    private static PeriodService.PeriodServiceClient PeriodsOf(
        RefusingCounty county, string book, Role role = Role.VillageAccountant) =>
        new(county.World.As("accounting", Callers.Of(role, book)));

    private static BankService.BankServiceClient BankOf(RefusingCounty county) =>
        new(county.World.As("accounting", Callers.Of(Role.VillageAccountant, "V0204")));

    private static async Task OpenAsync(RefusingCounty county, string book, string on, string other)
    {
        await county.JoinAsync(book, "R02");
        await AccountingRefusals.Import(county, book, $"{book},102,,,60.00,\n{book},{other}", on);
    }

    private static Task<CloseMonthResponse> Close(RefusingCounty county, string book, string month) =>
        PeriodsOf(county, book).CloseMonthAsync(
            new CloseMonthRequest { RequestId = county.NewKey(), Book = book, Month = month }).ResponseAsync;

    private static Task<ReopenMonthResponse> Reopen(
        RefusingCounty county, string book, string month, string reason = "漏记") =>
        PeriodsOf(county, book, Role.VillageHead).ReopenMonthAsync(
            new ReopenMonthRequest
            {
                RequestId = county.NewKey(),
                Book = book,
                Month = month,
                Reason = reason,
            }).ResponseAsync;

    private static Task<CloseYearResponse> CloseYear(
        RefusingCounty county, string book, int year, YearEndPlan? plan = null) =>
        PeriodsOf(county, book).CloseYearAsync(
            new CloseYearRequest
            {
                RequestId = county.NewKey(),
                Book = book,
                Year = year,
                Plan = plan,
            }).ResponseAsync;

    private static Task<CloseYearResponse> Plan(RefusingCounty county, YearEndPlan plan) =>
        CloseYear(county, "V0202", 2026, new YearEndPlan(plan) { Meeting = "成员大会决议" });

    private static Task<ImportStatementResponse> Import(
        RefusingCounty county, string rows, string header = "日期,收入,余额", string account = "", long outstanding = 0) =>
        BankOf(county).ImportStatementAsync(
            new ImportStatementRequest
            {
                RequestId = county.NewKey(),
                Book = "V0204",
                BankAccount = account,
                Table = ByteString.CopyFromUtf8($"{header}\n{rows}\n"),
                OutstandingFen = outstanding,
            }).ResponseAsync;

    private static Task<MatchLinesResponse> Match(RefusingCounty county, params string[] lines) =>
        BankOf(county).MatchLinesAsync(
            new MatchLinesRequest
            {
                RequestId = county.NewKey(),
                Book = "V0204",
                StatementLineIds = { lines },
            }).ResponseAsync;

    private static Task<MatchLinesResponse> Clear(RefusingCounty county, string line) =>
        BankOf(county).MatchLinesAsync(
            new MatchLinesRequest
            {
                RequestId = county.NewKey(),
                Book = "V0204",
                StatementLineIds = { line },
                ClearsStart = true,
                Reason = "期初未达",
            }).ResponseAsync;

    private static Task<UnmatchLinesResponse> Undo(RefusingCounty county, string match) =>
        BankOf(county).UnmatchLinesAsync(
            new UnmatchLinesRequest
            {
                RequestId = county.NewKey(),
                Book = "V0204",
                MatchId = match,
                Reason = "勾错了",
            }).ResponseAsync;
}
