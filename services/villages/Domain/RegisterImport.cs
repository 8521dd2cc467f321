using Region.Kernel;

namespace Region.Villages.Domain;

/// <summary>The three tables of an import, not yet read.</summary>
internal sealed record RegisterTables
{
    public required IReadOnlyList<CommitteeRow> Committees { get; init; }
    public required IReadOnlyList<CompanyRow> Companies { get; init; }
    public required IReadOnlyList<VillageRow> Villages { get; init; }
    public required string JoinedOn { get; init; }
}

/// <summary>What an import adds: nothing where every row is registered already.</summary>
internal sealed record RegisterAdditions(Register Added, DateOnly JoinedOn);

/// <summary>
/// Imports the register, all or nothing. A row with the same facts as registered is left alone; other facts for a known
/// code are refused, since the books were opened on the old ones.
/// </summary>
internal static class RegisterImport
{
    public const string CommitteesTable = "区域表";
    public const string CompaniesTable = "公司表";
    public const string VillagesTable = "村表";

    public static Decision<RegisterAdditions, Refusal> Decide(Register known, RegisterTables tables)
    {
        var form = new Form();
        var joinedOn = form.Date("joined_on", tables.JoinedOn);
        form.Demand(
            tables.Committees.Count + tables.Companies.Count + tables.Villages.Count > 0,
            Refusal.NothingToImport,
            "regions_table");
        var committees = RowReading.Committees(tables.Committees, known, form);
        var companies = RowReading.Companies(tables.Companies, known, form);
        var villages = RowReading.Villages(tables.Villages, known, form);
        var whole = new Register(
            [.. known.Committees, .. committees.Select(read => read.Value)],
            [.. known.Companies, .. companies.Select(read => read.Value)],
            [.. known.Villages, .. villages.Select(read => read.Value)]);
        DemandRegions(whole, companies, villages, form);
        DemandOneCreditCodeEach(known, companies, villages, form);
        if (form.Clean)
            DemandStakes(whole, [.. committees.Select(read => read.Value.Region)], companies, villages, form);

        if (!form.Clean)
            return form.Refused;

        var added = new Register(
            [.. committees.Select(read => read.Value)],
            [.. companies.Select(read => read.Value)],
            [.. villages.Select(read => read.Value)]);
        return new RegisterAdditions(added, joinedOn);
    }

    private static void DemandRegions(
        Register whole,
        IReadOnlyList<Read<Company>> companies,
        IReadOnlyList<Read<Village>> villages,
        Form form)
    {
        foreach (var (company, row) in companies)
            form.Demand(whole.HasRegion(company.Region), Refusal.RegionUnknown, row.Field("region"), company.Region);

        foreach (var (village, row) in villages)
            form.Demand(whole.HasRegion(village.Region), Refusal.RegionUnknown, row.Field("region"), village.Region);
    }

    private static void DemandOneCreditCodeEach(
        Register known,
        IReadOnlyList<Read<Company>> companies,
        IReadOnlyList<Read<Village>> villages,
        Form form)
    {
        var taken = known.Companies.Select(company => company.CreditCode)
            .Concat(known.Villages.Select(village => village.CreditCode))
            .ToHashSet(StringComparer.Ordinal);
        var added = companies.Select(read => (read.Value.CreditCode, read.Row))
            .Concat(villages.Select(read => (read.Value.CreditCode, read.Row)));
        foreach (var (code, row) in added)
            form.Demand(taken.Add(code), Refusal.DuplicateCreditCode, row.Field("uscc"), code);
    }

    /// <summary>In every touched region the villages' stakes are the company's capital, kind by kind.</summary>
    private static void DemandStakes(
        Register whole,
        IReadOnlyList<string> committees,
        IReadOnlyList<Read<Company>> companies,
        IReadOnlyList<Read<Village>> villages,
        Form form)
    {
        var touched = committees
            .Concat(companies.Select(read => read.Value.Region))
            .Concat(villages.Select(read => read.Value.Region))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        foreach (var region in touched)
        {
            var company = whole.Companies.FirstOrDefault(other => Same(other.Region, region));
            if (!form.Demand(company is not null, Refusal.CompanyMissing, CompaniesTable, region) || company is null)
                continue;

            var row = companies.FirstOrDefault(read => Same(read.Value.Region, region))?.Row;
            var field = row?.Field("registered_capital") ?? CompaniesTable;
            var stakes = whole.Villages.Where(village => Same(village.Region, region))
                .Aggregate(Contribution.Nothing, (sum, village) => sum + village.Brought);
            var same = form.Demand(
                stakes.Total == company.RegisteredCapital,
                Refusal.CapitalDiffers,
                field,
                $"{region} {company.RegisteredCapital}≠{stakes.Total}");
            form.Demand(!same || stakes == company.Brought, Refusal.StakesDiffer, field, region);
        }
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.Ordinal);
}
