using Google.Protobuf;
using Google.Protobuf.Reflection;
using Region.Services.Tests.Accounting;

namespace Region.Services.Tests.Scenarios;

/// <summary>How the accountant comes to a voucher of her own.</summary>
internal enum Written
{
    ByHand,
    FromTemplate,
    AsCopy,
    ByImport,
}

/// <summary>
/// Something that happens to the village: a paper that its accountant books, or an event that another service tells of.
/// The lines are those that an accountant would write by hand; the test compares the books with them.
/// </summary>
internal sealed record Happening
{
    public required string Day { get; init; }

    public string Word { get; init; } = "";

    public string Summary { get; init; } = "";

    public Written Written { get; init; }

    public string Topic { get; init; } = "";

    public IMessage? Message { get; init; }

    /// <summary>The lines in the village's book; empty where it gets none.</summary>
    public required string Village { get; init; }

    /// <summary>The lines in the company's book; empty where it gets none.</summary>
    public string Company { get; init; } = "";

    public static Happening Paper(
        string day, string word, string summary, string lines, Written written = Written.ByHand) => new()
        {
            Day = day,
            Word = word,
            Summary = summary,
            Village = lines,
            Written = written,
        };

    public static Happening Told(string day, string topic, IMessage message, string village, string company = "") =>
        new() { Day = day, Topic = topic, Message = message, Village = village, Company = company };

    /// <summary>The event with the codes of a region, and a text in every field that the story leaves open.</summary>
    public IMessage In(RegionBooks region)
    {
        var message = Message!.Descriptor.Parser.ParseFrom(Message.ToByteArray());
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.FieldType is FieldType.Int32)
                field.Accessor.SetValue(message, 1);
            else if (field.FieldType is FieldType.String && ((string)field.Accessor.GetValue(message)).Length is 0)
                field.Accessor.SetValue(message, Text(field.Name, region));
        }

        return message;
    }

    private string Text(string field, RegionBooks region) => field switch
    {
        "region" => region.Region,
        "company" => region.Company,
        "village" => region.Village,
        "village_name" => "样例村1",
        "accounting_date" => Day,
        "item_code" => "M001",
        "product_code" => "F01",
        "supplier" => "S3",
        "carrier" => "T1",
        "buyer" => "B1",
        "payer" => "H1",
        "tenant" => "L1",
        _ => $"样例{field}",
    };
}
