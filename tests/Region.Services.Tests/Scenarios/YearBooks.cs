using System.Globalization;
using System.Text;
using Region.Contracts.Accounting.V1;
using Region.Services.Tests.Accounting;

namespace Region.Services.Tests.Scenarios;

/// <summary>The two books of the story with their services, and the bank's view of the year.</summary>
internal sealed class YearBooks(RegionBooks region)
{
    // What the bank knows of and the village's papers do not, or not on that day.
    private static readonly IReadOnlyDictionary<int, (string Day, string Yuan)[]> OnlyTheBank =
        new Dictionary<int, (string, string)[]>
        {
            [7] = [("2026-07-30", "-620")],
            [8] = [("2026-08-12", "-1000")],
            [11] = [("2026-11-30", "88.50")],
        };

    private long _bank = HandLine.Yuan("200000");

    public RegionBooks Region => region;

    public VillageDesk Desk { get; } = new(region);

    public ClosingBook Village { get; } = new(region, region.Village);

    public ClosingBook Company { get; } = new(region, region.Company);

    public AssetService.AssetServiceClient Assets =>
        new(region.World.As(AccountingWorlds.ServiceName, Desk.Accountant));

    public EstimateService.EstimateServiceClient Estimates =>
        new(region.World.As(AccountingWorlds.ServiceName, Desk.Accountant));

    /// <summary>The hand sums in fen, under the codes of the region.</summary>
    public IReadOnlyDictionary<string, long> Fen(IReadOnlyDictionary<string, string> yuan) => yuan.ToDictionary(
        pair => pair.Key
            .Replace(" V", $" {region.Village}", StringComparison.Ordinal)
            .Replace(" C", $" {region.Company}", StringComparison.Ordinal),
        pair => HandLine.Yuan(pair.Value),
        StringComparer.Ordinal);

    /// <summary>The rows of the bank's statement of a month, oldest first.</summary>
    public string StatementOf(int month)
    {
        // 十二月一日入账的利息，银行十一月三十日已收。
        var papers =
            from one in VillageYear.Of(month)
            where one.Day is not "2026-12-01"
            from line in HandLine.ReadAll(one.Village)
            where line.Account is "102"
            select (one.Day, Fen: line.IsDebit ? line.Fen : -line.Fen);
        var bank = OnlyTheBank.GetValueOrDefault(month, []).Select(row => (row.Day, Fen: HandLine.Yuan(row.Yuan)));
        var rows = new StringBuilder();
        foreach (var (day, fen) in papers.Concat(bank).OrderBy(row => row.Day, StringComparer.Ordinal))
        {
            _bank += fen;
            var (income, outgo) = fen > 0 ? (Yuan(fen), "") : ("", Yuan(-fen));
            rows.Append(CultureInfo.InvariantCulture, $"{day},收付,{income},{outgo},{Yuan(_bank)},,\n");
        }

        return rows.ToString();
    }

    public async Task<GetStatementResponse> StatementAsync(string book, string statement) =>
        await new StatementService.StatementServiceClient(
            region.World.As(AccountingWorlds.ServiceName, region.OwnerOf(book))).GetStatementAsync(
            new GetStatementRequest { Book = book, Statement = statement, Month = "2026-12" },
            cancellationToken: TestContext.Current.CancellationToken);

    private static string Yuan(long fen) => (fen / 100m).ToString(CultureInfo.InvariantCulture);
}
