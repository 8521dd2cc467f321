using Grpc.Core;
using Region.Accounting.Accounts;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Commands;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using Region.Platform.Storage;
using YearEndOutcome = Region.Accounting.Domain.YearEndOutcome;

namespace Region.Accounting.Periods;

/// <summary>Posts the year end (年终结转) of a book in one transaction, shows it before, or takes it back.</summary>
internal sealed class CloseYear(
    BookShelf shelf,
    CommandRunner<Refusal> commands,
    PostVoucher post,
    ReverseVoucher reverse,
    RefusalBook<Refusal> refusals)
{
    private const int MaximumRefusals = 50;

    public async Task<PreviewYearEndResponse> HandleAsync(PreviewYearEndRequest request, ServerCallContext context)
    {
        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        await using var session = await book.Store.ReadAsync(context.CancellationToken);
        var chart = await ChartStore.LoadAsync(session, context.CancellationToken);
        var wish = request.Plan.ToWish(request.Year);
        var outcome = (await PrepareAsync(session, book, chart, wish, context)).OrThrow(refusals);
        return new PreviewYearEndResponse
        {
            Outcome = outcome.ToMessage(),
            Steps =
            {
                outcome.Entries.Select(entry => new YearEndStep
                {
                    Step = entry.Step,
                    Summary = entry.Draft.Summary,
                    Postings = { entry.Draft.Postings.Select(posting => posting.ToMessage(chart)) },
                }),
            },
        };
    }

    public async Task<CloseYearResponse> HandleAsync(CloseYearRequest request, ServerCallContext context)
    {
        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        using var activity = AccountingTelemetry.Start("accounting.year.close", book.Code);
        return await commands.OnceAsync<CloseYearResponse>(
            request,
            request.RequestId,
            book.Store,
            book.Lock,
            context,
            async (work, cancellationToken) =>
            {
                var chart = await ChartStore.LoadAsync(work, cancellationToken);
                var outcome = await PrepareAsync(work, book, chart, request.Plan.ToWish(request.Year), context);
                if (!outcome.Allowed)
                    return outcome.Refuse<CloseYearResponse>();

                var answer = new CloseYearResponse { Outcome = outcome.Value.ToMessage() };
                foreach (var entry in outcome.Value.Entries)
                {
                    var posted = await post.AppendAsync(work, chart, entry.Draft, cancellationToken);
                    if (!posted.Allowed)
                        return posted.Refuse<CloseYearResponse>();

                    answer.Vouchers.Add(new VoucherView(posted.Value, "", "").ToMessage(chart));
                }

                return answer;
            });
    }

    public async Task<ReverseYearEndResponse> HandleAsync(ReverseYearEndRequest request, ServerCallContext context)
    {
        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        using var activity = AccountingTelemetry.Start("accounting.year.reverse", book.Code);
        var by = new Reversing(context.Caller().Login, request.Reason.Trim(), WholeYearEnd: true);
        if (request.Year is < 2000 or > 2099)
            refusals.Throw(Refusal.YearInvalid.On("year", request.Year));

        return await commands.OnceAsync<ReverseYearEndResponse>(
            request,
            request.RequestId,
            book.Store,
            book.Lock,
            context,
            async (work, cancellationToken) =>
            {
                var standing = await PeriodsStore.YearEndAsync(work, request.Year, cancellationToken);
                if (standing.Count is 0)
                    return Refusal.YearEndNotDone.On("year", request.Year);

                var chart = await ChartStore.LoadAsync(work, cancellationToken);
                var step = new ReversalStep(work, book, chart);
                var answer = new ReverseYearEndResponse();
                foreach (var id in standing.Reverse())
                {
                    var found = await VoucherPagesStore.FindAsync(work, id, cancellationToken);
                    var on = new DateOnly(request.Year, 12, 31);
                    var red = await reverse.AppendAsync(step, found!, on, by, cancellationToken);
                    if (!red.Allowed)
                        return red.Refuse<ReverseYearEndResponse>();

                    answer.Vouchers.Add(new VoucherView(red.Value, "", "").ToMessage(chart));
                }

                return answer;
            });
    }

    private static async Task<Decision<YearEndOutcome, Refusal>> PrepareAsync(
        Session session,
        OpenBook book,
        Chart chart,
        YearEndWish wish,
        ServerCallContext context)
    {
        var state = await VouchersStore.StateAsync(session, context.CancellationToken);
        var periods = await PeriodsStore.StateAsync(session, state, book.OpenedOn(), context.CancellationToken);
        var standing = await PeriodsStore.YearEndAsync(session, wish.Year, context.CancellationToken);
        if (YearEndGate.Refuse(wish.Year, periods, standing.Count) is { } refused)
            return refused;

        var rule = PublishedYearEnds.For(book.Registered.Regime, new DateOnly(wish.Year, 12, 31));
        var december = FormattableString.Invariant($"{wish.Year:D4}-12");
        var held = await MonthFactsStore.HeldAsync(session, december, context.CancellationToken);
        var then = chart.On(new DateOnly(wish.Year, 12, 31));
        var outcome = YearEnd.Prepare(rule, then, held, wish, context.Caller().Login);
        if (!outcome.Allowed)
            return outcome;

        // A person names who gets a share, so the registers hold for it as for every voucher that people make.
        var shares = outcome.Value.Entries.Where(entry => rule.IsDistribution(entry.Step))
            .Select(entry => entry.Draft)
            .ToArray();
        var named = ItemRules.NamedBy(shares.SelectMany(draft => draft.Postings));
        var known = await ItemsStore.KnownAsync(session, named, context.CancellationToken);
        var unknown = shares.SelectMany(draft => ItemRules.Refuse(draft, then, known))
            .Select(refused => refused with { Field = "distributions" })
            .Take(MaximumRefusals)
            .ToArray();
        return unknown.Length > 0 ? unknown : outcome;
    }
}
