using System.Reflection;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Region.Accounting;
using Region.Accounting.Accounts;
using Region.Accounting.Drafts;
using Region.Accounting.Periods;
using Region.Accounting.Vouchers;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Platform.Access;
using Region.Platform.Identity;
using Region.Platform.Operations;
using Region.Platform.Refusals;
using Region.Platform.Storage;
using Region.Services.Tests.Accounting;
using Region.Services.Tests.Model;
using Region.Testing;
using static System.FormattableString;

namespace Region.Services.Tests.Desk;

/// <summary>
/// The accounting service on the books of one script, called where its façades and handlers are, behind the access
/// rules of the contracts and without ports.
/// </summary>
internal sealed class DeskWorld : IAsyncDisposable
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    /// <summary>What commands name; by another name, or a month, they are other commands.</summary>
    private static readonly string[] Named = ["draft_id", "voucher_id", "account", "item_code", "reason"];

    private readonly Dictionary<string, Door> _doors = new(StringComparer.Ordinal);
    private readonly List<(IMessage Request, Caller Caller, byte[] Answer)> _accepted = [];
    private readonly IServiceProvider _services;
    private readonly Func<ValueTask> _dispose;
    private int _keys;

    private DeskWorld(IServiceProvider services, Func<ValueTask> dispose)
    {
        (_services, _dispose) = (services, dispose);
        Events = new BookEvents(services);
        Open<DraftFacade>(DraftService.Descriptor);
        Open<VoucherFacade>(VoucherService.Descriptor);
        Open<PeriodFacade>(PeriodService.Descriptor);
        Open<AccountFacade>(AccountService.Descriptor);
    }

    internal BookEvents Events { get; }

    internal IEnumerable<ICheck> Checks => _services.GetServices<ICheck>();

    /// <summary>The books in files: a copy of the template's.</summary>
    internal static DeskWorld OnFiles(BooksTemplate template)
    {
        var folder = template.Copy();
        var app = AccountingService.Build(
            [$"--Region:Data={folder}", "--Region:Telemetry=off", "--Logging:LogLevel:Default=None"]);
        return new DeskWorld(app.Services, async () =>
        {
            await app.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        });
    }

    /// <summary>The books in a PostgreSQL database of their own.</summary>
    internal static async Task<DeskWorld> OnPostgresAsync()
    {
        var world = await ServiceWorld.StartAsync(
            StoreKind.Postgres, Cancelled, (AccountingWorlds.ServiceName, AccountingService.Build));
        await BooksTemplate.OpenAsync(world, Cancelled);
        await OpenBalancesAsync(world);
        return new DeskWorld(world.Services(AccountingWorlds.ServiceName), world.DisposeAsync);
    }

    /// <summary>What the two books open with.</summary>
    internal static async Task OpenBalancesAsync(ServiceWorld world)
    {
        foreach (var book in new DeskModel().Books.Values)
        {
            var table = new StringBuilder("账套,科目编码,往来单位,往来单位名称,借方,贷方\n");
            foreach (var line in book.Vouchers[0].Lines)
                table.Append(Invariant($"{book.Code},{line.Account},,,{line.Debit / 100m},{line.Credit / 100m}\n"));

            var caller = CallerOf(book.Code, DeskPerson.Of(0));
            await new OpeningService.OpeningServiceClient(world.As(AccountingWorlds.ServiceName, caller))
                .ImportOpeningAsync(
                    new ImportOpeningRequest
                    {
                        RequestId = $"opening-{book.Code}",
                        Book = book.Code,
                        Table = ByteString.CopyFromUtf8(table.ToString()),
                        OpeningDate = EventMessages.Date(book.OpenedOn),
                    },
                    cancellationToken: Cancelled);
        }
    }

    internal async Task<Session> ReadAsync(string book)
    {
        var store = await _services.GetRequiredService<Compartments>().FindAsync(book, Cancelled);
        return await store!.ReadAsync(Cancelled);
    }

    /// <summary>Somebody sends a command about a book; answers its verdict.</summary>
    internal async Task<string> SendAsync(IMessage request, string book, DeskPerson person, Func<IMessage, string> say)
    {
        Set(request, "book", book);
        var isWrite = Set(request, "request_id", Invariant($"request-{_keys++:0000}"));
        var caller = CallerOf(book, person);
        var said = "";
        var verdict = await Scripts.VerdictAsync(async () =>
        {
            var answer = await CallAsync(request, caller);
            said = say(answer);
            if (isWrite)
                _accepted.Add((request, caller, answer.ToByteArray()));
        });
        return verdict is BooksModel.Ok ? said : verdict;
    }

    internal async Task<string> RepeatAsync(int number, bool changed)
    {
        var (request, caller, answer) = _accepted[number];
        byte[] again = [];
        var verdict = await Scripts.VerdictAsync(async () =>
            again = (await CallAsync(changed ? Changed(request) : request, caller)).ToByteArray());
        return verdict is BooksModel.Ok && again.SequenceEqual(answer) ? BooksWorld.SameAnswer : verdict;
    }

    public ValueTask DisposeAsync() => _dispose();

    internal static DraftContent Content(DeskContent content) => new()
    {
        Word = content.Word,
        AccountingDate = EventMessages.Date(content.Date),
        Summary = content.Summary,
        Attachments = content.Attachments,
        NoAttachmentsReason = content.NoAttachments,
        NegativeCashReason = content.CashReason,
        CorrectsVoucherId = content.Corrects?.Id ?? "",
        Postings =
        {
            content.Lines.Select(line => new Posting
            {
                Account = line.Account,
                Counterparty = line.Counterparty,
                DebitFen = line.Debit,
                CreditFen = line.Credit,
            }),
        },
    };

    private static Caller CallerOf(string book, DeskPerson person)
    {
        if (person.Post is DeskPost.Stranger)
            return Callers.Of(Role.VillageAccountant, DeskModel.Neighbour, person.Login);

        var ofCompany = book is BooksModel.Company;
        var role = person.Post switch
        {
            DeskPost.Accountant => ofCompany ? Role.CompanyAccountant : Role.VillageAccountant,
            DeskPost.Head => ofCompany ? Role.Manager : Role.VillageHead,
            DeskPost.Cashier => Role.Cashier,
            _ => ofCompany ? Role.Buyer : Role.Supervisor,
        };
        return Callers.Of(role, ofCompany ? "R01" : book, person.Login);
    }

    /// <summary>The same command about something else.</summary>
    private static IMessage Changed(IMessage request)
    {
        var other = request.Descriptor.Parser.ParseFrom(request.ToByteArray());
        if (other is CreateDraftRequest draft)
            draft.Content.Summary += "。";
        else if (other is CloseYearRequest year)
            year.Plan.Meeting += "。";
        else if (!Named.Any(name => Set(other, name, "another")))
            Set(other, "month", "2030-01");

        return other;
    }

    private static bool Set(IMessage request, string name, string value)
    {
        var field = request.Descriptor.FindFieldByName(name);
        field?.Accessor.SetValue(request, value);
        return field is not null;
    }

    private void Open<TFacade>(Google.Protobuf.Reflection.ServiceDescriptor service)
        where TFacade : class
    {
        var facade = ActivatorUtilities.CreateInstance<TFacade>(_services);
        var rules = _services.GetRequiredService<AccessRules>();
        foreach (var method in service.Methods)
        {
            _doors[method.InputType.Name] = new Door(
                facade,
                typeof(TFacade).GetMethod(method.Name, BindingFlags.Public | BindingFlags.Instance)!,
                rules.Find($"/{service.FullName}/{method.Name}")!);
        }
    }

    private async Task<IMessage> CallAsync(IMessage request, Caller caller)
    {
        var (facade, method, access) = _doors[request.Descriptor.Name];
        if (access.ScopesOf(caller.Role) is null)
            throw StatusDetails.Exception(StatusCode.PermissionDenied, "PERMISSION_DENIED", "region", "无权办理。");

        new Admitted(access, caller).Require(request);
        var call = (Task)method.Invoke(
            facade, BindingFlags.DoNotWrapExceptions, null, [request, new ModelCall(caller)], null)!;
        await call;
        return (IMessage)call.GetType().GetProperty("Result")!.GetValue(call)!;
    }

    private sealed record Door(object Facade, MethodInfo Method, MethodAccess Access);
}
