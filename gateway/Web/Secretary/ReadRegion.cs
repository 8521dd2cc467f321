using Grpc.Core;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Procurement.V1;
using Region.Contracts.Villages.V1;

namespace Region.Gateway.Web.Secretary;

/// <summary>Puts a region's page together from what its committee may read.</summary>
internal static class ReadRegion
{
    private const int MostRounds = 20;

    public static async Task<RegionBook> RegionAsync(
        this Desk desk, string region, CancellationToken cancellationToken)
    {
        var register = await desk.Register.GetRegionAsync(
            new GetRegionRequest { Region = region }, cancellationToken: cancellationToken);
        var rounds = await desk.Rounds.ListRoundsAsync(
            new ListRoundsRequest { Region = region, PageSize = MostRounds }, cancellationToken: cancellationToken);
        var open = await AtOnce.SelectAsync(
            [.. rounds.Rounds.Where(round => round.State is not RoundState.Settled)],
            round => desk.ProgressAsync(region, round.RoundId, cancellationToken));
        var sheets = await AtOnce.SelectAsync(
            register.Villages, village => desk.NewestSheetAsync(village.Village_, cancellationToken));
        var villages = register.Villages.Zip(sheets, (village, sheet) =>
        {
            var tasks = open.SelectMany(round => round.NextSteps
                .Where(step => string.Equals(step.Unit, village.Village_, StringComparison.Ordinal))
                .Select(step => $"{round.Round.Title}：{step.Action}"));
            return new VillageState(village, sheet, [.. tasks]);
        });

        return new RegionBook
        {
            Register = register,
            Rounds = rounds.Rounds,
            Open = open,
            Running = (open.Count > 0 ? open[0] : null)
                ?? (rounds.Rounds.Count > 0
                    ? await desk.ProgressAsync(region, rounds.Rounds[0].RoundId, cancellationToken) : null),
            Villages = [.. villages],
        };
    }

    private static async Task<GetRoundProgressResponse> ProgressAsync(
        this Desk desk, string region, string round, CancellationToken cancellationToken) =>
        await desk.Rounds.GetRoundProgressAsync(
            new GetRoundProgressRequest { Region = region, RoundId = round }, cancellationToken: cancellationToken);

    // A village that has just joined has no book yet, and one that closed no month has no sheet.
    private static async Task<Sheet?> NewestSheetAsync(
        this Desk desk, string book, CancellationToken cancellationToken)
    {
        try
        {
            var sheets = await desk.Disclosures.ListSheetsAsync(
                new ListSheetsRequest { Book = book, PageSize = 1 }, cancellationToken: cancellationToken);
            if (sheets.Sheets.Count is 0)
                return null;

            var answer = await desk.Disclosures.GetSheetAsync(
                new GetSheetRequest { Book = book, Period = sheets.Sheets[0].Period },
                cancellationToken: cancellationToken);
            return answer.Sheet;
        }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.NotFound)
        {
            return null;
        }
    }
}
