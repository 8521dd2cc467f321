using Grpc.Core;
using Region.Contracts.Identity.V1;
using Region.Platform.Commands;
using Region.Platform.Identity;
using Region.Platform.Storage;

namespace Region.Gateway.Identity.Handovers;

/// <summary>Hand-overs on the wire.</summary>
internal sealed class HandoverFacade(
    Database database, CommandRunner<Refusal> commands, RecordHandover record)
    : HandoverService.HandoverServiceBase
{
    public override async Task<RecordHandoverResponse> RecordHandover(
        RecordHandoverRequest request, ServerCallContext context)
    {
        // Other services are asked before the transaction; a repetition reads the book again and answers the first.
        var prepared = await record.PrepareAsync(request, context.Caller(), context.CancellationToken);
        return await commands.OnceAsync<RecordHandoverResponse>(
            request,
            request.RequestId,
            database,
            $"handovers:{request.Book}",
            context,
            async (work, cancellationToken) =>
            {
                if (!prepared.Allowed)
                    return prepared.Refuse<RecordHandoverResponse>();

                await work.AddHandoverAsync(prepared.Value, cancellationToken);
                return new RecordHandoverResponse { Handover = ToWire(prepared.Value) };
            });
    }

    public override async Task<ListHandoversResponse> ListHandovers(
        ListHandoversRequest request, ServerCallContext context)
    {
        var most = Wire.PageOf(request.PageSize);
        await using var session = await database.ReadAsync(context.CancellationToken);
        var rows = await session.ListHandoversAsync(
            request.Book, request.PageToken, most, context.CancellationToken);
        return new ListHandoversResponse
        {
            Handovers = { rows.Select(ToWire) },
            NextPageToken = rows.Count == most ? rows[^1].HandoverId : "",
        };
    }

    private static Handover ToWire(HandoverRow row) => new()
    {
        HandoverId = row.HandoverId,
        Book = row.Book,
        FromLogin = row.FromLogin,
        FromName = row.FromName,
        ToLogin = row.ToLogin,
        ToName = row.ToName,
        SupervisorLogin = row.SupervisorLogin,
        SupervisorName = row.SupervisorName,
        HandedOverOn = row.HandedOverOn,
        Note = row.Note,
        TotalDebitFen = row.TotalDebitFen,
        TotalCreditFen = row.TotalCreditFen,
        VoucherCount = row.VoucherCount,
        ChainHead = row.ChainHead,
        RecordedAt = Wire.Instant(row.RecordedAt),
    };
}
