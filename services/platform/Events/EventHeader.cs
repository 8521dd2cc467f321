using Google.Protobuf;

namespace Region.Platform.Events;

/// <summary>What identifies a received event.</summary>
/// <param name="Id">The outbox id of its publisher, a UUID version 7: the same on every delivery.</param>
/// <param name="Topic">One of the contracts' topics.</param>
/// <param name="Source">The publishing service.</param>
/// <param name="Subject">The village or order that it is about.</param>
public sealed record EventHeader(string Id, string Topic, string Source, string Subject);

/// <summary>One event of a bulk delivery.</summary>
public sealed record Received<TEvent>(EventHeader Header, TEvent Message);

/// <summary>
/// Applies events of one type, one by one. Delivered again, or in another order, it changes nothing twice.
/// </summary>
public interface IEventHandler<in TEvent>
    where TEvent : IMessage
{
    /// <summary>
    /// Applies the event and its inbox row in one transaction; throws when the infrastructure failed.
    /// </summary>
    Task<Outcome> HandleAsync(EventHeader header, TEvent message, CancellationToken cancellationToken);
}

/// <summary>Applies events of one type, many at a time.</summary>
public interface IBulkEventHandler<TEvent>
    where TEvent : IMessage
{
    /// <summary>Applies the events; answers one outcome for each, in their order.</summary>
    Task<IReadOnlyList<Outcome>> HandleAsync(
        IReadOnlyList<Received<TEvent>> batch,
        CancellationToken cancellationToken);
}
