using Region.Kernel;

namespace Region.Villages.Domain;

/// <summary>Where a row stands, for telling a person which cell to mend.</summary>
internal sealed record RowPlace(string Table, int Number)
{
    public string Field(string column) =>
        $"{Table}第{Number}行 {TableTitles.Of(Table, column)}";
}

/// <summary>A row that was read, and where it stood.</summary>
internal sealed record Read<T>(T Value, RowPlace Row);

internal sealed record CommitteeRow(int Number, string Region, string Name)
{
    public required string Industry { get; init; }
    public required string Town { get; init; }
}

internal sealed record StakeCells(string Cash, string Resource, string Asset);

internal sealed record CompanyRow
{
    public required int Number { get; init; }
    public required string Region { get; init; }
    public required string Name { get; init; }
    public required string RegisteredCapital { get; init; }
    public required StakeCells Stake { get; init; }
    public required string CreditCode { get; init; }
}

internal sealed record VillageRow
{
    public required int Number { get; init; }
    public required string Region { get; init; }
    public required string Village { get; init; }
    public required string Name { get; init; }
    public required string Population { get; init; }
    public required string Households { get; init; }
    public required StakeCells Stake { get; init; }
    public required string Contribution { get; init; }
    public required string CreditCode { get; init; }
}

/// <summary>Reads the rows of each table and leaves out those that are registered with the same facts.</summary>
internal static class RowReading
{
    public static IReadOnlyList<Read<Committee>> Committees(
        IReadOnlyList<CommitteeRow> rows,
        Register known,
        Form form)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var read = rows.Select(row => ReadCommittee(row, seen, form)).ToArray();
        return New(read, known.Committees, committee => committee.Region, form);
    }

    public static IReadOnlyList<Read<Company>> Companies(IReadOnlyList<CompanyRow> rows, Register known, Form form)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var read = rows.Select(row => ReadCompany(row, seen, form)).ToArray();
        return New(read, known.Companies, company => company.Region, form);
    }

    public static IReadOnlyList<Read<Village>> Villages(IReadOnlyList<VillageRow> rows, Register known, Form form)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var read = rows.Select(row => ReadVillage(row, seen, form)).ToArray();
        return New(read, known.Villages, village => village.Code, form);
    }

    private static Read<Committee> ReadCommittee(CommitteeRow row, HashSet<string> seen, Form form)
    {
        var place = new RowPlace(RegisterImport.CommitteesTable, row.Number);
        form.Demand(Codes.IsRegion(row.Region), Refusal.RegionCodeInvalid, place.Field("region"), row.Region);
        form.Demand(seen.Add(row.Region), Refusal.DuplicateRegion, place.Field("region"), row.Region);
        var committee = new Committee(
            row.Region,
            form.Text(place.Field("name"), row.Name, Limits.Name),
            form.Text(place.Field("industry"), row.Industry, Limits.Name),
            form.Text(place.Field("town"), row.Town, Limits.Name));
        return new Read<Committee>(committee, place);
    }

    private static Read<Company> ReadCompany(CompanyRow row, HashSet<string> seen, Form form)
    {
        var place = new RowPlace(RegisterImport.CompaniesTable, row.Number);
        form.Demand(seen.Add(row.Region), Refusal.DuplicateCompany, place.Field("region"), row.Region);
        var company = new Company
        {
            Region = row.Region,
            Name = form.Text(place.Field("name"), row.Name, Limits.Name),
            RegisteredCapital = form.Amount(place.Field("registered_capital"), row.RegisteredCapital),
            Brought = ReadStake(row.Stake, place, form),
            CreditCode = form.CreditCode(place.Field("uscc"), row.CreditCode),
        };
        return new Read<Company>(company, place);
    }

    private static Read<Village> ReadVillage(VillageRow row, HashSet<string> seen, Form form)
    {
        var place = new RowPlace(RegisterImport.VillagesTable, row.Number);
        form.Demand(Codes.IsVillage(row.Village), Refusal.VillageCodeInvalid, place.Field("village"), row.Village);
        form.Demand(seen.Add(row.Village), Refusal.DuplicateVillage, place.Field("village"), row.Village);
        var brought = ReadStake(row.Stake, place, form);
        var contribution = form.Amount(place.Field("contribution"), row.Contribution);
        form.Demand(
            contribution == brought.Total,
            Refusal.ContributionDiffers,
            place.Field("contribution"),
            $"{contribution}≠{brought.Total}");
        var village = new Village
        {
            Code = row.Village,
            Region = row.Region,
            Name = form.Text(place.Field("name"), row.Name, Limits.Name),
            Population = form.Count(place.Field("population"), row.Population),
            Households = form.Count(place.Field("households"), row.Households),
            Brought = brought,
            CreditCode = form.CreditCode(place.Field("uscc"), row.CreditCode),
        };
        return new Read<Village>(village, place);
    }

    private static Contribution ReadStake(StakeCells cells, RowPlace place, Form form) => new(
        form.Amount(place.Field("cash"), cells.Cash),
        form.Amount(place.Field("resource"), cells.Resource),
        form.Amount(place.Field("asset"), cells.Asset));

    private static Read<T>[] New<T>(Read<T>[] read, IReadOnlyList<T> known, Func<T, string> code, Form form)
    {
        var byCode = known.ToDictionary(code, StringComparer.Ordinal);
        foreach (var (value, row) in read)
        {
            form.Demand(
                !byCode.TryGetValue(code(value), out var registered) || Equals(registered, value),
                Refusal.FactsDiffer,
                row.Field("name"),
                code(value));
        }

        return [.. read.Where(row => !byCode.ContainsKey(code(row.Value)))];
    }
}
