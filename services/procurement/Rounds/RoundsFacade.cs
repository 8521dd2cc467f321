using Grpc.Core;
using Region.Contracts.Villages.V1;
using Region.Platform.Commands;
using Region.Platform.Refusals;
using Region.Platform.Storage;
using Region.Procurement.Domain;
using Region.Procurement.Progress;
using Wire = Region.Contracts.Procurement.V1;

namespace Region.Procurement.Rounds;

/// <summary>Rounds on the wire.</summary>
internal sealed class RoundsFacade(
    CommandRunner<Refusal> commands,
    RefusalBook<Refusal> refusals,
    RoundDesk desk,
    Database database,
    RoundOpenings openings) : Wire.RoundService.RoundServiceBase
{
    public override async Task<Wire.OpenRoundResponse> OpenRound(
        Wire.OpenRoundRequest request,
        ServerCallContext context)
    {
        // The register is asked first: a transaction never waits for another service.
        var opening = await openings.PrepareAsync(request, context);
        return await commands.OnceAsync(
            request,
            request.RequestId,
            database,
            $"rounds:{request.Region}",
            context,
            async (work, cancellationToken) =>
            {
                var opened = await Rounds.OpenRound.RunAsync(work, opening, cancellationToken);
                return opened.Map(round => new Wire.OpenRoundResponse { Round = round.ToWire() });
            });
    }

    public override Task<Wire.ApproveRoundResponse> ApproveRound(
        Wire.ApproveRoundRequest request,
        ServerCallContext context) =>
        desk.OnceAsync(
            new RoundCall(request, request.RequestId, new RoundKey(request.Region, request.RoundId), context),
            async (work, round, cancellationToken) =>
            {
                var approval = new RoundApproval(request.ApprovedOn, context.Person());
                var approved = await Rounds.ApproveRound.RunAsync(work, round, approval, cancellationToken);
                return approved.Map(changed => new Wire.ApproveRoundResponse { Round = changed.ToWire() });
            });

    public override Task<Wire.GetRoundResponse> GetRound(Wire.GetRoundRequest request, ServerCallContext context) =>
        desk.ReadAsync(
            new RoundKey(request.Region, request.RoundId),
            context,
            (_, round, _) => Task.FromResult(new Wire.GetRoundResponse { Round = round.ToWire() }));

    public override async Task<Wire.ListRoundsResponse> ListRounds(
        Wire.ListRoundsRequest request,
        ServerCallContext context)
    {
        var size = refusals.Rows(request.PageSize, request.PageToken);
        var page = new RoundsPage(request.Region, context.MemberVillage(), request.PageToken, size + 1);
        await using var session = await database.ReadAsync(context.CancellationToken);
        var rounds = await RoundsStore.ListAsync(session, page, context.CancellationToken);
        return new Wire.ListRoundsResponse
        {
            Rounds = { rounds.Take(size).Select(round => round.ToWire()) },
            NextPageToken = rounds.Count > size ? rounds[size - 1].Id : "",
        };
    }

    public override Task<Wire.GetRoundProgressResponse> GetRoundProgress(
        Wire.GetRoundProgressRequest request,
        ServerCallContext context) =>
        desk.ReadAsync(
            new RoundKey(request.Region, request.RoundId),
            context,
            async (session, round, cancellationToken) =>
            {
                var file = await RoundFiles.LoadAsync(session, round, cancellationToken);
                var legs = await LegsStore.LoadAsync(session, round, cancellationToken);
                return ProgressWire.ToWire(file, legs);
            });
}

/// <summary>Gathers what opening a round needs: the region as the register has it now, and an id.</summary>
internal sealed class RoundOpenings(RegisterService.RegisterServiceClient register, TimeProvider clock)
{
    internal async Task<RoundOpening> PrepareAsync(Wire.OpenRoundRequest request, ServerCallContext context)
    {
        var answer = await register.GetRegionAsync(
            new GetRegionRequest { Region = request.Region },
            cancellationToken: context.CancellationToken);
        var federation = new Federation(
            request.Region,
            answer.Company.Name,
            [.. answer.Villages.Select(village => new Member(village.Village_, village.Name))]);
        var id = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        return new RoundOpening(id, request.ToDraft(), federation, context.Person());
    }
}
