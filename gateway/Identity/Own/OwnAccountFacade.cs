using Google.Protobuf;
using Grpc.Core;
using Region.Contracts.Identity.V1;
using Region.Gateway.Identity.Sessions;
using Region.Kernel;
using Region.Platform.Commands;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using Region.Platform.Storage;

namespace Region.Gateway.Identity.Own;

/// <summary>
/// One's own account on the wire. Commands whose answer is a secret are not kept under a request id, since the answer
/// would be stored with it.
/// </summary>
internal sealed class OwnAccountFacade(
    Database database,
    CommandRunner<Refusal> commands,
    RefusalBook<Refusal> refusals,
    SecondFactor factor,
    CreateToken create,
    TimeProvider clock)
    : OwnAccountService.OwnAccountServiceBase
{
    public override async Task<GetOwnAccountResponse> GetOwnAccount(
        GetOwnAccountRequest request, ServerCallContext context)
    {
        var caller = context.Caller();
        await using var session = await database.ReadAsync(context.CancellationToken);
        var account = await session.FindAccountAsync(caller.Login, context.CancellationToken);
        return new GetOwnAccountResponse
        {
            Login = caller.Login,
            Name = caller.Name,
            HasSecondFactor = account?.FactorOn is 1,
            RecoveryCodesLeft =
                (int)await session.CountRecoveryCodesAsync(caller.Login, context.CancellationToken),
            PasswordChangedAt = Wire.Instant(account?.PasswordAt ?? 0),
        };
    }

    public override async Task<ListOwnSessionsResponse> ListOwnSessions(
        ListOwnSessionsRequest request, ServerCallContext context)
    {
        await using var session = await database.ReadAsync(context.CancellationToken);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var rows = await session.ListSessionsAsync(context.Caller().Login, context.CancellationToken);
        return new ListOwnSessionsResponse
        {
            Sessions = { rows.Where(row => row.EndsAt > now).Select(Wire.ToWire) },
        };
    }

    public override Task<EndOwnSessionResponse> EndOwnSession(
        EndOwnSessionRequest request, ServerCallContext context) => OnceAsync<EndOwnSessionResponse>(
        request,
        request.RequestId,
        context,
        async (work, login, cancellationToken) =>
            await work.EndListedSessionAsync(login, request.SessionId, cancellationToken) > 0
                ? new EndOwnSessionResponse()
                : Refusal.NothingSuch.On("session_id"));

    public override Task<SignOutEverywhereResponse> SignOutEverywhere(
        SignOutEverywhereRequest request, ServerCallContext context) => OnceAsync<SignOutEverywhereResponse>(
        request,
        request.RequestId,
        context,
        async (work, login, cancellationToken) => new SignOutEverywhereResponse
        {
            SessionsEnded = await work.EndSessionsOfAsync(login, cancellationToken),
            TokensRevoked = await work.RevokeTokensOfAsync(
                login, clock.GetUtcNow().ToUnixTimeMilliseconds(), cancellationToken),
        });

    public override async Task<ListOwnLoginsResponse> ListOwnLogins(
        ListOwnLoginsRequest request, ServerCallContext context)
    {
        var most = Wire.PageOf(request.PageSize);
        await using var session = await database.ReadAsync(context.CancellationToken);
        var rows = await session.ListLoginsAsync(
            context.Caller().Login, request.PageToken, most, context.CancellationToken);
        return new ListOwnLoginsResponse
        {
            Logins = { rows.Select(Wire.ToWire) },
            NextPageToken = rows.Count == most ? rows[^1].LoginId : "",
        };
    }

    public override async Task<StartSecondFactorResponse> StartSecondFactor(
        StartSecondFactorRequest request, ServerCallContext context) =>
        (await factor.StartAsync(context.Caller().Login, context.CancellationToken)).OrThrow(refusals);

    public override async Task<ConfirmSecondFactorResponse> ConfirmSecondFactor(
        ConfirmSecondFactorRequest request, ServerCallContext context)
    {
        var codes = await factor.ConfirmAsync(context.Caller().Login, request.Code, context.CancellationToken);
        return codes.Map(made => new ConfirmSecondFactorResponse { RecoveryCodes = { made } }).OrThrow(refusals);
    }

    public override async Task<RemoveSecondFactorResponse> RemoveSecondFactor(
        RemoveSecondFactorRequest request, ServerCallContext context)
    {
        var shown = new Shown(context.Caller().Login, request.Password, request.Code);
        var removed = await factor.RemoveAsync(shown, Origin.Of(context), context.CancellationToken);
        return removed.Map(_ => new RemoveSecondFactorResponse()).OrThrow(refusals);
    }

    public override async Task<CreateApiTokenResponse> CreateApiToken(
        CreateApiTokenRequest request, ServerCallContext context) =>
        (await create.HandleAsync(request, context.Caller(), context.CancellationToken)).OrThrow(refusals);

    public override async Task<ListApiTokensResponse> ListApiTokens(
        ListApiTokensRequest request, ServerCallContext context)
    {
        await using var session = await database.ReadAsync(context.CancellationToken);
        var rows = await session.ListTokensAsync(context.Caller().Login, context.CancellationToken);
        return new ListApiTokensResponse { Tokens = { rows.Select(Wire.ToWire) } };
    }

    public override Task<RevokeApiTokenResponse> RevokeApiToken(
        RevokeApiTokenRequest request, ServerCallContext context) => OnceAsync<RevokeApiTokenResponse>(
        request,
        request.RequestId,
        context,
        async (work, login, cancellationToken) =>
            await work.RevokeTokenAsync(
                login, request.TokenId, clock.GetUtcNow().ToUnixTimeMilliseconds(), cancellationToken) > 0
                ? new RevokeApiTokenResponse()
                : Refusal.NothingSuch.On("token_id"));

    private Task<TAnswer> OnceAsync<TAnswer>(
        IMessage request,
        string requestId,
        ServerCallContext context,
        Func<UnitOfWork, string, CancellationToken, Task<Decision<TAnswer, Refusal>>> act)
        where TAnswer : class, IMessage<TAnswer>, new() => commands.OnceAsync(
        request,
        requestId,
        database,
        Credentials.LockName,
        context,
        (work, cancellationToken) => act(work, context.Caller().Login, cancellationToken));
}
