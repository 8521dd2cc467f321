using Google.Protobuf;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Kernel;
using Message = Region.Contracts.Accounting.V1;

namespace Region.Accounting.Accounts;

/// <summary>Opens, renames, closes and reopens sub-accounts, and says which of them takes automatic vouchers.</summary>
internal sealed class KeepAccounts(AccountDesk desk)
{
    private const string Subject = "科目";

    public Task<Message.OpenSubAccountResponse> OpenAsync(
        AccountCall call,
        NewSubAccount wish) =>
        ChangeAsync(
            call,
            async (chart, step, cancellationToken) => SubAccounts.Open(
                chart, wish, await AccountUseStore.IsUsedAsync(step.Work, wish.Parent, cancellationToken)),
            account => new Message.OpenSubAccountResponse { Account = account });

    public Task<Message.RenameSubAccountResponse> RenameAsync(AccountCall call, string code, string name) =>
        ChangeAsync(
            call,
            (chart, _, _) => Task.FromResult(SubAccounts.Rename(chart, code, name)),
            account => new Message.RenameSubAccountResponse { Account = account });

    public Task<Message.CloseSubAccountResponse> CloseAsync(AccountCall call, string code, DateOnly on) =>
        ChangeAsync(
            call,
            async (chart, step, cancellationToken) => SubAccounts.Close(
                chart, code, on, await AccountUseStore.UsageAsync(step.Work, code, cancellationToken)),
            account => new Message.CloseSubAccountResponse { Account = account });

    public Task<Message.ReopenSubAccountResponse> ReopenAsync(AccountCall call, string code) =>
        ChangeAsync(
            call,
            (chart, _, _) => Task.FromResult(SubAccounts.Reopen(chart, code)),
            account => new Message.ReopenSubAccountResponse { Account = account });

    public Task<Message.RouteAutomaticResponse> RouteAsync(AccountCall call, string code) =>
        ChangeAsync(
            call,
            (chart, _, _) => Task.FromResult(SubAccounts.Route(chart, code)),
            account => new Message.RouteAutomaticResponse { Account = account });

    private Task<TAnswer> ChangeAsync<TAnswer>(
        AccountCall call,
        Func<Chart, AccountStep, CancellationToken, Task<Decision<AccountChange, Refusal>>> decide,
        Func<Message.Account, TAnswer> answer)
        where TAnswer : class, IMessage<TAnswer>, new() =>
        desk.OnceAsync<TAnswer>(call, async (step, cancellationToken) =>
        {
            var chart = await ChartStore.LoadAsync(step.Work, cancellationToken);
            var decided = await decide(chart, step, cancellationToken);
            if (!decided.Allowed)
                return decided.Refuse<TAnswer>();

            var (account, beside) = decided.Value;
            await ChartStore.UpdateAsync(step.Work, beside, cancellationToken);
            if (chart.Find(account.Code) is null)
                await ChartStore.AddAsync(step.Work, [account], cancellationToken);
            else
                await ChartStore.UpdateAsync(step.Work, [account], cancellationToken);

            var act = step.Act(decided.Value.Act, Subject, account.Code, decided.Value.Before, account.Name);
            await AccountUseStore.NoteAsync(step.Work, act, cancellationToken);
            var now = await ChartStore.LoadAsync(step.Work, cancellationToken);
            return answer(account.ToMessage(now));
        });
}
