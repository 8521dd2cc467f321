using Region.Accounting.Exports;
using Region.Contracts;
using Region.Contracts.Operations.V1;
using Region.Platform.Operations;

namespace Region.AppHost.Verification;

/// <summary>
/// The conservation oracle CONS: every service's own read-only check, and what only an outsider can compare: that each
/// announced leg stands once in each book that it touches, and that no voucher claims an event that nobody announced.
/// </summary>
internal sealed class Verifier(IReadOnlyDictionary<string, IServiceProvider> services)
{
    private const int MostShown = 20;

    /// <summary>Topics that become vouchers, and whether a village's book has one beside the company's.</summary>
    private static readonly Dictionary<string, bool> TouchesVillage = new(StringComparer.Ordinal)
    {
        [Topics.PrepaymentReceived] = true,
        [Topics.SettlementAllocated] = true,
        [Topics.RefundPaid] = true,
        [Topics.SupplierPaid] = false,
        [Topics.CarrierPaid] = false,
    };

    internal async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var service in services.Values)
        {
            foreach (var check in service.GetServices<ICheck>())
                findings.AddRange(await check.RunAsync(cancellationToken));
        }

        findings.Add(await CompareAsync(cancellationToken));
        return [.. findings.OrderBy(finding => finding.Rule, StringComparer.Ordinal)];
    }

    private async Task<Finding> CompareAsync(CancellationToken cancellationToken)
    {
        var finding = new Finding { Rule = "3b", Title = "采购的每一笔恰好成为每本相关账上的一张凭证，凭证都有来历" };
        var vouchers = await VouchersAsync(finding, cancellationToken);
        var announced = services["procurement"].GetRequiredService<Announcements>().AllAsync(cancellationToken);
        await foreach (var leg in announced)
        {
            if (!TouchesVillage.TryGetValue(leg.Topic, out var village))
                continue;

            finding.Checked++;
            var books = vouchers.Remove(leg.Id, out var found) ? found : [];
            if (books.Count != (village ? 2 : 1) || (village && !books.Contains(leg.Subject)))
                Add(finding, $"{leg.Topic} {leg.Id}（{leg.Subject}）应入账 {(village ? 2 : 1)} 本，实际 {books.Count} 本");
        }

        foreach (var (eventId, books) in vouchers)
            Add(finding, $"凭证引用了没有人发布过的事件 {eventId}（{string.Join('、', books)}）");

        return finding;
    }

    private async Task<Dictionary<string, HashSet<string>>> VouchersAsync(
        Finding finding,
        CancellationToken cancellationToken)
    {
        var reading = services["accounting"].GetRequiredService<BookReading>();
        var byEvent = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var book in await reading.BooksAsync(cancellationToken))
        {
            await foreach (var voucher in reading.VouchersAsync(book.Book_, cancellationToken))
            {
                if (voucher.EventId.Length is 0 || voucher.ReversesVoucherId.Length > 0)
                    continue;

                if (!byEvent.TryGetValue(voucher.EventId, out var books))
                    byEvent[voucher.EventId] = books = new HashSet<string>(StringComparer.Ordinal);

                if (!books.Add(book.Book_))
                    Add(finding, $"事件 {voucher.EventId} 在账套 {book.Book_} 中成了两张凭证");
            }
        }

        return byEvent;
    }

    private static void Add(Finding finding, string violation)
    {
        if (finding.Violations.Count < MostShown)
            finding.Violations.Add(violation);
    }
}
