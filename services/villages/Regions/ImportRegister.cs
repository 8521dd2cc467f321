using Region.Contracts;
using Region.Contracts.Villages.V1;
using Region.Kernel;
using Region.Platform.Storage;
using Region.Villages.Domain;

namespace Region.Villages.Regions;

/// <summary>Registers what is new and announces it, all or nothing: the books open on these events.</summary>
internal static class ImportRegister
{
    internal static async Task<Decision<Register, Refusal>> RunAsync(
        UnitOfWork work,
        RegisterTables tables,
        CancellationToken cancellationToken)
    {
        var known = await RegisterStore.LoadAsync(work, cancellationToken);
        var decision = RegisterImport.Decide(known, tables);
        if (!decision.Allowed)
            return decision.Refuse<Register>();

        await RegisterStore.AddAsync(work, decision.Value, cancellationToken);
        var date = BusinessDate.Write(decision.Value.JoinedOn);
        foreach (var company in decision.Value.Added.Companies)
            await work.AnnounceAsync(Topics.CompanyFounded, company.Code, Founded(company, date), cancellationToken);

        foreach (var village in decision.Value.Added.Villages)
            await work.AnnounceAsync(Topics.VillageJoined, village.Code, Joined(village, date), cancellationToken);

        return decision.Value.Added;
    }

    private static CompanyFounded Founded(Domain.Company company, string date) => new()
    {
        Company = company.Code,
        Name = company.Name,
        Region = company.Region,
        AccountingDate = date,
        RegisteredCapitalFen = company.RegisteredCapital.Fen,
        CreditCode = company.CreditCode,
    };

    private static VillageJoined Joined(Domain.Village village, string date) => new()
    {
        Village = village.Code,
        Name = village.Name,
        Region = village.Region,
        Company = Codes.CompanyOf(village.Region),
        AccountingDate = date,
        ContributionFen = village.Brought.Total.Fen,
        CreditCode = village.CreditCode,
    };
}
