using Google.Protobuf;
using Region.Platform.Events;

namespace Region.Accounting.AutoPosting;

/// <summary>Posts events of one kind. What they become is data (Rules/*.json), so all kinds share it.</summary>
internal sealed class PostLegs<TEvent>(PostEvents events) : IBulkEventHandler<TEvent>
    where TEvent : class, IMessage<TEvent>, new()
{
    public Task<IReadOnlyList<Outcome>> HandleAsync(
        IReadOnlyList<Received<TEvent>> batch,
        CancellationToken cancellationToken) => events.HandleAsync(batch, cancellationToken);
}
