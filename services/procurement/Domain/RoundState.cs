namespace Region.Procurement.Domain;

/// <summary>How far a round has come; it only ever goes forward. Stored by number.</summary>
internal enum RoundState
{
    Draft = 1,
    Collecting = 2,
    AwardProposed = 3,
    Awarded = 4,
    Ordered = 5,
    Settled = 6,
}

internal static class RoundStates
{
    public static string InChinese(this RoundState state) => state switch
    {
        RoundState.Draft => "待批准",
        RoundState.Collecting => "申报中",
        RoundState.AwardProposed => "待定标",
        RoundState.Awarded => "已定标",
        RoundState.Ordered => "已下单",
        RoundState.Settled => "已结算",
    };
}
