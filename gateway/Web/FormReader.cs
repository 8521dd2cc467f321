using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Region.Gateway.Problems;

namespace Region.Gateway.Web;

/// <summary>
/// Fills a request from a form whose fields are named as the proto names them, such as
/// <c>content.postings[0].debit_fen</c>. People write amounts in yuan, rates in percent and long dates as they like.
/// </summary>
internal static partial class FormReader
{
    /// <summary>A voucher of some hundred lines has thousands of fields.</summary>
    public const int MostFields = 8000;

    /// <summary>
    /// What was typed: blank fields are left out, and lines that were left blank close up, so that the numbers in a
    /// refusal are those of the lines that stand on the page.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Typed(IFormCollection form)
    {
        var typed = form.Take(MostFields)
            .Where(pair => pair.Key is not (FormNames.Method or FormNames.Form or FormNames.Next or FormNames.Token))
            .SelectMany(pair => Apart(pair.Key, pair.Value.ToString()))
            .Select(pair => (pair.Key, Value: pair.Value.Trim()))
            .Where(pair => pair.Value.Length > 0)
            .Take(MostFields)
            .ToArray();
        var lines = typed.Select(pair => Line().Match(pair.Key)).Where(match => match.Success)
            .Select(match => (List: match.Groups["list"].Value, Number: Number(match))).Distinct()
            .GroupBy(line => line.List, StringComparer.Ordinal)
            .SelectMany(list => list.OrderBy(line => line.Number).Index())
            .ToDictionary(line => line.Item, line => line.Index);

        // Two names may mean one line, such as [0] and [00]; what came first holds.
        return typed
            .Select(pair => (Name: Line().Match(pair.Key) is { Success: true } match
                ? Moved(match, lines) : pair.Key, pair.Value))
            .DistinctBy(pair => pair.Name, StringComparer.Ordinal)
            .ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
    }

    /// <summary>
    /// A line that is ticked rather than typed says all of its fields at once: <c>entries[2]</c> is
    /// <c>voucher_id=…&amp;voucher_line=1</c>.
    /// </summary>
    private static IEnumerable<(string Key, string Value)> Apart(string name, string text) =>
        Ticked().IsMatch(name)
            ? text.Split('&').Select(field => field.Split('=', 2)).Where(field => field.Length is 2)
                .Select(field => ($"{name}.{field[0]}", field[1]))
            : [(name, text)];

    private static string Moved(Match match, Dictionary<(string List, int Number), int> lines)
    {
        var list = match.Groups["list"].Value;
        var line = lines[(list, Number(match))].ToString(CultureInfo.InvariantCulture);
        return $"{list}[{line}]{match.Groups["field"].Value}";
    }

    /// <summary>Fills the message; the problems name the fields that could not be read.</summary>
    public static IReadOnlyList<FieldError> Fill(IMessage message, IReadOnlyDictionary<string, string> typed)
    {
        var errors = new List<FieldError>();
        foreach (var (name, text) in typed.OrderBy(pair => Place(pair.Key)))
        {
            if (Find(message, name) is not var (owner, field))
                continue;

            // Fields of one name arrive as one text with commas between them.
            foreach (var part in field.IsRepeated ? text.Split(',', StringSplitOptions.TrimEntries) : [text])
            {
                if (Read(field, part) is not { } value)
                    errors.Add(Wrong(name, part, field));
                else if (field.IsRepeated)
                    ((System.Collections.IList)field.Accessor.GetValue(owner)).Add(value);
                else
                    field.Accessor.SetValue(owner, value);
            }
        }

        return errors;
    }

    private static FieldError Wrong(string name, string text, FieldDescriptor field) =>
        new(JsonNames.Path(name), "WRONG_TYPE", $"“{Cut(text)}”应为{OfficeText.Expected(field)}。");

    private static int Number(Match match) =>
        int.TryParse(match.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : int.MaxValue;

    private static int Place(string name) => Line().Match(name) is { Success: true } match ? Number(match) : -1;

    /// <summary>Walks to the field, making what lies on the way; null for a name that no request has.</summary>
    private static (IMessage Owner, FieldDescriptor Field)? Find(IMessage message, string name)
    {
        var owner = message;
        var steps = name.Split('.');
        foreach (var step in steps[..^1])
        {
            var match = Step().Match(step);
            if (!match.Success || owner.Descriptor.FindFieldByName(match.Groups["name"].Value) is not { } field
                || field.FieldType is not FieldType.Message || field.IsMap)
                return null;

            owner = field.IsRepeated
                ? InList((System.Collections.IList)field.Accessor.GetValue(owner), field, match.Groups["number"].Value)
                : InPlace(owner, field);
        }

        var last = owner.Descriptor.FindFieldByName(steps[^1]);
        return last is null || last.FieldType is FieldType.Message ? null : (owner, last);
    }

    private static IMessage InPlace(IMessage owner, FieldDescriptor field)
    {
        if (field.Accessor.GetValue(owner) is IMessage there)
            return there;

        var made = field.MessageType.Parser.ParseFrom(ByteString.Empty);
        field.Accessor.SetValue(owner, made);
        return made;
    }

    // Lines were closed up before, so the next line is at most one beyond the end.
    private static IMessage InList(System.Collections.IList list, FieldDescriptor field, string number)
    {
        var at = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : 0;
        if (at >= list.Count)
            list.Add(field.MessageType.Parser.ParseFrom(ByteString.Empty));
        return (IMessage)list[Math.Min(at, list.Count - 1)]!;
    }

    private static object? Read(FieldDescriptor field, string text) => OfficeText.Read(field, text) switch
    {
        int number when field.FieldType is FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, number),
        var value => value,
    };

    private static string Cut(string text) => text.Length <= 40 ? text : text[..40] + "…";

    [GeneratedRegex(@"^(?<list>[\w.]+)\[(?<number>\d{1,4})\](?<field>\.\w+)$", RegexOptions.None, 1000)]
    private static partial Regex Line();

    [GeneratedRegex(@"^[\w.]+\[\d{1,4}\]$", RegexOptions.None, 1000)]
    private static partial Regex Ticked();

    [GeneratedRegex(@"^(?<name>\w+)(?:\[(?<number>\d{1,4})\])?$", RegexOptions.None, 1000)]
    private static partial Regex Step();
}

/// <summary>Fields of every form that are not fields of a request.</summary>
internal static class FormNames
{
    public const string Method = "act";
    public const string Form = "form";
    public const string Next = "next";
    public const string Token = "__RequestVerificationToken";
}
