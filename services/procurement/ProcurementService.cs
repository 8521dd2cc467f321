using Region.Contracts.Villages.V1;
using Region.Platform.Hosting;
using Region.Platform.Operations;
using Region.Platform.Refusals;
using Region.Platform.Storage;
using Region.Procurement.Deliveries;
using Region.Procurement.Domain;
using Region.Procurement.Orders;
using Region.Procurement.Payments;
using Region.Procurement.Prepayments;
using Region.Procurement.Progress;
using Region.Procurement.Quotes;
using Region.Procurement.Requisitions;
using Region.Procurement.Rounds;
using Region.Procurement.Settlements;
using Region.Procurement.Suppliers;

namespace Region.Procurement;

/// <summary>Unified procurement, as its own process or in one with others.</summary>
public static class ProcurementService
{
    public static WebApplication Build(string[] args)
    {
        var builder = ServiceHost.CreateBuilder("procurement", args);
        builder.AddDatabase(typeof(ProcurementService).Assembly);
        builder.Services.AddRefusals<Refusal>("procurement", Refusals.ToStatus, Refusals.ToSentence);
        builder.Services.AddServiceClient<RegisterService.RegisterServiceClient>("villages");
        builder.Services.AddSingleton<RoundDesk>();
        builder.Services.AddTransient<RoundOpenings>();
        builder.Services.AddSingleton<NoteVouchers>();
        builder.Services.AddSingleton<NoteReversal>();
        builder.Services.AddSingleton<ICheck, RoundsCheck>();

        var app = builder.Build();
        app.MapPlatform();
        app.MapGrpcService<RoundsFacade>();
        app.MapGrpcService<RequisitionsFacade>();
        app.MapGrpcService<PrepaymentsFacade>();
        app.MapGrpcService<QuotesFacade>();
        app.MapGrpcService<SuppliersFacade>();
        app.MapGrpcService<OrdersFacade>();
        app.MapGrpcService<DeliveriesFacade>();
        app.MapGrpcService<SettlementsFacade>();
        app.MapGrpcService<PaymentsFacade>();
        Subscriptions.Map(app);
        return app;
    }
}
