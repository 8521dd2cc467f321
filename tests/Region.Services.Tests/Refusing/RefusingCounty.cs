using System.Globalization;
using System.Net;
using Google.Protobuf;
using Grpc.Core;
using Region.Accounting;
using Region.Contracts;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Identity.V1;
using Region.Contracts.Procurement.V1;
using Region.Contracts.Villages.V1;
using Region.Gateway.Identity;
using Region.Procurement;
using Region.Services.Tests.Isolation;
using Region.Services.Tests.Villages;
using Region.Testing;
using Region.Villages;
using Shouldly;

namespace Region.Services.Tests.Refusing;

/// <summary>
/// The sample county with all services and the gateway in this process, in which something stands in every state that a
/// refusal needs. The rounds are in <c>RefusingCounty.Rounds.cs</c>.
/// </summary>
public sealed partial class RefusingCounty : IAsyncLifetime
{
    internal const string Joining = "2025-12-31";

    // Region R08 has a company and no villages.
    private const string EmptyRegion = "region,name,industry,town\nR08,样例空区域党委,空,样例镇\n";

    private const string EmptyCompany =
        "region,name,registered_capital,cash,resource,asset,uscc\nR08,样例空公司,0,0,0,0,91410000MADEM9088Y\n";

    // A region that would be registered if nothing in it were wrong.
    private const string Committee = "region,name,industry,town\nR09,样例粮油区域党委,粮油,样例镇\n";

    private const string Company =
        "region,name,registered_capital,cash,resource,asset,uscc\n"
        + "R09,样例公司,200.00,200.00,0,0,91410000MADEM9059Y\n";

    private const string Members =
        "region,village,name,population,households,cash,resource,asset,contribution,uscc\n"
        + "R09,V0901,麦香村,800,200,100.00,0,0,100.00,N2410000MADEM01694\n"
        + "R09,V0902,豆香村,700,180,100.00,0,0,100.00,N2410000MADEM0177Y\n";

    private static readonly TimeSpan AppointedWithin = TimeSpan.FromSeconds(30);

    private int _keys;

    internal ServiceWorld World { get; private set; } = null!;

    internal RegisterService.RegisterServiceClient Register => CountyWorlds.RegisterOf(World);

    internal SessionService.SessionServiceClient Session => new(World.Anonymous(Slice.Gateway));

    /// <summary>
    /// Vouchers of V0101: its opening balances, one that is reviewed, one that is cancelled by the red one.
    /// </summary>
    internal string Opening { get; private set; } = "";

    internal string Reviewed { get; private set; } = "";

    internal string Cancelled { get; private set; } = "";

    internal string Red { get; private set; } = "";

    /// <summary>Rows of the statement of V0204, and the match that was taken back.</summary>
    internal IReadOnlyList<string> StatementLines { get; set; } = [];

    internal string TakenBack { get; set; } = "";

    /// <summary>The first voucher of the year end of V0203.</summary>
    internal string YearEndVoucher { get; set; } = "";

    /// <summary>The request id of that review.</summary>
    internal string ReviewKey { get; private set; } = "";

    /// <summary>Drafts of V0102 in every state.</summary>
    internal DraftDesk Drafts { get; private set; } = null!;

    internal PostService.PostServiceClient Posts =>
        new(World.As("villages", Callers.Of(Role.CountyOffice, "COUNTY")));

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        World = await ServiceWorld.StartAsync(
            StoreKind.Sqlite,
            Ending,
            ("villages", VillagesService.Build),
            ("procurement", ProcurementService.Build),
            ("accounting", AccountingService.Build),
            (Slice.Gateway, TwoRegions.BuildGateway));
        await Register.ImportRegisterAsync(CountyWorlds.SampleTables(NewKey()), cancellationToken: Ending);
        await RegisterAsync(EmptyRegion, EmptyCompany, "", Joining);
        await AppointSampleAsync();
        await OpenBooksAsync();
        await DriveAsync();
        await GatewayRefusals.PrepareAsync(this);
        for (var failure = 0; failure < Lockout.MostFailures; failure++)
        {
            await Should.ThrowAsync<RpcException>(
                GatewayRefusals.LogInAsync(this, GatewayRefusals.Locked, "错误密码-1"));
        }

        Stored = StoreDump.Of(World.DataFolder);
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    internal static PrepaymentReceived Prepaid(string village, long fen, string on) => new()
    {
        Region = "R01",
        Company = "C01",
        RoundId = "round",
        RoundTitle = "批次",
        Village = village,
        VillageName = "样例村",
        PrepaymentId = "prepayment",
        AmountFen = fen,
        AccountingDate = on,
    };

    internal static VillageJoined Joined(string village, string region) => new()
    {
        Village = village,
        Name = $"{village}村",
        Region = region,
        Company = $"C{region[1..]}",
        AccountingDate = Joining,
    };

    internal string NewKey() =>
        string.Create(CultureInfo.InvariantCulture, $"refusing-{Interlocked.Increment(ref _keys):0000}");

    /// <summary>Everything that is stored, as it is and is to stay; only a dead letter makes a new one.</summary>
    internal IReadOnlyList<string> Stored { get; private set; } = [];

    /// <summary>Looks at everything that is stored now; answers the lines that were not there before.</summary>
    internal IReadOnlyList<string> Changes()
    {
        var before = Stored;
        Stored = StoreDump.Of(World.DataFolder);
        before.Except(Stored, StringComparer.Ordinal).ShouldBeEmpty("a stored row was changed or removed");
        return [.. Stored.Except(before, StringComparer.Ordinal)];
    }

