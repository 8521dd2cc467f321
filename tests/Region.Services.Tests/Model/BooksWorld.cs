using System.Text;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Region.Accounting;
using Region.Accounting.Books;
using Region.Accounting.Openings;
using Region.Accounting.Vouchers;
using Region.Contracts;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Platform.Events;
using Region.Platform.Identity;
using Region.Platform.Operations;
using Region.Platform.Storage;
using Region.Testing;
using static System.FormattableString;

namespace Region.Services.Tests.Model;

/// <summary>
/// The accounting service on a copy of a small region's books, called where its façades and handlers are, without
/// ports.
/// </summary>
internal sealed class BooksWorld : IAsyncDisposable
{
    internal const string SameAnswer = "the same answer";

    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    private readonly List<(IMessage Request, Caller Caller, byte[] Answer)> _accepted = [];
    private readonly string _folder;
    private readonly WebApplication _app;
    private readonly VoucherFacade _vouchers;
    private readonly OpeningFacade _openings;
    private readonly BookEvents _events;
    private int _keys;

    internal BooksWorld(BooksTemplate template)
    {
        _folder = template.Copy();
        _app = AccountingService.Build(
            [$"--Region:Data={_folder}", "--Region:Telemetry=off", "--Logging:LogLevel:Default=None"]);
        _vouchers = ActivatorUtilities.CreateInstance<VoucherFacade>(_app.Services);
        _openings = ActivatorUtilities.CreateInstance<OpeningFacade>(_app.Services);
        _events = new BookEvents(_app.Services);
    }

    internal IEnumerable<ICheck> Checks => _app.Services.GetServices<ICheck>();

    internal async Task<Session> ReadAsync(string book)
    {
        var store = await Part<Compartments>().FindAsync(book, Cancelled);
        return await store!.ReadAsync(Cancelled);
    }

    internal async Task<string> JoinAsync()
    {
        var header = new EventHeader("join", Topics.VillageJoined, "villages", BooksModel.LateVillage);
        return BookEvents.Say(await Part<OpenVillageBook>().HandleAsync(
            header, BooksTemplate.Joined(BooksModel.LateVillage, "R01"), Cancelled));
    }

    internal Task<string> DeliverAsync(ModelEvent[] batch) => _events.DeliverAsync(batch);

    internal Task<string> TellAsync(ModelTold told) => _events.TellAsync(new VoucherReversed
    {
        Book = told.Book,
        VoucherId = told.Voucher.Id,
        SourceEventId = told.Voucher.EventId,
        MirrorBook = told.Voucher.Mirror,
        AccountingDate = EventMessages.Date(told.On),
        Reason = "金额有误",
    }, told.Id);

    internal Task<string> OpenAsync(Opening opening)
    {
        var fen = opening.Fault is OpeningFault.Empty ? 0 : opening.Fen;
        var bank = opening.Fault is OpeningFault.UnknownAccount ? "999" : opening.Bank;
        var book = opening.Fault is OpeningFault.Foreign ? BooksModel.Stranger : opening.Code;
        var credit = opening.Fault is OpeningFault.Unbalanced ? fen + 1 : fen;
        var sign = opening.Fault is OpeningFault.Negative ? "-" : "";
        var table =
            $"账套,科目编码,往来单位,往来单位名称,借方,贷方\n{book},{bank},,,{sign}{Yuan(fen)},\n"
            + $"{book},{opening.Equity},,,,{Yuan(credit)}\n";
        return CommandAsync(
            new ImportOpeningRequest
            {
                RequestId = NewKey(),
                Book = opening.Code,
                Table = ByteString.CopyFrom(table, Encoding.UTF8),
                OpeningDate = EventMessages.Date(opening.Date),
            },
            Keeper(opening.Code, opening.By));
    }

    internal Task<string> ReverseAsync(string book, ModelVoucher? voucher, DateOnly? on, string reason, string by) =>
        CommandAsync(
            new ReverseVoucherRequest
            {
                RequestId = NewKey(),
                Book = book,
                VoucherId = voucher?.Id ?? "none",
                ReversedOn = EventMessages.Date(on),
                Reason = reason,
            },
            Keeper(book, by));

    internal Task<string> ReviewAsync(string book, ModelVoucher? voucher, string by) => CommandAsync(
        new ReviewVoucherRequest { RequestId = NewKey(), Book = book, VoucherId = voucher?.Id ?? "none" },
        Keeper(book, by));

    internal Task<string> LookAsync(string book, string reason) => Scripts.VerdictAsync(() =>
        _vouchers.LookIntoVouchers(
            new LookIntoVouchersRequest { Region = "R01", Book = book, Reason = reason, PageSize = 1 },
            new ModelCall(Callers.Of(Role.Secretary, "R01"))));

    internal async Task<string> SendAgainAsync(int number, bool changed)
    {
        var (request, caller, answer) = _accepted[number];
        byte[] again = [];
        var verdict = await Scripts.VerdictAsync(async () =>
            again = (await CallAsync(changed ? Changed(request) : request, new ModelCall(caller))).ToByteArray());
        return verdict is BooksModel.Ok && again.SequenceEqual(answer) ? SameAnswer : verdict;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static Caller Keeper(string book, string login) => book is BooksModel.Company
        ? Callers.Of(Role.CompanyAccountant, "R01", login)
        : Callers.Of(Role.VillageAccountant, book, login);

    private static string Yuan(long fen) => Invariant($"{fen / 100}.{fen % 100:00}");

    private static IMessage Changed(IMessage request) => request switch
    {
        ImportOpeningRequest opening => new ImportOpeningRequest(opening)
        {
            Table = ByteString.CopyFrom([.. opening.Table, (byte)'\n']),
        },
        ReverseVoucherRequest reversal => new ReverseVoucherRequest(reversal) { Reason = reversal.Reason + "。" },
        ReviewVoucherRequest review => new ReviewVoucherRequest(review) { VoucherId = "another" },
        _ => throw new ArgumentException($"How does another {request.Descriptor.Name} look?", nameof(request)),
    };

    private async Task<IMessage> CallAsync(IMessage request, ModelCall call) => request switch
    {
        ImportOpeningRequest opening => await _openings.ImportOpening(opening, call),
        ReverseVoucherRequest reversal => await _vouchers.ReverseVoucher(reversal, call),
        ReviewVoucherRequest review => await _vouchers.ReviewVoucher(review, call),
        _ => throw new ArgumentException($"Who answers a {request.Descriptor.Name}?", nameof(request)),
    };

    private Task<string> CommandAsync(IMessage request, Caller caller) => Scripts.VerdictAsync(async () =>
    {
        var answer = await CallAsync(request, new ModelCall(caller));
        _accepted.Add((request, caller, answer.ToByteArray()));
    });

    private T Part<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    private string NewKey() => Invariant($"request-{_keys++:0000}");
}
