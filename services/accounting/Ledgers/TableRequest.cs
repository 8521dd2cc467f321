using Region.Accounting.Domain;
using Region.Contracts.Accounting.V1;
using Region.Kernel;

namespace Region.Accounting.Ledgers;

/// <summary>Which list to write to a file.</summary>
internal sealed record TableRequest
{
    public required ExportTableRequest Request { get; init; }

    public required (DateOnly From, DateOnly To) Days { get; init; }

    public required (string From, string To) Months { get; init; }

    public required DateOnly AsOf { get; init; }

    public required long? KnownAt { get; init; }

    public required int Level { get; init; }

    public static Decision<TableRequest, Refusal> Of(ExportTableRequest request, DateOnly today)
    {
        if (request.LedgerTable is LedgerTable.Unspecified || !Enum.IsDefined(request.LedgerTable))
            return Refusal.TableUnknown.On("ledger_table", request.LedgerTable);

        var days = LedgerRequests.Days(request.FromDate, request.ToDate);
        if (!days.Allowed)
            return days.Refuse<TableRequest>();

        var months = LedgerRequests.Months(request.FromMonth, request.ToMonth);
        if (!months.Allowed)
            return months.Refuse<TableRequest>();

        var asOf = LedgerRequests.DayOr(today, request.AsOf, "as_of");
        if (!asOf.Allowed)
            return asOf.Refuse<TableRequest>();

        var level = LedgerRequests.Level(request.Level);
        if (!level.Allowed)
            return level.Refuse<TableRequest>();

        return LedgerRequests.KnownAt(request.KnownAt).Map(knownAt => new TableRequest
        {
            Request = request,
            Days = days.Value,
            Months = months.Value,
            AsOf = asOf.Value,
            KnownAt = knownAt,
            Level = level.Value,
        });
    }

    public DetailQuery ToDetail() => new()
    {
        Account = Request.Account,
        Counterparty = Request.Counterparty,
        Project = Request.Project,
        Stock = Request.Stock,
        From = Days.From,
        To = Days.To,
        KnownAt = KnownAt,
    };
}
