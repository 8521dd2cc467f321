using Google.Protobuf;
using Grpc.Core;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Identity.V1;
using Region.Contracts.Procurement.V1;
using Region.Contracts.Villages.V1;
using Region.Gateway.Identity.Sessions;
using Region.Gateway.Rest;
using Region.Platform.Identity;
using ChartAccounts = Region.Contracts.Accounting.V1.AccountService;
using LoginAccounts = Region.Contracts.Identity.V1.AccountService;

namespace Region.Gateway.Web;

/// <summary>The services as a page's visitor may use them.</summary>
internal sealed class Desk(Visitor visitor)
{
    public bool IsKnown => visitor.IsLoggedIn;

    /// <summary>The visitor under the post that he acts in.</summary>
    public Caller Me => visitor.Caller;

    /// <summary>All posts that he may act in, one at a time.</summary>
    public IReadOnlyList<Post> Posts => visitor.Posts;

    /// <summary>The session that the visitor's browser is in; it opens nothing.</summary>
    public string SessionId => visitor.Session?.SessionId ?? "";

    public OwnAccountService.OwnAccountServiceClient OwnAccount =>
        visitor.Client<OwnAccountService.OwnAccountServiceClient>();

    /// <summary>People's accounts with this site; those of a book's chart are <see cref="Accounts"/>.</summary>
    public LoginAccounts.AccountServiceClient Logins =>
        visitor.Client<LoginAccounts.AccountServiceClient>();

    public HandoverService.HandoverServiceClient Handovers =>
        visitor.Client<HandoverService.HandoverServiceClient>();

    public PostService.PostServiceClient Offices =>
        visitor.Client<PostService.PostServiceClient>();

    public RegisterService.RegisterServiceClient Register =>
        visitor.Client<RegisterService.RegisterServiceClient>();

    public RoundService.RoundServiceClient Rounds =>
        visitor.Client<RoundService.RoundServiceClient>();

    public RequisitionService.RequisitionServiceClient Requisitions =>
        visitor.Client<RequisitionService.RequisitionServiceClient>();

    public PrepaymentService.PrepaymentServiceClient Prepayments =>
        visitor.Client<PrepaymentService.PrepaymentServiceClient>();

    public QuoteService.QuoteServiceClient Quotes =>
        visitor.Client<QuoteService.QuoteServiceClient>();

    public SupplierService.SupplierServiceClient Suppliers =>
        visitor.Client<SupplierService.SupplierServiceClient>();

    public OrderService.OrderServiceClient Orders =>
        visitor.Client<OrderService.OrderServiceClient>();

    public DeliveryService.DeliveryServiceClient Deliveries =>
        visitor.Client<DeliveryService.DeliveryServiceClient>();

    public SettlementService.SettlementServiceClient Settlements =>
        visitor.Client<SettlementService.SettlementServiceClient>();

    public PaymentService.PaymentServiceClient Payments =>
        visitor.Client<PaymentService.PaymentServiceClient>();

    public BookService.BookServiceClient Books =>
        visitor.Client<BookService.BookServiceClient>();

    public VoucherService.VoucherServiceClient Vouchers =>
        visitor.Client<VoucherService.VoucherServiceClient>();

    public DraftService.DraftServiceClient Drafts =>
        visitor.Client<DraftService.DraftServiceClient>();

    public AttachmentService.AttachmentServiceClient Files =>
        visitor.Client<AttachmentService.AttachmentServiceClient>();

    public LedgerService.LedgerServiceClient Ledgers =>
        visitor.Client<LedgerService.LedgerServiceClient>();

    public StatementService.StatementServiceClient Statements =>
        visitor.Client<StatementService.StatementServiceClient>();

    public PeriodService.PeriodServiceClient Periods =>
        visitor.Client<PeriodService.PeriodServiceClient>();

    public BankService.BankServiceClient Bank =>
        visitor.Client<BankService.BankServiceClient>();

    public DisclosureService.DisclosureServiceClient Disclosures =>
        visitor.Client<DisclosureService.DisclosureServiceClient>();

    public ChartAccounts.AccountServiceClient Accounts =>
        visitor.Client<ChartAccounts.AccountServiceClient>();

    public AssetService.AssetServiceClient Assets =>
        visitor.Client<AssetService.AssetServiceClient>();

    public EstimateService.EstimateServiceClient Estimates =>
        visitor.Client<EstimateService.EstimateServiceClient>();

    public TemplateService.TemplateServiceClient Templates =>
        visitor.Client<TemplateService.TemplateServiceClient>();

    public TransitionService.TransitionServiceClient Transition =>
        visitor.Client<TransitionService.TransitionServiceClient>();

    /// <summary>Calls the method that a form names, as REST would.</summary>
    public async Task<IMessage> CallAsync(RestMethod method, IMessage request, CancellationToken cancellationToken)
    {
        var service = method.Descriptor.File.Package.Split('.')[1];
        using var call = visitor.Invoker(service).AsyncUnaryCall(
            method.Call, host: null, new CallOptions(cancellationToken: cancellationToken), request);
        return await call.ResponseAsync;
    }
}
