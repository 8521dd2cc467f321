using Region.Contracts.Accounting.V1;

namespace Region.Gateway.Web.Accountant;

/// <summary>How templates of vouchers are spoken of.</summary>
internal static class TemplateWords
{
    public static IReadOnlyList<(string Value, string Text)> Cycles { get; } =
    [
        ("RECURRENCE_NONE", "用时再取"), ("RECURRENCE_MONTHLY", "每月"), ("RECURRENCE_QUARTERLY", "每季"),
    ];

    public static string Cycle(VoucherTemplate template) => template.Recurrence switch
    {
        Recurrence.Monthly => $"每月，从{Say.Date(template.FirstMonth)}起",
        Recurrence.Quarterly => $"每季，从{Say.Date(template.FirstMonth)}起",
        Recurrence.None or Recurrence.Unspecified => "用时再取",
    };
}
