using Google.Protobuf;
using Region.Accounting.Domain;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Testing;

namespace Region.Services.Tests.Refusing;

/// <summary>What accounting refuses about an old book, in the empty book of V0207.</summary>
internal static class TransitionRefusals
{
    internal const string Book = "V0207";

    private const string Balanced = "101,现金,5,\n301,资本,,5";

    internal static RefusalCases<Refusal> WithTransition(this RefusalCases<Refusal> cases)
    {
        cases.Add(Refusal.TransitionTableInvalid, county => ImportAsync(county, "", table: "科目编码\n"));
        cases.Add(Refusal.TransitionRowInvalid, county => ImportAsync(county, "101,现金,-5,\n301,资本,,5"));
        cases.Add(Refusal.TransitionAboveBelow, county => ImportAsync(
            county, "101,现金,5,\n10101,人民币,5,\n301,资本,,10"));
        cases.Add(Refusal.TransitionUnbalanced, county => ImportAsync(county, "101,现金,5,\n301,资本,,5.01"));
        cases.Add(Refusal.TransitionUnmapped, county => ImportAsync(county, "999,没有,5,\n301,资本,,5"));
        cases.Add(Refusal.TransitionUndecided, county => ImportAsync(county, "131,牲畜(禽)资产,5,\n301,资本,,5"));
        cases.Add(Refusal.TransitionAmbiguous, county => ImportAsync(county, Balanced, "101,,101\n101,,102"));
        cases.Add(Refusal.TransitionTargetInvalid, county => ImportAsync(county, Balanced, "888,,322"));
        cases.Add(Refusal.TransitionRegime, county => ImportAsync(county, Balanced, book: "C01"));
        return cases;
    }

    private static Task<ImportOldBookResponse> ImportAsync(
        RefusingCounty county,
        string rows,
        string mapping = "",
        string table = "",
        string book = Book) =>
        new TransitionService.TransitionServiceClient(county.World.As("accounting", book[0] is 'C'
            ? Callers.Of(Role.CompanyAccountant, "R01")
            : Callers.Of(Role.VillageAccountant, book)))
            .ImportOldBookAsync(new ImportOldBookRequest
            {
                RequestId = county.NewKey(),
                Book = book,
                BalanceTable = ByteString.CopyFromUtf8(table.Length > 0 ? table : $"科目编码,科目名称,借方,贷方\n{rows}\n"),
                MappingTable = ByteString.CopyFromUtf8(mapping.Length > 0 ? $"旧科目编码,条件,新科目编码\n{mapping}\n" : ""),
                OpeningDate = "2026-01-01",
            }).ResponseAsync;
}
