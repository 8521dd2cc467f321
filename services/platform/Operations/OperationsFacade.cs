using Grpc.Core;
using Region.Contracts.Operations.V1;
using Region.Platform.Hosting;
using Region.Platform.Refusals;

namespace Region.Platform.Operations;

/// <summary>What every service offers its operators.</summary>
internal sealed class OperationsFacade(ThisService self, IEnumerable<ICheck> checks, IDeadLetters deadLetters)
    : OperationsService.OperationsServiceBase
{
    public override async Task<CheckResponse> Check(CheckRequest request, ServerCallContext context)
    {
        RequireSelf(request.Service);
        var response = new CheckResponse();
        foreach (var check in checks)
            response.Findings.AddRange(await check.RunAsync(context.CancellationToken));

        return response;
    }

    public override Task<ListDeadLettersResponse> ListDeadLetters(
        ListDeadLettersRequest request, ServerCallContext context)
    {
        RequireSelf(request.Service);
        return deadLetters.ListAsync(request, context.CancellationToken);
    }

    public override Task<ReplayDeadLetterResponse> ReplayDeadLetter(
        ReplayDeadLetterRequest request, ServerCallContext context)
    {
        RequireSelf(request.Service);
        return deadLetters.ReplayAsync(request, context.CancellationToken);
    }

    /// <summary>
    /// The name tells the gateway which service to ask; whoever asks another one finds nothing there.
    /// </summary>
    private void RequireSelf(string service)
    {
        if (!string.Equals(service, self.Name, StringComparison.Ordinal))
            throw NotFound.Exception();
    }
}
