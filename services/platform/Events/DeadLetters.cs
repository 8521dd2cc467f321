using System.Globalization;
using System.Text.Json;
using Region.Contracts.Operations.V1;
using Region.Platform.Operations;
using Region.Platform.Refusals;

namespace Region.Platform.Events;

/// <summary>The operator's view of the dead letters, and their replay.</summary>
internal sealed class DeadLetters(DeadLetterStore store, EventDispatcher dispatcher) : IDeadLetters
{
    private const int DefaultPage = 50;
    private const int LargestPage = 200;

    public async Task<ListDeadLettersResponse> ListAsync(
        ListDeadLettersRequest request,
        CancellationToken cancellationToken)
    {
        var most = request.PageSize is 0 ? DefaultPage : Math.Clamp(request.PageSize, 1, LargestPage);
        var rows = await store.ListAsync(request.PageToken, most + 1, cancellationToken);
        var answer = new ListDeadLettersResponse
        {
            NextPageToken = rows.Count > most ? rows[most - 1].EventId : "",
        };
        answer.DeadLetters.AddRange(rows.Take(most).Select(row => new DeadLetter
        {
            EventId = row.EventId,
            Topic = row.Topic,
            Reason = row.Reason,
            ReceivedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.ReceivedAt)
                .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        }));
        return answer;
    }

    public async Task<ReplayDeadLetterResponse> ReplayAsync(
        ReplayDeadLetterRequest request,
        CancellationToken cancellationToken)
    {
        if (await store.FindAsync(request.EventId, cancellationToken) is not { } row)
            throw NotFound.Exception();

        using var envelope = JsonDocument.Parse(row.Envelope);
        var outcome = Envelope.ReadHeader(row.Topic, envelope.RootElement) is { } header
            ? await dispatcher.ApplyAsync(header, envelope.RootElement, cancellationToken)
            : EventRoutes.Unreadable;
        if (outcome.IsApplied)
            await store.ResolveAsync(row.EventId, cancellationToken);

        return new ReplayDeadLetterResponse { Applied = outcome.IsApplied, Reason = outcome.Reason };
    }
}
