using System.Globalization;

namespace Region.Gateway.Web.Purchase;

/// <summary>
/// A share of a total, worked out again for whoever asks why: total × weight ÷ all weights, cut to whole units, and
/// the unit that the largest remainders got on top. It explains what was settled and decides nothing.
/// </summary>
internal static class ShareWords
{
    private const int FenPerYuan = 100;

    /// <summary>109 × 50 ÷ 111 = 49.0991，取 49.</summary>
    public static string Packs(long total, (long Own, long All) weight, long given) => weight.All is 0
        ? ""
        : $"{Say.Number(total)} × {Say.Number(weight.Own)} ÷ {Say.Number(weight.All)} = "
            + Result((decimal)total * weight.Own / weight.All, given, 1, "件");

    /// <summary>1,288.00 × 49 ÷ 109 = 579.0092，取 579.01, where the weight is packs or fen.</summary>
    public static string Fen(long total, (long Own, long All) weight, long given, bool byAmount) => weight.All is 0
        ? ""
        : $"{Say.Yuan(total)} × {Weight(weight.Own, byAmount)} ÷ {Weight(weight.All, byAmount)} = "
            + Result((decimal)total * weight.Own / weight.All, given, FenPerYuan, "分");

    private static string Weight(long weight, bool byAmount) => byAmount ? Say.Yuan(weight) : Say.Number(weight);

    private static string Result(decimal exact, long given, int scale, string unit)
    {
        var whole = decimal.Floor(exact);
        var shown = (exact / scale).ToString("#,0.0000##", CultureInfo.InvariantCulture);
        var taken = scale is 1 ? Say.Number(given) : Say.Yuan(given);
        return given > whole
            ? $"{shown}，小数部分靠前，补 1 {unit}，得 {taken}"
            : $"{shown}，得 {taken}";
    }
}
