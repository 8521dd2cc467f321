using Grpc.Core;
using Region.Accounting.Domain;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Testing;

namespace Region.Services.Tests.Refusing;

/// <summary>Questions about the books of V0101 that cannot be answered.</summary>
internal static class LedgerRefusals
{
    private const string Book = "V0101";

    internal static RefusalCases<Refusal> WithLedgers(this RefusalCases<Refusal> cases)
    {
        cases.Add(Refusal.KnownAtInvalid, county => Journal(county, "102", knownAt: "2026-03-31"));
        cases.Add(Refusal.SpanInvalid, county => Journal(county, "102", from: "2026-04-01"));
        cases.Add(Refusal.LevelInvalid, county => Balance(county, level: 9));
        cases.Add(Refusal.NotCash, county => Journal(county, "501"));
        cases.Add(Refusal.TableUnknown, Export);
        cases.Add(Refusal.TableTooLarge, "more than 50,000 rows take minutes to fill; MakeTable counts them");
        cases.Add(Refusal.StatementUnknown, county => Statement(county, "cash-flow"));
        cases.Add(Refusal.StatementLineUnknown, county => Line(county, 99));
        cases.Add(Refusal.DisclosurePeriodInvalid, county => Objection(county, period: "2026-Q5"));
        cases.Add(Refusal.ObjectionTextInvalid, county => Objection(county, text: ""));
        cases.Add(Refusal.ObjectionNameInvalid, county => Objection(county, name: ""));
        cases.Add(Refusal.TooManyAnswers, "needs a closed month and ten answers; the pure decision is tested");
        return cases;
    }

    private static Task<ListJournalResponse> Journal(
        RefusingCounty county,
        string account,
        string from = "",
        string knownAt = "") =>
        new LedgerService.LedgerServiceClient(Accountant(county)).ListJournalAsync(new ListJournalRequest
        {
            Book = Book,
            Account = account,
            FromDate = from,
            ToDate = from.Length > 0 ? "2026-03-31" : "",
            KnownAt = knownAt,
        }).ResponseAsync;

    private static Task<GetTrialBalanceResponse> Balance(RefusingCounty county, int level) =>
        new BookService.BookServiceClient(Accountant(county)).GetTrialBalanceAsync(
            new GetTrialBalanceRequest { Book = Book, Level = level }).ResponseAsync;

    private static async Task Export(RefusingCounty county)
    {
        using var call = new LedgerService.LedgerServiceClient(Accountant(county)).ExportTable(
            new ExportTableRequest { Book = Book });
        await call.ResponseStream.MoveNext(CancellationToken.None);
    }

    private static Task<GetStatementResponse> Statement(RefusingCounty county, string statement) =>
        new StatementService.StatementServiceClient(Accountant(county)).GetStatementAsync(
            new GetStatementRequest { Book = Book, Statement = statement }).ResponseAsync;

    private static Task<GetStatementLineResponse> Line(RefusingCounty county, int line) =>
        new StatementService.StatementServiceClient(Accountant(county)).GetStatementLineAsync(
            new GetStatementLineRequest { Book = Book, Statement = "balance-sheet", Line = line }).ResponseAsync;

    private static Task<RecordObjectionResponse> Objection(
        RefusingCounty county,
        string period = "2026-01",
        string text = "异议",
        string name = "村民甲") =>
        new DisclosureService.DisclosureServiceClient(Accountant(county)).RecordObjectionAsync(
            new RecordObjectionRequest
            {
                RequestId = county.NewKey(),
                Book = Book,
                Period = period,
                Text = text,
                RaisedBy = name,
            }).ResponseAsync;

    private static CallInvoker Accountant(RefusingCounty county) =>
        county.World.As("accounting", Callers.Of(Role.VillageAccountant, Book));
}
