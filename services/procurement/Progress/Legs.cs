using Google.Protobuf;
using Region.Kernel;
using Region.Platform.Storage;
using Region.Procurement.Domain;

namespace Region.Procurement.Progress;

/// <summary>One leg of what a round moves, which becomes vouchers. Village is empty for the company alone.</summary>
internal sealed record Leg(string Topic, string Village, Money Amount);

/// <summary>Announces legs and keeps them, so that a round can tell which vouchers are in.</summary>
internal static class Legs
{
    internal static async Task AnnounceAsync(
        UnitOfWork work,
        Round round,
        Leg leg,
        IMessage message,
        CancellationToken cancellationToken)
    {
        var subject = leg.Village.Length > 0 ? leg.Village : round.Id;
        var eventId = await work.AnnounceAsync(leg.Topic, subject, message, cancellationToken);
        await LegsStore.AddAsync(work, round.Id, eventId, leg, cancellationToken);
    }
}
