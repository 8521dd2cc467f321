using Region.Contracts.Accounting.V1;

namespace Region.Gateway.Web.Accountant;

/// <summary>How rows of ledgers are called.</summary>
internal static class LedgerWords
{
    public static string Summary(LedgerRow row) => row.Kind switch
    {
        LedgerRowKind.Opening => "期初余额",
        LedgerRowKind.BroughtForward => "承前页",
        LedgerRowKind.DayTotal => "本日合计",
        LedgerRowKind.MonthTotal => "本月合计",
        LedgerRowKind.YearTotal => "本年累计",
        LedgerRowKind.CarriedForward => "过次页",
        LedgerRowKind.Voucher or LedgerRowKind.Unspecified => row.Summary,
    };
}
