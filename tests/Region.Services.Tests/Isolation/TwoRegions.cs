using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Region.Accounting;
using Region.Contracts;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Procurement.V1;
using Region.Contracts.Villages.V1;
using Region.Gateway;
using Region.Platform.Identity;
using Region.Platform.Storage;
using Region.Procurement;
using Region.Testing;
using Region.Villages;

namespace Region.Services.Tests.Isolation;

/// <summary>
/// All services and the gateway with two regions whose ids really exist: registered, in three rounds each, with opened
/// books and vouchers from events, and with a dead letter.
/// </summary>
public sealed class TwoRegions : IAsyncLifetime
{
    private const string Sample = "services/apphost/Sample";
    private const string Joined = "2025-12-31";

    private static readonly string[] Regions = ["R01", "R02"];

    private readonly Dictionary<string, string> _vouchers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _objections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Desk> _desks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _matches = new(StringComparer.Ordinal);

    internal ServiceWorld World { get; private set; } = null!;

    /// <summary>The rounds of both regions.</summary>
    internal IReadOnlyList<RoundIds> Rounds { get; private set; } = [];

    /// <summary>An event that accounting could not apply.</summary>
    internal string DeadLetter { get; } = "01900000-0000-7000-8000-00000000dead";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        World = await ServiceWorld.StartAsync(
            StoreKind.Sqlite,
            Cancelled,
            ("villages", VillagesService.Build),
            ("procurement", ProcurementService.Build),
            ("accounting", AccountingService.Build),
            (Slice.Gateway, BuildGateway));
        await RegisterAsync();
        var rounds = new List<RoundIds>();
        foreach (var region in Regions)
        {
            await OpenBooksAsync(region);
            var driver = new RoundDriver(World, region, Cancelled);
            foreach (var stage in Enum.GetValues<Stage>())
                rounds.Add(await driver.DriveAsync(stage));
        }

        Rounds = rounds;
        await ImportOpeningsAsync();
        foreach (var round in Rounds)
            await PostAsync(round);

        await FindVouchersAsync();
        foreach (var book in (string[])["V0101", "V0102", "V0201"])
            _objections[book] = await ObjectAsync(book);

