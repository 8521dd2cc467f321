using System.Text.Json.Nodes;

namespace Region.AppHost.Demo;

/// <summary>Every figure that round P1 must end with, worked out by hand in the sample.</summary>
internal static class Oracle
{
    internal static IReadOnlyList<string> Books { get; } = ["V0101", "V0102", "V0103", "V0104", "C01"];

    /// <summary>Packs, goods, freight, fee and total of each village.</summary>
    private static readonly (string Village, long Packs, long Goods, long Freight, long Fee, long Total)[] Legs =
    [
        ("V0101", 49, 2_260_125, 57_901, 33_902, 2_351_928),
        ("V0102", 31, 1_429_875, 36_631, 21_448, 1_487_954),
        ("V0103", 17, 784_125, 20_088, 11_762, 815_975),
        ("V0104", 12, 553_500, 14_180, 8_302, 575_982),
    ];

    /// <summary>Closing balances, signed to debit. An empty counterparty means the whole account.</summary>
    private static readonly (string Book, string Account, string Counterparty, long Fen)[] Closing =
    [
        ("V0101", "102", "", 24_558_109), ("V0101", "112", "", 1_290_000), ("V0101", "112", "C01", 0),
        ("V0101", "121", "", 5_101_928),
        ("V0102", "102", "", 23_002_120), ("V0102", "112", "C01", 0), ("V0102", "121", "", 4_387_954),
        ("V0103", "102", "", 22_464_136), ("V0103", "112", "C01", 0), ("V0103", "121", "", 3_865_975),
        ("V0104", "102", "", 21_494_166), ("V0104", "112", "C01", 0), ("V0104", "121", "", 3_775_982),
        ("C01", "1002", "", 140_075_414), ("C01", "5051", "", -75_414), ("C01", "2241", "", 0),
        ("C01", "2241", "V0101", 0), ("C01", "2241", "V0102", 0), ("C01", "2241", "V0103", 0),
        ("C01", "2241", "V0104", 0),
    ];

    internal static IEnumerable<string> CompareSettlement(JsonNode settlement)
    {
        foreach (var expected in Legs)
        {
            var leg = settlement["legs"]!.AsArray().FirstOrDefault(leg => Is(leg!, "village", expected.Village));
            var actual = leg is null
                ? default
                : (expected.Village,
                    Fen(leg, "packs"),
                    Fen(leg, "goodsFen"),
                    Fen(leg, "freightFen"),
                    Fen(leg, "feeFen"),
                    Fen(leg, "totalFen"));
            if (actual != expected)
                yield return $"{expected.Village} 的分摊应为 {expected}，实际为 {actual}";
        }
    }

    internal static IEnumerable<string> CompareBalances(string book, JsonNode trialBalance)
    {
        foreach (var expected in Closing.Where(closing => string.Equals(closing.Book, book, StringComparison.Ordinal)))
        {
            var actual = trialBalance["lines"]!.AsArray()
                .Where(line => Is(line!, "account", expected.Account)
                    && (expected.Counterparty.Length is 0 || Is(line!, "counterparty", expected.Counterparty)))
                .Sum(line => Fen(line!, "closingFen"));
            if (actual != expected.Fen)
            {
                yield return $"{book} 科目 {expected.Account} {expected.Counterparty} 期末应为 {expected.Fen} 分，"
                    + $"实际为 {actual} 分";
            }
        }

        if (Fen(trialBalance, "totalDebitFen") != Fen(trialBalance, "totalCreditFen"))
            yield return $"{book} 借贷不平";
    }

    internal static long Fen(JsonNode node, string field) => long.Parse(
        node[field]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture);

    private static bool Is(JsonNode node, string field, string value) =>
        string.Equals(Text(node, field), value, StringComparison.Ordinal);

    internal static string Text(JsonNode node, string field) => node[field]!.GetValue<string>();
}
