using System.Text.Encodings.Web;
using System.Text.Json;
using Region.Accounting.Domain;

namespace Region.Accounting.Archives;

/// <summary>
/// The statements of December with the formulas that they were computed by, so that another program can compute them
/// again from vouchers and balances. Its layout is documented in services/verifier/README.md.
/// </summary>
internal static class StatementJson
{
    public static ReadOnlyMemory<byte> Write(IEnumerable<StatementSheet> sheets)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(
            buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true }))
        {
            json.WriteStartArray();
            foreach (var sheet in sheets)
                Write(json, sheet);

            json.WriteEndArray();
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, StatementSheet sheet)
    {
        var form = sheet.Form;
        json.WriteStartObject();
        json.WriteString("statement", form.Statement);
        json.WriteString("title", form.Title);
        json.WriteNumber("version", form.Version);
        Write(json, form.Flow);
        json.WriteStartArray("columns");
        foreach (var column in form.Columns)
        {
            json.WriteStartObject();
            json.WriteString("caption", column.Caption);
            json.WriteString("measure", column.Measure.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("lines");
        foreach (var line in form.Lines)
            Write(json, line, sheet.AmountsOf(line));

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FlowScope? scope)
    {
        if (scope is null)
        {
            json.WriteNull("flow");
            return;
        }

        json.WriteStartObject("flow");
        WriteTexts(json, "accounts", scope.Accounts);
        json.WriteString("side", scope.Side.ToString());
        WriteTexts(json, "inside", scope.Inside);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, StatementLine line, IReadOnlyList<Kernel.Money?> amounts)
    {
        json.WriteStartObject();
        json.WriteNumber("line", line.Line);
        json.WriteString("caption", line.Caption);
        json.WriteString("side", line.Side.ToString());
        json.WriteBoolean("year_only", line.YearOnly);
        json.WriteStartArray("terms");
        foreach (var term in line.Terms)
        {
            json.WriteStartObject();
            WriteTexts(json, "accounts", term.Accounts);
            json.WriteString("rule", term.Rule.ToString());
            json.WriteString("named", term.Named);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("sum");
        foreach (var part in line.Sum)
            json.WriteNumberValue(part);

        json.WriteEndArray();
        Write(json, line.Flow);
        json.WriteStartArray("amounts");
        foreach (var amount in amounts)
        {
            if (amount is { } shown)
                json.WriteNumberValue(shown.Fen);
            else
                json.WriteNullValue();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FlowTerm? flow)
    {
        if (flow is null)
        {
            json.WriteNull("flow");
            return;
        }

        json.WriteStartObject("flow");
        json.WriteString("direction", flow.Direction.ToString());
        WriteTexts(json, "accounts", flow.Accounts);
        json.WriteBoolean("otherwise", flow.Otherwise);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);

        json.WriteEndArray();
    }
}
