using Google.Protobuf;
using Grpc.Core;
using Region.Contracts.Access.V1;
using Region.Kernel;
using Region.Platform.Commands;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using Region.Platform.Storage;
using Region.Procurement.Domain;

namespace Region.Procurement.Rounds;

/// <summary>
/// Where every call about a round comes in. It finds the round that the caller may see; a round of another region, one
/// that the caller's village is not a member of, and one that does not exist are the same to the caller.
/// </summary>
internal sealed class RoundDesk(CommandRunner<Refusal> commands, Database database)
{
    private const int LongestId = 60;

    /// <summary>Carries out a command on the round, once.</summary>
    public Task<TAnswer> OnceAsync<TAnswer>(
        RoundCall call,
        Func<UnitOfWork, Round, CancellationToken, Task<Decision<TAnswer, Refusal>>> act)
        where TAnswer : class, IMessage<TAnswer>, new() =>
        commands.OnceAsync(
            call.Request,
            call.RequestId,
            database,
            $"round:{Bounded(call.Key.RoundId)}",
            call.Context,
            async (work, cancellationToken) =>
                await act(work, await FindAsync(work, call.Key, call.Context), cancellationToken));

    /// <summary>Reads something about the round from one consistent snapshot.</summary>
    public async Task<TAnswer> ReadAsync<TAnswer>(
        RoundKey key,
        ServerCallContext context,
        Func<Session, Round, CancellationToken, Task<TAnswer>> read)
    {
        await using var session = await database.ReadAsync(context.CancellationToken);
        var round = await FindAsync(session, key, context);
        return await read(session, round, context.CancellationToken);
    }

    private static async Task<Round> FindAsync(Session session, RoundKey key, ServerCallContext context)
    {
        var round = await RoundsStore.FindAsync(session, key, context.CancellationToken);
        var village = context.MemberVillage();
        return round is not null && (village.Length == 0 || round.Has(village)) ? round : throw NotFound.Exception();
    }

    private static string Bounded(string roundId) =>
        roundId.Length <= LongestId ? roundId : throw NotFound.Exception();
}

/// <summary>A command about a round.</summary>
internal sealed record RoundCall(IMessage Request, string RequestId, RoundKey Key, ServerCallContext Context);

/// <summary>What rounds need to know of the caller.</summary>
internal static class RoundCallers
{
    internal static Person Person(this ServerCallContext context) =>
        new(context.Caller().Login, context.Caller().Name);

    /// <summary>The village of a village post; empty for all others, who see every round of the region.</summary>
    internal static string MemberVillage(this ServerCallContext context) => context.Caller() is
    {
        Role: Role.VillageAccountant or Role.VillageHead or Role.Supervisor,
        Unit: var village,
    } ? village : "";
}
