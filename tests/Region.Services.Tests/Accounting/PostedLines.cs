using Region.Contracts;
using Region.Contracts.Accounting.V1;

namespace Region.Services.Tests.Accounting;

/// <summary>Vouchers of events as people write them, and their red counterparts in both books.</summary>
internal static class PostedLines
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static string[] Split(string lines) => lines.Split(';', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The vouchers of a book by the event that they come from.</summary>
    public static async Task<Dictionary<string, Voucher>> ByEventAsync(RegionBooks region, string book) =>
        (await region.VouchersAsync(book, Token)).ToDictionary(voucher => voucher.EventId, StringComparer.Ordinal);

    /// <summary>Lines such as «借 121 16000 ×10»; V and C stand for the unit and its company.</summary>
    public static string[] Of(Voucher? voucher, string unit) =>
        voucher is null ? [] : [.. voucher.Postings.Select(posting => Line(posting, unit))];

    /// <summary>Cancels the voucher of an event where it stands, and delivers what that announces.</summary>
    public static async Task ReverseAsync(
        RegionBooks region,
        string unit,
        Dictionary<string, Voucher> ofUnit,
        Dictionary<string, Voucher> ofCompany,
        string eventId)
    {
        if ((ofUnit.GetValueOrDefault(eventId) ?? ofCompany.GetValueOrDefault(eventId)) is not { } voucher)
            return;

        var book = ofUnit.ContainsKey(eventId) ? unit : region.Company;
        await region.VouchersAs(region.OwnerOf(book)).ReverseVoucherAsync(
            new ReverseVoucherRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = book,
                VoucherId = voucher.VoucherId,
                ReversedOn = "2026-03-27",
                Reason = "金额有误",
            },
            cancellationToken: Token);
        await region.ApplyAsync(Topics.VoucherReversed, await AnnouncedReversalAsync(region, book), Token);
    }

    /// <summary>What a book announced of the newest voucher that was cancelled in it.</summary>
    public static async Task<VoucherReversed> AnnouncedReversalAsync(RegionBooks region, string book)
    {
        await using var session = await (await region.StoreAsync(book, Token)).ReadAsync(Token);
        var envelope = await session.ScalarAsync<byte[]>(
            "SELECT envelope FROM outbox WHERE topic = @topic ORDER BY seq DESC LIMIT 1",
            new { topic = Topics.VoucherReversed },
            Token);
        using var json = System.Text.Json.JsonDocument.Parse(envelope);
        return VoucherReversed.Parser.ParseJson(json.RootElement.GetProperty("data").GetRawText());
    }

    private static string Line(Posting posting, string unit)
    {
        var counterparty = posting.Counterparty == unit ? "V"
            : posting.Counterparty.StartsWith('C') ? "C" : posting.Counterparty;
        string[] parts =
        [
            posting.DebitFen is 0 ? "贷" : "借",
            posting.Account,
            counterparty,
            posting.Project.Length > 0 ? $"#{posting.Project}" : "",
            FormattableString.Invariant($"{posting.DebitFen + posting.CreditFen}"),
            posting.Quantity.Length > 0 ? $"×{posting.Quantity}" : "",
        ];
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }
}
