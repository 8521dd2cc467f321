using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Commands;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using Region.Platform.Storage;

namespace Region.Accounting.Bank;

/// <summary>Matches rows of the statement with entries of the book (勾对), and takes matches back.</summary>
internal sealed class MatchBank(
    BookShelf shelf,
    CommandRunner<Refusal> commands,
    RefusalBook<Refusal> refusals,
    TimeProvider clock)
{
    // Entries of a few days before the first statement may be carried out in it.
    private const int DaysBeforeStart = BankMatching.WindowDays;

    public async Task<MatchAutomaticallyResponse> HandleAsync(
        MatchAutomaticallyRequest request,
        ServerCallContext context)
    {
        if (!BusinessDate.TryReadMonth(request.Month, out var month))
            refusals.Throw(Refusal.MonthInvalid.On("month", request.Month));

        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        using var activity = AccountingTelemetry.Start("accounting.statement.match", book.Code);
        var login = context.Caller().Login;
        return await commands.OnceAsync<MatchAutomaticallyResponse>(
            request,
            request.RequestId,
            book.Store,
            book.Lock,
            context,
            async (work, cancellationToken) =>
            {
                var chart = await ChartStore.LoadAsync(work, cancellationToken);
                var account = BankAccounts.Choose(chart, request.BankAccount);
                return account.Allowed
                    ? await MatchAsync(work, account.Value, month, login, cancellationToken)
                    : account.Refuse<MatchAutomaticallyResponse>();
            });
    }

    public async Task<MatchLinesResponse> HandleAsync(MatchLinesRequest request, ServerCallContext context)
    {
        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        using var activity = AccountingTelemetry.Start("accounting.statement.match", book.Code);
        var login = context.Caller().Login;
        return await commands.OnceAsync<MatchLinesResponse>(
            request,
            request.RequestId,
            book.Store,
            book.Lock,
            context,
            (work, cancellationToken) => MatchAsync(work, request, login, cancellationToken));
    }

    public async Task<UnmatchLinesResponse> HandleAsync(UnmatchLinesRequest request, ServerCallContext context)
    {
        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        var reason = request.Reason.Trim();
        var undo = new BankUndo(context.Caller().Login, reason, clock.GetUtcNow().ToUnixTimeMilliseconds());
        return await commands.OnceAsync<UnmatchLinesResponse>(
            request,
            request.RequestId,
            book.Store,
            book.Lock,
            context,
            async (work, cancellationToken) =>
            {
                var match = await MatchesStore.FindAsync(work, request.MatchId, cancellationToken)
                    ?? throw NotFound.Exception();
                if (match.Undone > 0)
                    return Refusal.MatchTakenBack.On("match_id", request.MatchId);

                if (!PlainText.IsPlain(reason) || reason.Length is 0 or > Reversal.MaximumReason)
                    return Refusal.ReasonInvalid.On("reason", request.Reason);

                await MatchesStore.UndoAsync(work, match.MatchId, undo, cancellationToken);
                return new UnmatchLinesResponse
                {
                    UnmatchedLines = (int)match.Lines,
                    UnmatchedEntries = (int)match.Entries,
                };
            });
    }

    private async Task<MatchAutomaticallyResponse> MatchAsync(
        UnitOfWork work,
        string account,
        DateOnly month,
        string login,
        CancellationToken cancellationToken)
    {
        var end = BusinessDate.Write(Months.LastDay(month));
        if (await BankStore.EdgeAsync(work, account, end, newest: false, cancellationToken) is not { } first)
            return new MatchAutomaticallyResponse();

        var start = Months.FirstDay(first.ToRow().Date).AddDays(-DaysBeforeStart);
        var lines = await MatchesStore.OpenLinesAsync(work, account, end, cancellationToken);
        var entries = await MatchesStore.OpenEntriesAsync(
            work, account, BusinessDate.Write(start), end, cancellationToken);
        OpenLine[] openLines = [.. lines.Where(line => line.MatchId is null).Select(line => line.ToOpen())];
        OpenEntry[] openEntries = [.. entries.Where(entry => entry.MatchId is null).Select(entry => entry.ToOpen())];
        var pairs = BankMatching.Pair(openLines, openEntries);
        foreach (var pair in pairs)
        {
            var match = Match(account, pair.Lines, pair.Entries, login) with { Automatic = 1 };
            await MatchesStore.AddAsync(work, match, pair.Lines, pair.Entries, cancellationToken);
        }

        return new MatchAutomaticallyResponse
        {
            Matches = pairs.Count,
            UnmatchedLines = openLines.Length - pairs.Sum(pair => pair.Lines.Count),
            UnmatchedEntries = openEntries.Length - pairs.Sum(pair => pair.Entries.Count),
        };
    }

    private async Task<Decision<MatchLinesResponse, Refusal>> MatchAsync(
        UnitOfWork work,
        MatchLinesRequest request,
        string login,
        CancellationToken cancellationToken)
    {
        var account = BankAccounts.Choose(
            await ChartStore.LoadAsync(work, cancellationToken), request.BankAccount);
        if (!account.Allowed)
            return account.Refuse<MatchLinesResponse>();

        if (Math.Max(request.StatementLineIds.Count, request.Entries.Count) > BankMatching.MostParts)
            return Refusal.MatchTooLarge.On("statement_line_ids", request.StatementLineIds.Count);

        var lines = new List<OpenLine>();
        foreach (var id in request.StatementLineIds.Distinct(StringComparer.Ordinal))
        {
            var line = await BankStore.FindAsync(work, account.Value, id, cancellationToken)
                ?? throw NotFound.Exception();
            if (line.MatchId is not null)
                return Refusal.MatchedAlready.On("statement_line_ids", $"对账单 {line.LineDate} {new Money(line.Amount)}");

            lines.Add(line.ToOpen());
        }

        var entries = new List<OpenEntry>();
        foreach (var entry in request.Entries.Distinct())
        {
            var found = await MatchesStore.EntryAsync(
                work, account.Value, entry.VoucherId, entry.VoucherLine, cancellationToken)
                ?? throw NotFound.Exception();
            if (found.MatchId is not null)
                return Refusal.MatchedAlready.On("entries", $"{found.Name} {new Money(found.Amount)}");

            entries.Add(found.ToOpen());
        }

        var reason = request.Reason.Trim();
        if (BankMatching.Refuse(lines, entries, request.ClearsStart, reason) is { } refused)
            return refused;

        var match = Match(account.Value, lines, entries, login) with
        {
            ClearsStart = request.ClearsStart ? 1 : 0,
            Reason = reason,
        };
        await MatchesStore.AddAsync(work, match, lines, entries, cancellationToken);
        return new MatchLinesResponse { MatchId = match.MatchId };
    }

    private BankMatchRow Match(
        string account,
        IReadOnlyList<OpenLine> lines,
        IReadOnlyList<OpenEntry> entries,
        string login)
    {
        var now = clock.GetUtcNow();
        var days = lines.Select(line => line.Date).Concat(entries.Select(entry => entry.Date));
        return new BankMatchRow
        {
            MatchId = Guid.CreateVersion7(now).ToString("D"),
            Account = account,
            LastDate = BusinessDate.Write(days.Max()),
            ClearsStart = 0,
            Automatic = 0,
            Reason = "",
            Login = login,
            MatchedAt = now.ToUnixTimeMilliseconds(),
        };
    }
}
