using Region.Accounting.Domain;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Testing;

namespace Region.Services.Tests.Refusing;

/// <summary>Refusals of audit packages.</summary>
internal static class ArchiveRefusals
{
    private const string Book = "V0101";

    internal static RefusalCases<Refusal> WithArchives(this RefusalCases<Refusal> cases)
    {
        cases.Add(Refusal.ArchiveYearInvalid, county => ExportAsync(county, 1999));
        cases.Add(Refusal.ArchiveYearEmpty, county => ExportAsync(county, 2031));
        return cases;
    }

    private static async Task ExportAsync(RefusingCounty county, int year)
    {
        var accountant = county.World.As("accounting", Callers.Of(Role.VillageAccountant, Book));
        using var call = new ArchiveService.ArchiveServiceClient(accountant).ExportYear(
            new ExportYearRequest { Book = Book, Year = year });
        await call.ResponseStream.MoveNext(CancellationToken.None);
    }
}
