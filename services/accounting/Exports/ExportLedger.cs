using System.Text;
using Google.Api;
using Google.Protobuf;
using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Contracts.Accounting.V1;
using Region.Platform.Storage;

namespace Region.Accounting.Exports;

/// <summary>
/// Streams a whole book in hledger's syntax, page by page. Vouchers never change, so what the chain held at the start
/// is one consistent book without a transaction that stays open.
/// </summary>
internal static class ExportLedger
{
    /// <summary>The largest part of the stream.</summary>
    public const int PartBytes = 64 * 1024;

    private const int PageSize = 200;
    private const string ContentType = "text/plain; charset=utf-8";

    public static async Task WriteAsync(
        OpenBook book,
        IServerStreamWriter<ExportLedgerResponse> stream,
        CancellationToken cancellationToken)
    {
        var parts = new Parts(stream);
        Chain end;
        LedgerText ledger;
        IReadOnlyList<(string Account, string Counterparty)> details;
        await using (var session = await book.Store.ReadAsync(cancellationToken))
        {
            end = (await VouchersStore.StateAsync(session, cancellationToken)).Chain;
            ledger = new LedgerText(
                await ChartStore.LoadAsync(session, cancellationToken),
                await ChartStore.CounterpartiesAsync(session, cancellationToken));
            details = await BalancesStore.DetailsAsync(session, cancellationToken);
        }

        await parts.AddAsync(ledger.Head(book.Code, book.Registered.Name, details), cancellationToken);
        long after = 0;
        while (after < end.Count)
        {
            var views = await PageAsync(book.Store, after, cancellationToken);
            foreach (var voucher in views.Select(view => view.Voucher).Where(voucher => voucher.Sequence <= end.Count))
                await parts.AddAsync(ledger.Transaction(voucher), cancellationToken);

            after = views[^1].Voucher.Sequence;
        }

        await parts.AddAsync(LedgerText.Foot(end), cancellationToken);
        await parts.EndAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<VoucherView>> PageAsync(
        Database store,
        long after,
        CancellationToken cancellationToken)
    {
        await using var session = await store.ReadAsync(cancellationToken);
        return await VoucherPagesStore.PageAsync(session, new VoucherPage(after, "", PageSize), cancellationToken);
    }

    /// <summary>Collects text and sends it in parts that end between lines.</summary>
    private sealed class Parts(IServerStreamWriter<ExportLedgerResponse> stream)
    {
        private readonly StringBuilder _text = new();
        private int _bytes;

        public async Task AddAsync(string text, CancellationToken cancellationToken)
        {
            foreach (var line in Lines(text))
            {
                var bytes = Encoding.UTF8.GetByteCount(line);
                if (_bytes + bytes > PartBytes)
                    await EndAsync(cancellationToken);

                _text.Append(line);
                _bytes += bytes;
            }
        }

        public async Task EndAsync(CancellationToken cancellationToken)
        {
            if (_bytes is 0)
                return;

            var part = new HttpBody { ContentType = ContentType, Data = ByteString.CopyFromUtf8(_text.ToString()) };
            await stream.WriteAsync(new ExportLedgerResponse { Part = part }, cancellationToken);
            _text.Clear();
            _bytes = 0;
        }

        private static IEnumerable<string> Lines(string text)
        {
            var start = 0;
            while (start < text.Length)
            {
                var end = text.IndexOf('\n', start) is var found and >= 0 ? found + 1 : text.Length;
                yield return text[start..end];
                start = end;
            }
        }
    }
}
