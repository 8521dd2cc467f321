using Region.Accounting.Accounts;
using Region.Accounting.Archives;
using Region.Accounting.Assets;
using Region.Accounting.AutoPosting;
using Region.Accounting.Bank;
using Region.Accounting.Books;
using Region.Accounting.Checks;
using Region.Accounting.Disclosure;
using Region.Accounting.Domain;
using Region.Accounting.Drafts;
using Region.Accounting.Estimates;
using Region.Accounting.Exports;
using Region.Accounting.Ledgers;
using Region.Accounting.Looks;
using Region.Accounting.Openings;
using Region.Accounting.Periods;
using Region.Accounting.Statements;
using Region.Accounting.Transition;
using Region.Accounting.Vouchers;
using Region.Platform.Commands;
using Region.Platform.Hosting;
using Region.Platform.Operations;
using Region.Platform.Refusals;
using Region.Platform.Storage;

namespace Region.Accounting;

/// <summary>Accounting (独立建账、独立核算): one book for each village and each company, fed by events.</summary>
public static class AccountingService
{
    /// <summary>Builds the host; the caller runs it.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = ServiceHost.CreateBuilder("accounting", args);
        builder.AddDatabase(typeof(AccountingService).Assembly);
        builder.AddCompartments(
            typeof(AccountingService).Assembly,
            "BookSchema",
            (services, cancellationToken) =>
                services.GetRequiredService<BooksStore>().CodesAsync(cancellationToken));
        builder.Services.AddRefusals<Refusal>("accounting", Refusals.ToStatus, Refusals.ToSentence);
        builder.Services.AddSingleton<CommandRunner<Refusal>>();
        AddSlices(builder.Services);

        var app = builder.Build();
        app.MapPlatform();
        app.MapGrpcService<BookFacade>();
        app.MapGrpcService<OpeningFacade>();
        app.MapGrpcService<VoucherFacade>();
        app.MapAccounts();
        app.MapTransition();
        app.MapDrafts();
        app.MapLedgers();
        app.MapStatements();
        app.MapDisclosure();
        app.MapGrpcService<PeriodFacade>();
        app.MapGrpcService<BankFacade>();
        app.MapGrpcService<AssetFacade>();
        app.MapGrpcService<EstimateFacade>();
        app.MapArchives();
        Subscriptions.Map(app);
        return app;
    }

    private static void AddSlices(IServiceCollection services)
    {
        services.AddDisclosure();
        services.AddSingleton<BooksStore>();
        services.AddSingleton<BookShelf>();
        services.AddSingleton<FoundBook>();
        services.AddSingleton<IntroduceBook>();
        services.AddSingleton<RecordLook>();
        services.AddSingleton<PostVoucher>();
        services.AddSingleton<ReviewVoucher>();
        services.AddSingleton<ReverseVoucher>();
        services.AddSingleton<ImportOpening>();
        services.AddSingleton<ImportOpenings>();
        services.AddSingleton<PlanPosting>();
        services.AddSingleton<PostEvents>();
        services.AddSingleton<OpenVillageBook>();
        services.AddSingleton<OpenCompanyBook>();
        services.AddSingleton<OpenCoopBook>();
        services.AddSingleton(typeof(PostLegs<>));
        services.AddSingleton<KeepDelivery>();
        services.AddSingleton<ReverseMirror>();
        services.AddAccounts().AddTransition();
        services.AddDrafts();
        services.AddAssets();
        services.AddEstimates();
        services.AddSingleton<ICheck, CheckBooks>();
        services.AddPeriods().AddBank();
        services.AddSingleton(provider => new BookReading(
            provider.GetRequiredService<BooksStore>(), provider.GetRequiredService<BookShelf>()));
    }
}
