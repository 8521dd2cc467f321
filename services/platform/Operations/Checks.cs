using Region.Contracts.Operations.V1;

namespace Region.Platform.Operations;

/// <summary>A read-only check of some of a service's invariants; it finds one thing for each rule.</summary>
public interface ICheck
{
    /// <summary>Checks without changing anything.</summary>
    Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken);
}

/// <summary>The events that a service could not apply.</summary>
public interface IDeadLetters
{
    /// <summary>
    /// Lists them, oldest first. Page size and token are those of the request; 0 means 50, at most 200.
    /// </summary>
    Task<ListDeadLettersResponse> ListAsync(ListDeadLettersRequest request, CancellationToken cancellationToken);

    /// <summary>Applies one once more. Harmless to repeat: an event that was applied stays applied once.</summary>
    /// <exception cref="Grpc.Core.RpcException">There is none with this id: <see
    /// cref="Refusals.NotFound"/>.</exception>
    Task<ReplayDeadLetterResponse> ReplayAsync(ReplayDeadLetterRequest request, CancellationToken cancellationToken);
}

/// <summary>For a service that receives no events.</summary>
internal sealed class NoDeadLetters : IDeadLetters
{
    public Task<ListDeadLettersResponse> ListAsync(
        ListDeadLettersRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new ListDeadLettersResponse());

    public Task<ReplayDeadLetterResponse> ReplayAsync(
        ReplayDeadLetterRequest request, CancellationToken cancellationToken) => throw Refusals.NotFound.Exception();
}
