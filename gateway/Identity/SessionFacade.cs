using Grpc.Core;
using Region.Contracts.Identity.V1;
using Region.Platform.Refusals;

namespace Region.Gateway.Identity;

/// <summary>Serves region.identity.v1.SessionService on the gateway's own gRPC port.</summary>
internal sealed class SessionFacade(
    LogIn logIn, ChoosePassword choose, RefusalBook<Refusal> refusals, ILogger<SessionFacade> logger)
    : SessionService.SessionServiceBase
{
    public override async Task<LoginResponse> Login(LoginRequest request, ServerCallContext context)
    {
        var decision = await logIn.HandleAsync(request, Origin.Of(context), context.CancellationToken);
        if (!decision.Allowed)
            Log.LoginRefused(logger, decision.Refusals[0].Rule);
        return decision.OrThrow(refusals);
    }

    public override async Task<ChangePasswordResponse> ChangePassword(
        ChangePasswordRequest request, ServerCallContext context)
    {
        var shown = new Shown(request.Login, request.Password, request.Code);
        var decision = await choose.ChangeAsync(
            shown, request.NewPassword, Origin.Of(context), context.CancellationToken);
        return decision.Map(_ => new ChangePasswordResponse()).OrThrow(refusals);
    }

    public override async Task<SetFirstPasswordResponse> SetFirstPassword(
        SetFirstPasswordRequest request, ServerCallContext context)
    {
        var decision = await choose.SetFirstAsync(
            request.Code, request.NewPassword, Origin.Of(context), context.CancellationToken);
        return decision.Map(login => new SetFirstPasswordResponse { Login = login }).OrThrow(refusals);
    }
}

internal static partial class Log
{
    // The name is not logged: people type their password into the wrong field.
    [LoggerMessage(5001, LogLevel.Information, "A login was refused: {Refusal}.")]
    public static partial void LoginRefused(ILogger logger, Refusal refusal);

    [LoggerMessage(5002, LogLevel.Information, "The county posts are appointed.")]
    public static partial void CountyReady(ILogger logger);

    [LoggerMessage(5003, LogLevel.Debug, "The county posts wait for villages: {Status}.")]
    public static partial void CountyWaits(ILogger logger, StatusCode status);

    [LoggerMessage(5004, LogLevel.Error, "Villages refused the county posts: {Sentence}")]
    public static partial void CountyRefused(ILogger logger, string sentence);

    // The link opens once, and only until its person has chosen a password; at the next start it is another one.
    [LoggerMessage(5005, LogLevel.Warning, "首位管理员 {Login} 尚未设置密码。请在七天内打开一次性链接：{Link}")]
    public static partial void FirstAdministrator(ILogger logger, string login, string link);
}
