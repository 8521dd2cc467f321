namespace Region.Procurement.Domain;

/// <summary>
/// The bounds of one round. They are far above any village's purchase, and low enough that no sum over a round
/// overflows: packs times pack size in thousandths is at most 2 × 10^18.
/// </summary>
internal static class Limits
{
    public const long Packs = 1_000_000;
    public const long Fen = 10_000_000_000_000;
    public const long PackSizeThousandths = 1_000_000_000;
    public const long UnitPriceMillionths = 10_000_000_000_000;
    public const long FeePartsPerMillion = 200_000;
    public const int Members = 2_000;
    public const int Quotes = 50;
    public const int QuotesWithoutReason = 3;

    public const int Title = 60;
    public const int Name = 60;
    public const int Code = 20;
    public const int Unit = 10;
    public const int Purpose = 200;
    public const int BankReference = 60;
    public const int AwardReason = 500;
    public const int DeliveryReason = 200;
    public const int BillNumber = 60;
}
