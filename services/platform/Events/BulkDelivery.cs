using Google.Protobuf;

namespace Region.Platform.Events;

/// <summary>
/// Applies one bulk delivery: readable entries go to the handler together, each gets its own outcome.
/// </summary>
internal static class BulkDelivery<TEvent>
    where TEvent : class, IMessage<TEvent>, new()
{
    internal static async Task<Outcome[]> ApplyAsync(
        string topic,
        IReadOnlyList<BulkEntry> entries,
        IBulkEventHandler<TEvent> handler,
        DeadLetterStore deadLetters,
        CancellationToken cancellationToken)
    {
        var outcomes = new Outcome[entries.Count];
        var readable = new List<(int Index, Received<TEvent> Event)>(entries.Count);
        for (var index = 0; index < entries.Count; index++)
        {
            outcomes[index] = EventRoutes.Unreadable;
            if (Envelope.ReadHeader(topic, entries[index].Event) is { } header)
            {
                if (Envelope.ReadData<TEvent>(entries[index].Event) is { } message)
                    readable.Add((index, new Received<TEvent>(header, message)));
            }
        }

        if (readable.Count > 0)
        {
            var answers = await handler.HandleAsync([.. readable.Select(item => item.Event)], cancellationToken);
            for (var position = 0; position < readable.Count; position++)
                outcomes[readable[position].Index] = answers[position];
        }

        for (var index = 0; index < entries.Count; index++)
        {
            if (outcomes[index].IsImpossible && Envelope.ReadHeader(topic, entries[index].Event) is { } header)
                await deadLetters.KeepAsync(header, entries[index].Event, outcomes[index].Reason, cancellationToken);
        }

        return outcomes;
    }
}
