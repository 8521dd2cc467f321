using System.Globalization;
using Region.Contracts.Accounting.V1;

namespace Region.Services.Tests.Scenarios;

/// <summary>
/// A line of a voucher as an accountant writes it: «借 121 @M001×600 11322.00», «贷 112 C 450.00», «借 241 #X2 36000».
/// V and C stand for the codes of the village and the company; amounts are yuan.
/// </summary>
internal sealed record HandLine
{
    public required bool IsDebit { get; init; }

    public required string Account { get; init; }

    public string Counterparty { get; init; } = "";

    public string Project { get; init; } = "";

    public string Stock { get; init; } = "";

    public string Quantity { get; init; } = "";

    public required long Fen { get; init; }

    /// <summary>The lines of a voucher; they stand behind each other with a semicolon between them.</summary>
    public static IReadOnlyList<HandLine> ReadAll(string lines) =>
        [.. lines.Split('；', StringSplitOptions.RemoveEmptyEntries).Select(line => Read(line.Trim()))];

    public static long Yuan(string yuan) => (long)(decimal.Parse(yuan, CultureInfo.InvariantCulture) * 100m);

    /// <summary>What the product shows, in the same form.</summary>
    public static HandLine Of(Posting posting, string village, string company) => new()
    {
        IsDebit = posting.DebitFen is not 0,
        Account = posting.Account,
        Counterparty = posting.Counterparty == village ? "V"
            : posting.Counterparty.Replace(company, "C", StringComparison.Ordinal),
        Project = posting.Project,
        Stock = posting.Stock,
        Quantity = posting.Quantity,
        Fen = posting.DebitFen + posting.CreditFen,
    };

    public Posting ToPosting() => new()
    {
        Account = Account,
        Counterparty = Counterparty,
        Project = Project,
        Stock = Stock,
        Quantity = Quantity,
        DebitFen = IsDebit ? Fen : 0,
        CreditFen = IsDebit ? 0 : Fen,
    };

    private static HandLine Read(string text)
    {
        var parts = text.Split(' ');
        var read = new HandLine { IsDebit = parts[0] is "借", Account = parts[1], Fen = Yuan(parts[^1]) };
        foreach (var item in parts[2..^1])
        {
            var goods = item[1..].Split('×');
            read = item[0] switch
            {
                '#' => read with { Project = item[1..] },
                '@' => read with { Stock = goods[0], Quantity = goods[^1] },
                _ => read with { Counterparty = item },
            };
        }

        return read;
    }
}
