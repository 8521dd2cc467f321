using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Region.Accounting.Domain;
using Region.Kernel;

namespace Region.Accounting.Archives;

/// <summary>
/// The JSON of a package. Its layout is documented in services/verifier/README.md for programs that check it.
/// </summary>
internal static class PackedJson
{
    // Chinese stays readable; a package is a file of its own and never part of a page.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line of vouchers.jsonl.</summary>
    public static ReadOnlyMemory<byte> Line(Voucher voucher)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Plain))
            Write(json, voucher);

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    /// <summary>The balances of the year, an array of one object for each account detail.</summary>
    public static ReadOnlyMemory<byte> Balances(BookYear year) => Document(json =>
    {
        json.WriteStartArray();
        foreach (var line in year.Lines())
            Write(json, line);

        json.WriteEndArray();
    });

    /// <summary>The chart with the names of counterparties.</summary>
    public static ReadOnlyMemory<byte> Chart(ArchiveContents contents) => Document(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("accounts");
        foreach (var account in contents.Chart.Accounts)
        {
            json.WriteStartObject();
            json.WriteString("code", account.Code);
            json.WriteString("name", account.Name);
            json.WriteString("class", account.Class.ToString());
            json.WriteString("side", account.Side.ToString());
            json.WriteBoolean("leaf", contents.Chart.IsLeaf(account.Code));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("counterparties");
        foreach (var (code, name) in contents.Counterparties.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json.WriteString(code, name);

        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>The manifest; it is written last, when the hash of every other file is known.</summary>
    public static ReadOnlyMemory<byte> Manifest(
        ArchiveContents contents,
        DateTimeOffset madeAt,
        IReadOnlyDictionary<string, string> files) => Document(json =>
    {
        json.WriteStartObject();
        json.WriteString("format", "region-audit-1");
        json.WriteString("book", contents.Book.Code);
        json.WriteString("name", contents.Book.Registered.Name);
        json.WriteString("regime", contents.Regulation);
        json.WriteNumber("year", contents.Year.Year);
        json.WriteString("made_at", Vouchers.Instant.Write(madeAt.ToUnixTimeMilliseconds()));
        json.WriteNumber("first_sequence", contents.Span.First);
        json.WriteString("predecessor_hash", contents.Predecessor);
        json.WriteNumber("last_sequence", contents.Span.Last);
        json.WriteString("head", contents.Head);
        json.WriteStartArray("published");
        foreach (var closed in contents.Published)
        {
            json.WriteStartObject();
            json.WriteString("month", closed.Month);
            json.WriteNumber("vouchers", closed.Vouchers);
            json.WriteString("head", closed.Head);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("files");
        foreach (var (name, hash) in files)
            json.WriteString(name, hash);

        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static ReadOnlyMemory<byte> Document(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using (var json = new Utf8JsonWriter(buffer, Plain with { Indented = true }))
            write(json);

        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, Voucher voucher)
    {
        var content = voucher.Content;
        json.WriteStartObject();
        json.WriteNumber("layout", voucher.Layout);
        json.WriteNumber("sequence", voucher.Sequence);
        json.WriteString("id", voucher.Id.ToString("D"));
        json.WriteString("word", content.Word);
        json.WriteNumber("number", voucher.Number);
        json.WriteString("date", BusinessDate.Write(content.Date));
        json.WriteString("summary", content.Summary);
        json.WriteNumber("attachments", content.Attachments);
        json.WriteString("prepared_by", content.PreparedBy);
        json.WriteString("event_id", content.Origin.EventId);
        json.WriteString("topic", content.Origin.Topic);
        json.WriteString("rule", content.Origin.Rule);
        json.WriteNumber("rule_version", content.Origin.RuleVersion);
        json.WriteString("document", content.Origin.Document);
        json.WriteString("mirror_book", content.Origin.MirrorBook);
        json.WriteString("reverses", content.Reverses?.ToString("D") ?? "");
        json.WriteNumber("recorded_at", voucher.RecordedAt);
        json.WriteString("kind", content.Kind.ToString());
        json.WriteString("checked_by", content.CheckedBy);
        json.WriteString("cashier", content.Cashier);
        json.WriteString("posted_by", content.PostedBy);
        json.WriteString("corrects", content.Corrects?.ToString("D") ?? "");
        json.WriteStartArray("files");
        foreach (var file in content.Files)
            json.WriteStringValue(file);

        json.WriteEndArray();
        json.WriteStartArray("postings");
        foreach (var posting in content.Postings)
            Write(json, posting);

        json.WriteEndArray();
        json.WriteString("hash", voucher.Hash);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Posting posting)
    {
        json.WriteStartObject();
        json.WriteString("account", posting.Account);
        json.WriteString("counterparty", posting.Counterparty);
        json.WriteString("counterparty_name", posting.CounterpartyName);
        json.WriteString("project", posting.Project);
        json.WriteString("stock", posting.Stock);
        json.WriteNumber("quantity", posting.Quantity.Thousandths);
        json.WriteNumber("debit", posting.Debit.Fen);
        json.WriteNumber("credit", posting.Credit.Fen);
        json.WriteNumber("rule_line", posting.RuleLine);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, YearLine line)
    {
        json.WriteStartObject();
        json.WriteString("account", line.Key.Account);
        json.WriteString("counterparty", line.Key.Counterparty);
        json.WriteString("project", line.Key.Project);
        json.WriteString("stock", line.Key.Stock);
        json.WriteNumber("opening", line.Opening.Fen);
        json.WriteNumber("debit", line.Moved.Debit.Fen);
        json.WriteNumber("credit", line.Moved.Credit.Fen);
        json.WriteNumber("closing", line.Closing.Fen);
        json.WriteNumber("opening_quantity", line.OpeningQuantity);
        json.WriteNumber("debit_quantity", line.Moved.DebitQuantity);
        json.WriteNumber("credit_quantity", line.Moved.CreditQuantity);
        json.WriteNumber("closing_quantity", line.ClosingQuantity);
        json.WriteEndObject();
    }
}
