using Google.Protobuf;
using Grpc.Core;
using Region.Contracts.Identity.V1;
using Region.Kernel;
using Region.Platform.Commands;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using Region.Platform.Storage;

namespace Region.Gateway.Identity.Accounts;

/// <summary>All accounts on the wire, for administrators.</summary>
internal sealed class AccountsFacade(
    Database database, CommandRunner<Refusal> commands, RefusalBook<Refusal> refusals, AccountOffice office)
    : AccountService.AccountServiceBase
{
    public override async Task<CreateAccountResponse> CreateAccount(
        CreateAccountRequest request, ServerCallContext context)
    {
        var made = await office.CreateAsync(request.Login, context.Caller(), context.CancellationToken);
        return made.Map(code => new CreateAccountResponse
        {
            Login = request.Login,
            Code = code.Code,
            CodeEndsAt = Wire.Instant(code.Ends.ToUnixTimeMilliseconds()),
        }).OrThrow(refusals);
    }

    public override async Task<ResetAccountResponse> ResetAccount(
        ResetAccountRequest request, ServerCallContext context)
    {
        var made = await office.ResetAsync(
            (request.Login, request.Reason), context.Caller(), context.CancellationToken);
        return made.Map(code => new ResetAccountResponse
        {
            Code = code.Code,
            CodeEndsAt = Wire.Instant(code.Ends.ToUnixTimeMilliseconds()),
        }).OrThrow(refusals);
    }

    public override async Task<ListAccountsResponse> ListAccounts(
        ListAccountsRequest request, ServerCallContext context)
    {
        var most = Wire.PageOf(request.PageSize);
        await using var session = await database.ReadAsync(context.CancellationToken);
        var rows = await session.ListAccountsAsync(
            request.Login, request.PageToken, most, context.CancellationToken);
        return new ListAccountsResponse
        {
            Accounts = { rows.Select(ToWire) },
            NextPageToken = rows.Count == most ? rows[^1].Login : "",
        };
    }

    public override Task<LockAccountResponse> LockAccount(LockAccountRequest request, ServerCallContext context) =>
        OnceAsync<LockAccountResponse>(request, request.RequestId, context, (work, cancellationToken) =>
            office.LockAsync(work, (request.Login, request.Reason), context.Caller(), cancellationToken));

    public override Task<UnlockAccountResponse> UnlockAccount(
        UnlockAccountRequest request, ServerCallContext context) =>
        OnceAsync<UnlockAccountResponse>(request, request.RequestId, context, (work, cancellationToken) =>
            office.UnlockAsync(work, request.Login, context.Caller(), cancellationToken));

    public override Task<LinkAccountResponse> LinkAccount(LinkAccountRequest request, ServerCallContext context) =>
        OnceAsync<LinkAccountResponse>(request, request.RequestId, context, (work, cancellationToken) =>
            office.LinkAsync(work, (request.Login, request.Subject), context.Caller(), cancellationToken));

    public override async Task<ListLoginsResponse> ListLogins(ListLoginsRequest request, ServerCallContext context)
    {
        var most = Wire.PageOf(request.PageSize);
        await using var session = await database.ReadAsync(context.CancellationToken);
        var rows = await session.ListLoginsAsync(
            request.Login, request.PageToken, most, context.CancellationToken);
        return new ListLoginsResponse
        {
            Logins = { rows.Select(Wire.ToWire) },
            NextPageToken = rows.Count == most ? rows[^1].LoginId : "",
        };
    }

    public override async Task<ListAccountActsResponse> ListAccountActs(
        ListAccountActsRequest request, ServerCallContext context)
    {
        var most = Wire.PageOf(request.PageSize);
        await using var session = await database.ReadAsync(context.CancellationToken);
        var rows = await session.ListActsAsync(request.PageToken, most, context.CancellationToken);
        return new ListAccountActsResponse
        {
            Acts = { rows.Select(ToWire) },
            NextPageToken = rows.Count == most ? rows[^1].ActId : "",
        };
    }

    private Task<TAnswer> OnceAsync<TAnswer>(
        IMessage request,
        string requestId,
        ServerCallContext context,
        Func<UnitOfWork, CancellationToken, Task<Decision<string, Refusal>>> act)
        where TAnswer : class, IMessage<TAnswer>, new() => commands.OnceAsync(
        request,
        requestId,
        database,
        Credentials.LockName,
        context,
        async (work, cancellationToken) => (await act(work, cancellationToken)).Map(_ => new TAnswer()));

    private static Account ToWire(AccountRow row) => new()
    {
        Login = row.Login,
        LockedReason = row.LockedReason,
        HasPassword = row.PasswordHash.Length > 0,
        HasSecondFactor = row.FactorOn is 1,
        Subject = row.Subject ?? "",
        Sample = row.Sample is 1,
    };

    private static AccountAct ToWire(AccountActRow row) => new()
    {
        Login = row.Login,
        Act = row.Act,
        Reason = row.Reason,
        ByLogin = row.ByLogin,
        ByName = row.ByName,
        ActedAt = Wire.Instant(row.ActedAt),
    };
}
