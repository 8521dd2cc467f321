using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Region.Platform.Telemetry;

/// <summary>Which service the lines are of: several may run in one process and write one log.</summary>
internal sealed class LineFormatterOptions : ConsoleFormatterOptions
{
    public string Service { get; set; } = "";
}

/// <summary>
/// Writes each log entry as one line of JSON, with the service, the trace and the entry's own fields.
/// </summary>
internal sealed class LineFormatter(IOptions<LineFormatterOptions> options, TimeProvider clock)
    : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "region";

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        using var buffer = new MemoryStream();
        using (var line = new Utf8JsonWriter(buffer, Json))
        {
            line.WriteStartObject();
            line.WriteString("time", clock.GetUtcNow().ToString(TimeFormat, CultureInfo.InvariantCulture));
            line.WriteString("level", logEntry.LogLevel.ToString());
            line.WriteString("service", options.Value.Service);
            line.WriteString("category", logEntry.Category);
            line.WriteNumber("event", logEntry.EventId.Id);
            line.WriteString("message", logEntry.Formatter(logEntry.State, logEntry.Exception));
            if (Activity.Current is { } activity)
                line.WriteString("trace", activity.TraceId.ToHexString());

            WriteFields(line, logEntry.State);
            if (logEntry.Exception is { } exception)
                line.WriteString("exception", exception.ToString());

            line.WriteEndObject();
        }

        textWriter.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }

    private static void WriteFields<TState>(Utf8JsonWriter line, TState state)
    {
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> { Count: > 1 } fields)
            return;

        line.WriteStartObject("fields");
        foreach (var (name, value) in fields)
        {
            if (name is not "{OriginalFormat}")
                line.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        line.WriteEndObject();
    }
}
