using Grpc.Core;
using Region.Kernel;
using Region.Procurement.Domain;
using Region.Procurement.Requisitions;
using Region.Procurement.Rounds;
using Wire = Region.Contracts.Procurement.V1;

namespace Region.Procurement.Quotes;

/// <summary>Quotes and the award on the wire.</summary>
internal sealed class QuotesFacade(RoundDesk desk, TimeProvider clock) : Wire.QuoteService.QuoteServiceBase
{
    public override Task<Wire.RecordQuoteResponse> RecordQuote(
        Wire.RecordQuoteRequest request,
        ServerCallContext context) =>
        desk.OnceAsync(
            new RoundCall(request, request.RequestId, new RoundKey(request.Region, request.RoundId), context),
            async (work, round, cancellationToken) =>
            {
                var draft = new QuoteDraft
                {
                    Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString(),
                    Supplier = request.Supplier,
                    SupplierName = request.SupplierName,
                    UnitPrice = request.UnitPrice,
                    MinimumQuantity = request.MinimumQuantity,
                    QuotedOn = request.QuotedOn,
                };
                var recorded = await Quotes.RecordQuote.RunAsync(
                    work,
                    round,
                    new QuoteRecording(draft, context.Person()),
                    cancellationToken);
                var requisitions = await RequisitionsStore.LoadAsync(work, round.Id, cancellationToken);
                return recorded.Map(quote => new Wire.RecordQuoteResponse
                {
                    Quote = ToWire(quote, Award.Demand(round, requisitions)),
                });
            });

    public override Task<Wire.ListQuotesResponse> ListQuotes(
        Wire.ListQuotesRequest request,
        ServerCallContext context) =>
        desk.ReadAsync(
            new RoundKey(request.Region, request.RoundId),
            context,
            async (session, round, cancellationToken) =>
            {
                var requisitions = await RequisitionsStore.LoadAsync(session, round.Id, cancellationToken);
                var quotes = await QuotesStore.LoadAsync(session, round.Id, cancellationToken);
                var award = await QuotesStore.FindAwardAsync(session, round.Id, cancellationToken);
                var demand = Award.Demand(round, requisitions);
                return new Wire.ListQuotesResponse
                {
                    Quotes = { quotes.Select(quote => ToWire(quote, demand)) },
                    Award = award is null ? null : ToWire(award),
                };
            });

    public override Task<Wire.ProposeAwardResponse> ProposeAward(
        Wire.ProposeAwardRequest request,
        ServerCallContext context) =>
        desk.OnceAsync(
            new RoundCall(request, request.RequestId, new RoundKey(request.Region, request.RoundId), context),
            async (work, round, cancellationToken) =>
            {
                var draft = new AwardDraft(request.QuoteId, request.Reason, request.ProposedOn);
                var proposed = await Quotes.ProposeAward.RunAsync(
                    work,
                    round,
                    new AwardProposal(draft, context.Person()),
                    cancellationToken);
                return proposed.Map(award => new Wire.ProposeAwardResponse { Award = ToWire(award) });
            });

    public override Task<Wire.ApproveAwardResponse> ApproveAward(
        Wire.ApproveAwardRequest request,
        ServerCallContext context) =>
        desk.OnceAsync(
            new RoundCall(request, request.RequestId, new RoundKey(request.Region, request.RoundId), context),
            async (work, round, cancellationToken) =>
            {
                var approved = await Quotes.ApproveAward.RunAsync(
                    work,
                    round,
                    new AwardApproval(request.ApprovedOn, context.Person()),
                    cancellationToken);
                return approved.Map(award => new Wire.ApproveAwardResponse { Award = ToWire(award) });
            });

    internal static Wire.Quote ToWire(Quote quote, Quantity demand) => new()
    {
        QuoteId = quote.Id,
        Supplier = quote.Supplier,
        SupplierName = quote.SupplierName,
        UnitPrice = quote.UnitPrice.ToString(),
        MinimumQuantity = quote.MinimumQuantity.ToString(),
        QuotedOn = BusinessDate.Write(quote.QuotedOn),
        MinimumMet = quote.MetBy(demand),
    };

    private static Wire.Award ToWire(Award award) => new()
    {
        QuoteId = award.QuoteId,
        Reason = award.Reason,
        ProposedOn = BusinessDate.Write(award.ProposedOn),
        ProposedBy = award.ProposedBy,
        ApprovedOn = StoredDate.ToWire(award.ApprovedOn),
        ApprovedBy = award.ApprovedBy,
    };
}
