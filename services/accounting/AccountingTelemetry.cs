using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Region.Accounting;

/// <summary>What accounting tells its operators: spans, and how many vouchers were posted. Never an amount.</summary>
internal static class AccountingTelemetry
{
    private const string Name = "Region.Accounting";

    private static readonly Meter Meter = new(Name);

    public static ActivitySource Source { get; } = new(Name);

    public static Counter<long> VouchersPosted { get; } = Meter.CreateCounter<long>(
        "region.vouchers.posted", "{voucher}", "Vouchers posted, by their word.");

    /// <summary>Begins a span about one book.</summary>
    public static Activity? Start(string name, string book) =>
        Source.StartActivity(name)?.SetTag("region.book.id", book);
}