        await DeliverAsync(Topics.PrepaymentReceived, DeadLetter, new PrepaymentReceived { Region = "R02" });
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    /// <summary>What exists around a village, or around a company where no village is named.</summary>
    internal Ids IdsOf(string region, Stage stage, string unit)
    {
        var round = Rounds.Single(candidate => candidate.Region == region && candidate.Stage == stage);
        var company = $"C{region[1..]}";
        var village = unit.StartsWith('V') ? unit : $"V{region[1..]}01";
        var book = unit.StartsWith('V') ? unit : company;
        return new Ids(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["region"] = region,
            ["village"] = village,
            ["book"] = book,
            ["unit"] = village,
            ["issuer"] = company,
            ["table"] = village,
            ["round_id"] = round.Round,
            ["prepayment_id"] = round.Prepayment,
            ["quote_id"] = round.Quote,
            ["delivery_id"] = round.Delivery,
            ["corrects_delivery_id"] = round.Delivery,
            ["voucher_id"] = _vouchers[book],
            ["draft_id"] = _desks[book].Draft,
            ["template_id"] = _desks[book].Template,
            ["file_hash"] = _desks[book].File,
            ["asset"] = _desks[book].Asset,
            ["handover_id"] = _desks[book].Handover,
            ["match_id"] = _matches[book],
            ["event_id"] = DeadLetter,
            ["objection_id"] = _objections.GetValueOrDefault(book, ""),
            ["account"] = book.StartsWith('V') ? "102" : "1002",
            ["page_token"] = "",
        });
    }

    /// <summary>The token of a post in a unit, or of a service.</summary>
    internal string TokenOf(Role role, string unit) => role is Role.Service
        ? World.Services("procurement").GetRequiredService<ServiceTokens>().Current()
        : World.Token(Callers.Of(role, unit));

    internal Task<Answer> CallAsync(Verb verb, IMessage request, string? token) =>
        Answer.OfAsync(World.Anonymous(verb.Host), verb, request, token, Cancelled);

    // The world's own stand-in mints tokens under the gateway's name; the real one shares its keys on ports of its own.
    internal static WebApplication BuildGateway(string[] args)
    {
        var prefix = $"--Region:Services:{Slice.Gateway}:";
        var own = args.Where(arg => arg.StartsWith(prefix, StringComparison.Ordinal))
            .Select(arg => arg.Replace(prefix, "--Region:Services:gateway:", StringComparison.Ordinal));
        return GatewayApp.Build([.. args, .. own, "--Region:Sample=true", .. Slice.Unlimited]);
    }

    private async Task RegisterAsync()
    {
        var county = World.As("villages", Callers.Of(Role.CountyOffice, "COUNTY"));
        await new RegisterService.RegisterServiceClient(county).ImportRegisterAsync(
            new ImportRegisterRequest
            {
                RequestId = "seed-register",
                RegionsTable = SampleFiles.Table($"{Sample}/regions.csv", Regions),
                CompaniesTable = SampleFiles.Table($"{Sample}/companies.csv", Regions),
                VillagesTable = SampleFiles.Table($"{Sample}/villages.csv", Regions),
                JoinedOn = Joined,
            },
            cancellationToken: Cancelled);
        await new PostService.PostServiceClient(county).ImportPostsAsync(
            new ImportPostsRequest
            {
                RequestId = "seed-posts",
                PostsTable = SampleFiles.Table("gateway/Identity/sample-users.csv", Regions),
                Since = Joined,
            },
            cancellationToken: Cancelled);
    }

    private async Task OpenBooksAsync(string region)
    {
        var register = new RegisterService.RegisterServiceClient(
            World.As("villages", Callers.Of(Role.Secretary, region)));
        var found = await register.GetRegionAsync(
            new GetRegionRequest { Region = region }, cancellationToken: Cancelled);
        await DeliverAsync(Topics.CompanyFounded, NewId(), new CompanyFounded
        {
            Company = found.Company.Company_,
            Name = found.Company.Name,
            Region = region,
            AccountingDate = Joined,
            RegisteredCapitalFen = found.Company.RegisteredCapitalFen,
            CreditCode = found.Company.CreditCode,
        });
        foreach (var village in found.Villages)
        {
            await DeliverAsync(Topics.VillageJoined, NewId(), new VillageJoined
            {
                Village = village.Village_,
                Name = village.Name,
                Region = region,
                Company = found.Company.Company_,
                AccountingDate = Joined,
                ContributionFen = village.ContributionFen,
                CreditCode = village.CreditCode,
            });
        }
    }

    private async Task ImportOpeningsAsync() =>
        await new OpeningService.OpeningServiceClient(
            World.As("accounting", Callers.Of(Role.CountyOffice, "COUNTY"))).ImportOpeningsAsync(
            new ImportOpeningsRequest
            {
                RequestId = "seed-openings",
                Table = SampleFiles.Table($"{Sample}/opening.csv", Regions),
                OpeningDate = "2026-01-01",
            },
            cancellationToken: Cancelled);

    private async Task PostAsync(RoundIds round)
    {
        foreach (var number in (string[])["01", "02"])
        {
            await DeliverAsync(Topics.PrepaymentReceived, NewId(), new PrepaymentReceived
            {
                Region = round.Region,
                Company = $"C{round.Region[1..]}",
                RoundId = round.Round,
                RoundTitle = $"{round.Region}批次",
                Village = $"V{round.Region[1..]}{number}",
                VillageName = $"{round.Region}的村{number}",
                PrepaymentId = round.Prepayment,
                AmountFen = 100_000,
                AccountingDate = "2026-03-05",
            });
        }
    }

    private async Task FindVouchersAsync()
    {
        var vouchers = new VoucherService.VoucherServiceClient(
            World.As("accounting", Callers.Of(Role.Auditor, "COUNTY")));
        foreach (var book in (string[])["V0101", "V0102", "C01", "V0201", "V0202", "C02"])
        {
            var page = await vouchers.ListVouchersAsync(
                new ListVouchersRequest { Book = book }, cancellationToken: Cancelled);
            _vouchers[book] = page.Vouchers[^1].VoucherId;
            _desks[book] = await Desk.SetUpAsync(World, book, Cancelled);
            await MatchAsync(book);
        }
    }

    // One row of a statement in each book, so that there is something to list and to take back.
    private async Task MatchAsync(string book)
    {
        var bank = new BankService.BankServiceClient(Desk.Accountant(World, book));
        await bank.ImportStatementAsync(
            new ImportStatementRequest
            {
                RequestId = $"seed-statement-{book}",
                Book = book,
                Table = ByteString.CopyFromUtf8("日期,收入,余额\n2026-03-05,5.00,5.00\n"),
            },
            cancellationToken: Cancelled);
        var lines = await bank.ListStatementLinesAsync(
            new ListStatementLinesRequest { Book = book }, cancellationToken: Cancelled);
        var match = await bank.MatchLinesAsync(
            new MatchLinesRequest
            {
                RequestId = $"seed-match-{book}",
                Book = book,
                StatementLineIds = { lines.Lines[0].StatementLineId },
                ClearsStart = true,
                Reason = "隔离检查用",
            },
            cancellationToken: Cancelled);
        _matches[book] = match.MatchId;
    }

    // January is closed and disclosed, and somebody objects.
    private async Task<string> ObjectAsync(string book)
    {
        var compartments = World.Services("accounting").GetRequiredService<Compartments>();
        await using (var work = await (await compartments.FindAsync(book, Cancelled))!.BeginAsync("seed", Cancelled))
        {
            await work.ExecuteAsync(
                """
                INSERT INTO period_acts (act, month, closed_through, login, name, reason, vouchers, head, acted_at)
                VALUES ('Close', '2026-01', '2026-01', 'seed', 'seed', '', 0, '', 0)
                """,
                null,
                Cancelled);
            await work.CommitAsync(Cancelled);
        }

        await DeliverAsync(
            Topics.MonthClosed,
            NewId(),
            new MonthClosed { Book = book, Month = "2026-01", AccountingDate = "2026-01-31" });
        var recorded = await new DisclosureService.DisclosureServiceClient(
            World.As("accounting", Callers.Of(Role.VillageHead, book))).RecordObjectionAsync(
            new RecordObjectionRequest
            {
                RequestId = "seed-objection",
                Book = book,
                Period = "2026-01",
                Text = $"{book}的异议",
                RaisedBy = "村民甲",
            },
            cancellationToken: Cancelled);
        return recorded.Objection.ObjectionId;
    }

    private async Task DeliverAsync(string topic, string id, IMessage message)
    {
        var (status, verdict) = await World.DeliverAsync("accounting", topic, id, "test", message, Cancelled);
        if ((int)status is not 200)
            throw new InvalidOperationException($"{topic}: {status} {verdict}");
    }

    private static string NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
}

/// <summary>One world for all tests of isolation: none changes what another looks at.</summary>
[CollectionDefinition]
public sealed class SharedRegions : ICollectionFixture<TwoRegions>;
