using Grpc.Core;
using Region.Kernel;
using Region.Platform.Tables;
using Region.Procurement.Domain;
using Region.Procurement.Rounds;
using Wire = Region.Contracts.Procurement.V1;

namespace Region.Procurement.Requisitions;

/// <summary>Requisitions on the wire.</summary>
internal sealed class RequisitionsFacade(RoundDesk desk) : Wire.RequisitionService.RequisitionServiceBase
{
    private static readonly TableLayout Layout = new()
    {
        Columns = ["村编码", "件数"],
        Optional = ["用途"],
        MaxRows = Limits.Members,
    };

    public override Task<Wire.SubmitRequisitionResponse> SubmitRequisition(
        Wire.SubmitRequisitionRequest request,
        ServerCallContext context) =>
        desk.OnceAsync(
            new RoundCall(request, request.RequestId, new RoundKey(request.Region, request.RoundId), context),
            async (work, round, cancellationToken) =>
            {
                var draft = new RequisitionDraft
                {
                    Village = request.Village,
                    Packs = request.Packs,
                    Purpose = request.Purpose,
                    RequestedOn = request.RequestedOn,
                };
                var submitted = await Requisitions.SubmitRequisition.RunAsync(
                    work,
                    round,
                    new RequisitionSubmission(draft, context.Person()),
                    cancellationToken);
                return submitted.Map(
                    requisition => new Wire.SubmitRequisitionResponse { Requisition = ToWire(requisition, round) });
            });

    public override Task<Wire.ImportRequisitionsResponse> ImportRequisitions(
        Wire.ImportRequisitionsRequest request,
        ServerCallContext context)
    {
        // Read before the transaction, and refused within it: a round that is not the caller's is not found first.
        var table = ReadTable(request);
        return desk.OnceAsync(
            new RoundCall(request, request.RequestId, new RoundKey(request.Region, request.RoundId), context),
            async (work, round, cancellationToken) =>
            {
                if (!table.Allowed)
                    return table.Refuse<Wire.ImportRequisitionsResponse>();

                var imported = await Requisitions.ImportRequisitions.RunAsync(
                    work,
                    round,
                    new RequisitionImport(table.Value, context.Person()),
                    cancellationToken);
                return imported.Map(requisitions => new Wire.ImportRequisitionsResponse
                {
                    Requisitions = { requisitions.Select(requisition => ToWire(requisition, round)) },
                });
            });
    }

    public override Task<Wire.ListRequisitionsResponse> ListRequisitions(
        Wire.ListRequisitionsRequest request,
        ServerCallContext context) =>
        desk.ReadAsync(
            new RoundKey(request.Region, request.RoundId),
            context,
            async (session, round, cancellationToken) =>
            {
                var requisitions = await RequisitionsStore.LoadAsync(session, round.Id, cancellationToken);
                return new Wire.ListRequisitionsResponse
                {
                    Requisitions = { requisitions.Select(requisition => ToWire(requisition, round)) },
                };
            });

    private static Decision<RequisitionTable, Refusal> ReadTable(Wire.ImportRequisitionsRequest request)
    {
        var result = TableReader.Read(request.Table.Memory, Layout);
        if (!result.IsReadable)
        {
            return result.Problems.Select(problem => Refusal.TableUnreadable.On(
                problem.Row == 0 ? "table" : $"第{problem.Row}行 {problem.Column}".TrimEnd(),
                problem.Sentence)).ToArray();
        }

        var rows = result.Rows.Select(row => new RequisitionDraft
        {
            Village = row["村编码"],
            Packs = row["件数"],
            Purpose = row["用途"],
            Prefix = $"第{row.Number}行 ",
        });
        return new RequisitionTable([.. rows], request.RequestedOn);
    }

    private static Wire.Requisition ToWire(Requisition requisition, Round round) => new()
    {
        Village = requisition.Village,
        Packs = requisition.Packs,
        Quantity = requisition.QuantityOf(round.Item).ToString(),
        RequestedOn = BusinessDate.Write(requisition.RequestedOn),
        Purpose = requisition.Purpose,
        EnteredBy = requisition.EnteredBy,
    };
}
