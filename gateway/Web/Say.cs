using System.Globalization;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Procurement.V1;
using Region.Kernel;

namespace Region.Gateway.Web;

/// <summary>Dates, amounts and states as Chinese offices write them.</summary>
public static class Say
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>50,276.25; the sign of the currency stands in the head of a column.</summary>
    public static string Yuan(long fen) => Kernel.Yuan.Print(fen);

    /// <summary>The same, but blank for nothing, as in books.</summary>
    public static string YuanOrBlank(long fen) => fen is 0 ? "" : Yuan(fen);

    /// <summary>The form that input fields take: 50276.25; blank for nothing.</summary>
    public static string Typed(long fen) =>
        fen is 0 ? "" : Yuan(fen).Replace(",", "", StringComparison.Ordinal);

    /// <summary>123.4万 for boards that are read from afar.</summary>
    public static string Rounded(long fen) => Math.Abs(fen) < 1_000_000
        ? Yuan(fen)
        : $"{(fen / 1_000_000m).ToString("#,0.##", CultureInfo.InvariantCulture)}万";

    /// <summary>人民币壹仟肆佰零玖元伍角整.</summary>
    public static string Capitals(long fen) => $"人民币{Kernel.Capitals.Of(new Money(fen))}";

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>1.5%.</summary>
    public static string Percent(long partsPerMillion) =>
        $"{(partsPerMillion / 10_000m).ToString("0.####", CultureInfo.InvariantCulture)}%";

    /// <summary>2026年3月5日 for 2026-03-05, 2026年3月 for 2026-03, 2026年一季度 for 2026-Q1; else the text itself.</summary>
    public static string Date(string text)
    {
        var parts = text.Split('-');
        return parts.Length switch
        {
            3 => $"{parts[0]}年{parts[1].TrimStart('0')}月{parts[2].TrimStart('0')}日",
            2 when parts[1] is ['Q', >= '1' and <= '4'] => $"{parts[0]}年{"一二三四"[parts[1][1] - '1']}季度",
            2 => $"{parts[0]}年{parts[1].TrimStart('0')}月",
            _ => text,
        };
    }

    /// <summary>3月5日.</summary>
    public static string Day(string text) =>
        text.Split('-') is [_, var month, var day] ? $"{month.TrimStart('0')}月{day.TrimStart('0')}日" : text;

    /// <summary>2026年3月5日 14:03 by the offices' clock.</summary>
    public static string Moment(string text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
        ? Moment(instant) : text;

    public static string Moment(DateTimeOffset instant) =>
        instant.ToOffset(China).ToString("yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The last day of a month: 2026-02-28 for 2026-02; empty for no month.</summary>
    public static string LastDay(string month) => BusinessDate.TryReadMonth(month, out var first)
        ? BusinessDate.Write(first.AddMonths(1).AddDays(-1)) : "";

    /// <summary>The month some months on, such as 2026-01 and −1: 2025-12.</summary>
    public static string MonthAfter(string month, int months) => BusinessDate.TryReadMonth(month, out var first)
        ? BusinessDate.WriteMonth(first.AddMonths(months)) : month;

    public static string Balance(BalanceSide side) => side switch
    {
        BalanceSide.Debit => "借",
        BalanceSide.Credit => "贷",
        BalanceSide.Even => "平",
        BalanceSide.Unspecified => "",
    };

    /// <summary>The side of an amount that is signed to debit.</summary>
    public static string SideOf(long fen) => fen switch { > 0 => "借", < 0 => "贷", _ => "平" };

    public static string Name(VoucherKind kind) => kind switch
    {
        VoucherKind.Opening => "期初",
        VoucherKind.YearEnd => "年终结转",
        VoucherKind.Estimate => "暂估入库",
        VoucherKind.Depreciation => "计提折旧",
        VoucherKind.Ordinary or VoucherKind.Unspecified => "",
    };

    /// <summary>记-3.</summary>
    public static string Number(Voucher voucher) =>
        string.Create(CultureInfo.InvariantCulture, $"{voucher.Word}-{voucher.Number}");

    public static string Name(Regime regime) => regime switch
    {
        Regime.Village2023 => "农村集体经济组织会计制度",
        Regime.SmallEnterprise2011 => "小企业会计准则",
        Regime.Coop2021 => "农民专业合作社会计制度",
        Regime.Unspecified => "",
    };

    public static (string Text, string Tone) State(DraftState state) => state switch
    {
        DraftState.Open => ("编制中", "info"),
        DraftState.Returned => ("已退回", "warn"),
        DraftState.Checked => ("已审核", "ok"),
        DraftState.Posted => ("已记账", ""),
        DraftState.Discarded => ("已作废", ""),
        DraftState.Unspecified => ("", ""),
    };

    public static (string Text, string Tone) State(RoundState state) => state switch
    {
        RoundState.Draft => ("待批准", "warn"),
        RoundState.Collecting => ("申报中", "info"),
        RoundState.AwardProposed => ("待定标", "warn"),
        RoundState.Awarded => ("已定标", "info"),
        RoundState.Ordered => ("已下单", "info"),
        RoundState.Settled => ("已结算", "ok"),
        RoundState.Unspecified => ("", ""),
    };

    /// <summary>How a voucher stands.</summary>
    public static (string Text, string Tone) State(Voucher voucher) => voucher switch
    {
        { ReversedByVoucherId.Length: > 0 } => ("已冲销", "bad"),
        { ReversesVoucherId.Length: > 0 } => ("红字", "bad"),
        { ReviewedBy.Length: > 0 } or { CheckedBy.Length: > 0 } => ("已审核", "ok"),
        _ => ("待审核", "warn"),
    };
}
