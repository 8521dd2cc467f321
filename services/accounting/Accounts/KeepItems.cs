using Region.Accounting.Domain;
using Region.Platform.Refusals;
using Message = Region.Contracts.Accounting.V1;

namespace Region.Accounting.Accounts;

/// <summary>Keeps the registers of counterparties, members, projects and stock items.</summary>
internal sealed class KeepItems(AccountDesk desk)
{
    public Task<Message.AddItemResponse> AddAsync(AccountCall call, AuxiliaryItem wish) =>
        desk.OnceAsync<Message.AddItemResponse>(call, async (step, cancellationToken) =>
        {
            var known = await ItemsStore.FindAsync(step.Work, wish.Kind, wish.Code, cancellationToken);
            var added = AuxiliaryItem.Add(wish with { EnteredBy = step.Caller.Login }, known);
            if (!added.Allowed)
                return added.Refuse<Message.AddItemResponse>();

            await SaveAsync(step, "登记", known?.Name ?? "", added.Value, cancellationToken);
            return new Message.AddItemResponse { Item = added.Value.ToMessage() };
        });

    public Task<Message.RenameItemResponse> RenameAsync(AccountCall call, ItemKind kind, string code, string name) =>
        desk.OnceAsync<Message.RenameItemResponse>(call, async (step, cancellationToken) =>
        {
            var known = await RequireAsync(step, kind, code, cancellationToken);
            var renamed = known.Rename(name, step.Caller.Login);
            if (!renamed.Allowed)
                return renamed.Refuse<Message.RenameItemResponse>();

            await SaveAsync(step, "更名", known.Name, renamed.Value, cancellationToken);
            return new Message.RenameItemResponse { Item = renamed.Value.ToMessage() };
        });

    public Task<Message.CloseItemResponse> CloseAsync(AccountCall call, ItemKind kind, string code) =>
        desk.OnceAsync<Message.CloseItemResponse>(call, async (step, cancellationToken) =>
        {
            var known = await RequireAsync(step, kind, code, cancellationToken);
            var holding = await AccountUseStore.HoldingAsync(step.Work, kind, code, cancellationToken);
            var closed = known.Close(holding, step.Caller.Login);
            if (!closed.Allowed)
                return closed.Refuse<Message.CloseItemResponse>();

            await SaveAsync(step, "停用", "", closed.Value, cancellationToken);
            return new Message.CloseItemResponse { Item = closed.Value.ToMessage() };
        });

    public Task<Message.ReopenItemResponse> ReopenAsync(AccountCall call, ItemKind kind, string code) =>
        desk.OnceAsync<Message.ReopenItemResponse>(call, async (step, cancellationToken) =>
        {
            var known = await RequireAsync(step, kind, code, cancellationToken);
            var reopened = known.Reopen(step.Caller.Login);
            if (!reopened.Allowed)
                return reopened.Refuse<Message.ReopenItemResponse>();

            await SaveAsync(step, "启用", "", reopened.Value, cancellationToken);
            return new Message.ReopenItemResponse { Item = reopened.Value.ToMessage() };
        });

    private static async Task<AuxiliaryItem> RequireAsync(
        AccountStep step,
        ItemKind kind,
        string code,
        CancellationToken cancellationToken)
    {
        var known = await ItemsStore.FindAsync(step.Work, kind, code, cancellationToken);
        return known is not null && known.Kind == kind ? known : throw NotFound.Exception();
    }

    private static async Task SaveAsync(
        AccountStep step,
        string act,
        string before,
        AuxiliaryItem item,
        CancellationToken cancellationToken)
    {
        await ItemsStore.SaveAsync(step.Work, item, cancellationToken);
        await AccountUseStore.NoteAsync(
            step.Work, step.Act(act, item.Kind.Name(), item.Code, before, item.Name), cancellationToken);
    }
}
