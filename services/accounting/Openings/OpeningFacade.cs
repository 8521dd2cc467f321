using Grpc.Core;
using Region.Contracts.Accounting.V1;

namespace Region.Accounting.Openings;

/// <summary>Opening balances on the wire.</summary>
internal sealed class OpeningFacade(ImportOpening one, ImportOpenings many) : OpeningService.OpeningServiceBase
{
    public override Task<ImportOpeningResponse> ImportOpening(
        ImportOpeningRequest request,
        ServerCallContext context) => one.HandleAsync(request, context);

    public override Task<ImportOpeningsResponse> ImportOpenings(
        ImportOpeningsRequest request,
        ServerCallContext context) => many.HandleAsync(request, context);
}
