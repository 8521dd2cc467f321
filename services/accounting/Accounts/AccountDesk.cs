using Google.Protobuf;
using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Kernel;
using Region.Platform.Commands;
using Region.Platform.Identity;
using Region.Platform.Storage;

namespace Region.Accounting.Accounts;

/// <summary>Runs one command of this slice in the book's transaction, once for each key.</summary>
internal sealed class AccountDesk(BookShelf shelf, CommandRunner<Refusal> commands, TimeProvider clock)
{
    public async Task<TAnswer> OnceAsync<TAnswer>(
        AccountCall call,
        Func<AccountStep, CancellationToken, Task<Decision<TAnswer, Refusal>>> act)
        where TAnswer : class, IMessage<TAnswer>, new()
    {
        var book = await shelf.RequireAsync(call.Book, call.Context.CancellationToken);
        using var activity = AccountingTelemetry.Start("accounting.account.keep", book.Code);
        return await commands.OnceAsync<TAnswer>(
            call.Request,
            call.RequestId,
            book.Store,
            book.Lock,
            call.Context,
            (work, cancellationToken) => act(
                new AccountStep(work, book, call.Context.Caller(), clock.GetUtcNow()), cancellationToken));
    }
}

/// <summary>A command about accounts or items.</summary>
internal sealed record AccountCall(IMessage Request, string RequestId, string Book, ServerCallContext Context);

/// <summary>The transaction of a command, and who acts in it.</summary>
internal sealed record AccountStep(UnitOfWork Work, OpenBook Book, Caller Caller, DateTimeOffset Now)
{
    /// <summary>A row for the record of acts.</summary>
    public ActRow Act(string act, string subject, string code, string before, string after) => new()
    {
        Act = act,
        Subject = subject,
        Code = code,
        BeforeName = before,
        AfterName = after,
        Login = Caller.Login,
        Name = Caller.Name,
        ActedAt = Now.ToUnixTimeMilliseconds(),
    };
}
