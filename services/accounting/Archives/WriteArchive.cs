using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Region.Accounting.Domain;

namespace Region.Accounting.Archives;

/// <summary>Writes an audit package, file after file, and the manifest with their hashes at the end.</summary>
internal sealed class WriteArchive
{
    private readonly ArchiveContents _contents;
    private readonly ZipArchive _zip;
    private readonly SortedDictionary<string, string> _hashes = new(StringComparer.Ordinal);

    private WriteArchive(ArchiveContents contents, ZipArchive zip)
    {
        _contents = contents;
        _zip = zip;
    }

    public static async Task WriteAsync(
        ArchiveContents contents,
        Stream output,
        DateTimeOffset madeAt,
        CancellationToken cancellationToken)
    {
        await using var zip = await ZipArchive.CreateAsync(
            output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: Encoding.UTF8, cancellationToken);
        var archive = new WriteArchive(contents, zip);
        await archive.WriteAsync(madeAt, cancellationToken);
    }

    private async Task WriteAsync(DateTimeOffset madeAt, CancellationToken cancellationToken)
    {
        await AddAsync("vouchers.jsonl", WriteVouchersAsync, cancellationToken);
        await AddAsync("balances.json", PackedJson.Balances(_contents.Year), cancellationToken);
        await AddAsync("chart.json", PackedJson.Chart(_contents), cancellationToken);
        var statements = StatementJson.Write(_contents.Statements.Select(sheets => sheets[0]));
        await AddAsync("statements.json", statements, cancellationToken);
        await AddAsync("attachments.json", WriteAttachmentsAsync, cancellationToken);
        await AddAsync("gbt24589.json", WriteExchangeJsonAsync, cancellationToken);
        await AddAsync("gbt24589.xml", WriteExchangeXmlAsync, cancellationToken);
        await WriteSheetsAsync(cancellationToken);
        await AddAsync("ledger.journal", WriteLedgerAsync, cancellationToken);
        await AddAsync("说明.txt", Encoding.UTF8.GetBytes(ReadMe()), cancellationToken);

        var files = new SortedDictionary<string, string>(_hashes, StringComparer.Ordinal);
        await AddAsync("manifest.json", PackedJson.Manifest(_contents, madeAt, files), cancellationToken);
    }

    private async Task AddAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        await AddAsync(name, async (file, token) => await file.WriteAsync(content, token), cancellationToken);

    private async Task AddAsync(
        string name,
        Func<Stream, CancellationToken, Task> write,
        CancellationToken cancellationToken)
    {
        var entry = _zip.CreateEntry(name, CompressionLevel.Fastest);
        using var hash = SHA256.Create();
        await using (var file = await entry.OpenAsync(cancellationToken))
        await using (var hashed = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true))
        {
            await write(hashed, cancellationToken);
            await hashed.FlushFinalBlockAsync(cancellationToken);
        }

        _hashes[name] = Convert.ToHexStringLower(hash.Hash!);
    }

    private async Task WriteVouchersAsync(Stream file, CancellationToken cancellationToken)
    {
        await foreach (var voucher in _contents.VouchersAsync(cancellationToken))
            await file.WriteAsync(PackedJson.Line(voucher), cancellationToken);
    }

    private async Task WriteExchangeJsonAsync(Stream file, CancellationToken cancellationToken)
    {
        await using var json = new ExchangeJson(file);
        await new ArchiveRows(_contents).WriteAsync(json, cancellationToken);
    }

    private async Task WriteExchangeXmlAsync(Stream file, CancellationToken cancellationToken)
    {
        await using var xml = await ExchangeXml.OpenAsync(file);
        await new ArchiveRows(_contents).WriteAsync(xml, cancellationToken);
    }

    private async Task WriteSheetsAsync(CancellationToken cancellationToken)
    {
        var rows = new ArchiveRows(_contents);
        await using var sheets = new ExchangeSheets(
            async (name, file) => await AddAsync(name, file, cancellationToken));
        await rows.WriteAsync(sheets, cancellationToken);
        foreach (var statement in _contents.Statements)
            await sheets.WriteAsync(statement[0].Form.Title, rows.Sheet(statement));
    }

    private async Task WriteAttachmentsAsync(Stream file, CancellationToken cancellationToken)
    {
        await using var json = new AttachmentJson(file, _contents.Files);
        await foreach (var voucher in _contents.VouchersAsync(cancellationToken))
        {
            if (_contents.IsOfYear(voucher))
                await json.AddAsync(voucher);
        }
    }

    private async Task WriteLedgerAsync(Stream file, CancellationToken cancellationToken)
    {
        var ledger = new LedgerText(_contents.Chart, _contents.Counterparties);
        var registered = _contents.Book.Registered;
        var head = ledger.Head(registered.Book, registered.Name, _contents.Details);
        await file.WriteAsync(Encoding.UTF8.GetBytes(head), cancellationToken);
        var opening = await _contents.OpeningAsync(cancellationToken);
        if (opening.Count > 0)
        {
            var begun = ledger.Opening(_contents.Year.Year, opening);
            await file.WriteAsync(Encoding.UTF8.GetBytes(begun), cancellationToken);
        }

        await foreach (var voucher in _contents.VouchersAsync(cancellationToken))
        {
            if (_contents.IsOfYear(voucher))
                await file.WriteAsync(Encoding.UTF8.GetBytes(ledger.Transaction(voucher)), cancellationToken);
        }
    }

    private string ReadMe() =>
        $"""
        {_contents.Book.Registered.Name}（{_contents.Book.Code}）{_contents.Year.Year} 年度审计资料包
        会计制度：{_contents.Regulation}
        vouchers.jsonl　凭证，一行一张，按入账顺序，含每张的指纹；夹在中间的其他年度凭证也在内，链才能连上
        balances.json　年初余额、本年发生额、年末余额（分，借方为正；数量为千分之一单位）
        chart.json　会计科目和往来单位名称
        statements.json　12 月的财务报表，含各行的取数公式，可由凭证和余额重新计算
        attachments.json　凭证附件清单，含每个文件的指纹（SHA-256）；文件本身留在账套里
        gbt24589.json、gbt24589.xml　参照 GB/T 24589.1 的七张表，另有凭证附件和财务报表，未经认证
        csv、xlsx　同样的各表，另有成张的财务报表（12 月）；一表超过五万行的分为几个文件
        ledger.journal　hledger / ledger-cli 可直接读取
        manifest.json　清单：各文件的 SHA-256、凭证链的起止、结账时公布的链头
        核对：region-verifier 本文件.zip --head 公布的链头 --count 公布时的凭证张数 --previous 上年的资料包.zip
        csv、xlsx 是供阅读的副本，只核对指纹；内容以 json 为准

        """;
}
