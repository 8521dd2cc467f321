using Google.Protobuf;
using Region.Contracts.Villages.V1;
using Region.Kernel;
using Region.Platform.Tables;
using Region.Villages.Domain;

namespace Region.Villages.Regions;

/// <summary>Reads the three tables of an import into rows.</summary>
internal static class RegisterFiles
{
    private static readonly TableLayout Committees = new()
    {
        Columns = ["region", "name", "industry", "town"],
        Titles = TableTitles.OfRegister,
    };

    /// <summary>The sample's header «uscc_sample» stands for «uscc».</summary>
    private static readonly string[] CreditCodeColumns = ["uscc", "uscc_sample"];

    private static readonly string[] CompanyColumns =
        ["region", "name", "registered_capital", "cash", "resource", "asset"];

    private static readonly string[] VillageColumns =
    [
        "region", "village", "name", "population", "households", "cash", "resource", "asset", "contribution",
    ];

    internal static Decision<RegisterTables, Refusal> Read(ImportRegisterRequest request)
    {
        var committees = Rows(request.RegionsTable, RegisterImport.CommitteesTable, [Committees]);
        var companies = Rows(request.CompaniesTable, RegisterImport.CompaniesTable, Layouts(CompanyColumns));
        var villages = Rows(request.VillagesTable, RegisterImport.VillagesTable, Layouts(VillageColumns));
        Refused<Refusal>[] refused = [.. committees.Refusals, .. companies.Refusals, .. villages.Refusals];
        if (refused.Length > 0)
            return refused;

        return new RegisterTables
        {
            Committees = [.. committees.Value.Select(ToCommittee)],
            Companies = [.. companies.Value.Select(ToCompany)],
            Villages = [.. villages.Value.Select(ToVillage)],
            JoinedOn = request.JoinedOn,
        };
    }

    /// <summary>A table that was not sent has no rows; one that is sent must fit one of the layouts.</summary>
    private static Decision<IReadOnlyList<TableRow>, Refusal> Rows(
        ByteString content,
        string table,
        IReadOnlyList<TableLayout> layouts)
    {
        if (content.IsEmpty)
            return Array.Empty<TableRow>();

        var results = layouts.Select(layout => TableReader.Read(content.Memory, layout)).ToArray();
        var result = Array.Find(results, read => read.IsReadable) ?? results[0];
        return result.IsReadable ? result.Rows.ToArray() : TableFaults.Of(table, result.Problems);
    }

    private static TableLayout[] Layouts(string[] columns) =>
    [
        .. CreditCodeColumns.Select(column => new TableLayout
        {
            Columns = [.. columns, column],
            Titles = TableTitles.OfRegister,
        }),
    ];

    private static CommitteeRow ToCommittee(TableRow row) => new(row.Number, row["region"], row["name"])
    {
        Industry = row["industry"],
        Town = row["town"],
    };

    private static CompanyRow ToCompany(TableRow row) => new()
    {
        Number = row.Number,
        Region = row["region"],
        Name = row["name"],
        RegisteredCapital = row["registered_capital"],
        Stake = ToStake(row),
        CreditCode = ToCreditCode(row),
    };

    private static VillageRow ToVillage(TableRow row) => new()
    {
        Number = row.Number,
        Region = row["region"],
        Village = row["village"],
        Name = row["name"],
        Population = row["population"],
        Households = row["households"],
        Stake = ToStake(row),
        Contribution = row["contribution"],
        CreditCode = ToCreditCode(row),
    };

    private static StakeCells ToStake(TableRow row) => new(row["cash"], row["resource"], row["asset"]);

    private static string ToCreditCode(TableRow row) => row["uscc"] is { Length: > 0 } code ? code : row["uscc_sample"];
}

/// <summary>Problems of a table as refusals.</summary>
internal static class TableFaults
{
    internal static Refused<Refusal>[] Of(string table, IReadOnlyList<TableProblem> problems) =>
    [
        .. problems.Select(problem => Refusal.TableUnreadable.On(
            problem.Row == 0 ? table : $"{table}第{problem.Row}行 {problem.Column}".TrimEnd(),
            problem.Sentence)),
    ];
}
