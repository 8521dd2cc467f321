using Region.Accounting.Books;
using Region.Contracts.Access.V1;
using Region.Platform.Identity;

namespace Region.Accounting.Looks;

/// <summary>Records who from outside looks into a book; the people of the book see it.</summary>
internal sealed class RecordLook(TimeProvider clock)
{
    /// <summary>Records a look unless the caller belongs to the book.</summary>
    public async Task NoteAsync(OpenBook book, Caller caller, string subject, CancellationToken cancellationToken)
    {
        if (string.Equals(caller.Book, book.Code, StringComparison.Ordinal))
            return;

        await AddAsync(book, caller, ReasonOf(caller.Role), subject, cancellationToken);
    }

    /// <summary>Records a look with the reason that its caller gave.</summary>
    public async Task AddAsync(
        OpenBook book,
        Caller caller,
        string reason,
        string subject,
        CancellationToken cancellationToken)
    {
        await using var work = await book.BeginAsync(cancellationToken);
        await LooksStore.AddAsync(
            work,
            new LookRow
            {
                Login = caller.Login,
                Name = caller.Name,
                Role = caller.Role.ToString(),
                Reason = reason,
                Subject = subject,
                LookedAt = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            },
            cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private static string ReasonOf(Role role) => role switch
    {
        Role.Auditor => "审计",
        Role.CountyOffice => "县专班查阅",
        Role.Operator => "运维查看",
        _ => "查阅",
    };
}