    /// <summary>Registers region R09 with one text replaced by another, such as by a wrong one.</summary>
    internal Task RegisterAsync(string old, string text, string joinedOn = Joining) => RegisterAsync(
        Changed(Committee, old, text), Changed(Company, old, text), Changed(Members, old, text), joinedOn);

    /// <summary>Registers the sample again with one text replaced.</summary>
    internal Task RegisterSampleAsync(string old, string text)
    {
        var request = CountyWorlds.SampleTables(NewKey());
        request.VillagesTable = ByteString.CopyFromUtf8(Changed(request.VillagesTable.ToStringUtf8(), old, text));
        return Register.ImportRegisterAsync(request).ResponseAsync;
    }

    internal Task AppointAsync(string rows) => AppointAsync(ByteString.CopyFromUtf8($"login,name,role,unit\n{rows}\n"));

    internal VoucherService.VoucherServiceClient VouchersOf(string unit) => new(
        World.As("accounting", Callers.Of(unit[0] is 'V' ? Role.VillageAccountant : Role.Secretary, unit)));

    internal OpeningService.OpeningServiceClient OpeningsOf(string unit) => new(
        World.As("accounting", Callers.Of(unit[0] is 'V' ? Role.VillageAccountant : Role.CountyOffice, unit)));

    internal Task<(HttpStatusCode Status, string Verdict)> DeliverAsync(string topic, IMessage message)
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        return World.DeliverAsync("accounting", topic, id, "test", message, Ending);
    }

    private static string Changed(string table, string old, string text) =>
        old.Length > 0 ? table.Replace(old, text, StringComparison.Ordinal) : table;

    internal Task RegisterAsync(string regions, string companies, string villages, string joinedOn) =>
        Register.ImportRegisterAsync(new ImportRegisterRequest
        {
            RequestId = NewKey(),
            RegionsTable = ByteString.CopyFromUtf8(regions),
            CompaniesTable = ByteString.CopyFromUtf8(companies),
            VillagesTable = ByteString.CopyFromUtf8(villages),
            JoinedOn = joinedOn,
        }).ResponseAsync;

    internal Task AppointAsync(ByteString table) => Posts.ImportPostsAsync(
        new ImportPostsRequest { RequestId = NewKey(), PostsTable = table, Since = Joining }).ResponseAsync;

    /// <summary>The posts of region R01; those of the county the gateway appoints itself.</summary>
    private async Task AppointSampleAsync()
    {
        await Eventually.HoldsAsync(
            async () => (await Posts.ListPostsAsync(
                new ListPostsRequest { Login = "county" }, cancellationToken: Ending)).Posts.Count > 0,
            AppointedWithin,
            "the county's posts are appointed",
            Ending);
        await AppointAsync(SampleFiles.Table("gateway/Identity/sample-users.csv", "R01"));
        await AppointAsync(ByteString.CopyFromUtf8(
            "login,name,role,unit,ends_on\nr01.clerk,样例采购员B,buyer,R01,2026-06-30\n"));
    }

    private async Task OpenBooksAsync()
    {
        await AppliedAsync(Topics.CompanyFounded, new CompanyFounded
        {
            Company = "C01",
            Name = "样例发饰强村有限公司",
            Region = "R01",
            AccountingDate = Joining,
        });
        foreach (var village in (string[])["V0101", "V0102", "V0103", "V0104"])
            await AppliedAsync(Topics.VillageJoined, Joined(village, "R01"));

        await AppliedAsync(Topics.VillageJoined, Joined("V0201", "R02"));
        await OpeningsOf("V0101").ImportOpeningAsync(new ImportOpeningRequest
        {
            RequestId = NewKey(),
            Book = "V0101",
            Table = Accounting.RegionBooks.Opening("V0101"),
            OpeningDate = "2026-01-01",
        });
        foreach (var village in (string[])["V0101", "V0101", "V0103"])
            await AppliedAsync(Topics.PrepaymentReceived, Prepaid(village, 100, "2026-03-05"));

        await ReviewAndCancelAsync();
        Drafts = await DraftDesk.SetUpAsync(World, NewKey);
        await PeriodRefusals.PrepareAsync(this);
        await AccountRefusals.PrepareAsync(this);
    }

    internal Task JoinAsync(string village, string region) => AppliedAsync(
        Topics.VillageJoined, Joined(village, region));

    private async Task ReviewAndCancelAsync()
    {
        var vouchers = VouchersOf("V0101");
        var all = await vouchers.ListVouchersAsync(new ListVouchersRequest { Book = "V0101" });
        (Opening, Reviewed, Cancelled) =
            (all.Vouchers[0].VoucherId, all.Vouchers[1].VoucherId, all.Vouchers[2].VoucherId);
        ReviewKey = NewKey();
        await vouchers.ReviewVoucherAsync(
            new ReviewVoucherRequest { RequestId = ReviewKey, Book = "V0101", VoucherId = Reviewed });
        var red = await vouchers.ReverseVoucherAsync(new ReverseVoucherRequest
        {
            RequestId = NewKey(),
            Book = "V0101",
            VoucherId = Cancelled,
            ReversedOn = "2026-03-06",
            Reason = "金额有误",
        });
        Red = red.Voucher.VoucherId;
        await AssetRefusals.SeedAsync(this);
    }

    internal async Task AppliedAsync(string topic, IMessage message)
    {
        var (status, verdict) = await DeliverAsync(topic, message);
        status.ShouldBe(HttpStatusCode.OK, verdict);
        verdict.ShouldContain("SUCCESS");
    }
}
