using Grpc.Core;
using Region.Contracts.Identity.V1;
using Region.Platform.Refusals;

namespace Region.Gateway.Identity;

/// <summary>Serves region.identity.v1.SessionService on the gateway's own gRPC port.</summary>
internal sealed class SessionFacade(LogIn logIn, RefusalBook<Refusal> refusals, ILogger<SessionFacade> logger)
    : SessionService.SessionServiceBase
{
    public override async Task<LoginResponse> Login(LoginRequest request, ServerCallContext context)
    {
        var decision = await logIn.HandleAsync(request, context.CancellationToken);
        if (!decision.Allowed)
            Log.LoginRefused(logger, decision.Refusals[0].Rule);
        return decision.OrThrow(refusals);
    }
}

internal static partial class Log
{
    // The name is not logged: people type their password into the wrong field.
    [LoggerMessage(5001, LogLevel.Information, "A login was refused: {Refusal}.")]
    public static partial void LoginRefused(ILogger logger, Refusal refusal);

    [LoggerMessage(5002, LogLevel.Information, "The sample logins are in place and the county posts appointed.")]
    public static partial void SampleReady(ILogger logger);

    [LoggerMessage(5003, LogLevel.Debug, "The county posts of the sample wait for villages: {Status}.")]
    public static partial void SampleWaits(ILogger logger, Grpc.Core.StatusCode status);

    [LoggerMessage(5004, LogLevel.Error, "Villages refused the county posts of the sample: {Sentence}")]
    public static partial void SampleRefused(ILogger logger, string sentence);
}
