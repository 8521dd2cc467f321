using System.Globalization;
using Region.Accounting.Domain;
using Region.Kernel;
using Message = Region.Contracts.Accounting.V1;

namespace Region.Accounting.Vouchers;

/// <summary>Vouchers in the words of the contract.</summary>
internal static class VoucherMessages
{
    public static Message.Voucher ToMessage(this VoucherView view, Chart chart)
    {
        var voucher = view.Voucher;
        var content = voucher.Content;
        return new Message.Voucher
        {
            VoucherId = voucher.Id.ToString("D"),
            Word = content.Word,
            Number = voucher.Number,
            AccountingDate = BusinessDate.Write(content.Date),
            Summary = content.Summary,
            Attachments = content.Attachments,
            Postings = { content.Postings.Select(posting => posting.ToMessage(chart)) },
            PreparedBy = content.PreparedBy,
            ReviewedBy = view.ReviewedBy,
            EventId = content.Origin.EventId,
            ReversesVoucherId = content.Reverses?.ToString("D") ?? "",
            ReversedByVoucherId = view.ReversedBy,
            RecordedAt = Instant.Write(voucher.RecordedAt),
            Hash = voucher.Hash,
            Kind = (Message.VoucherKind)(content.Kind + 1),
            CheckedBy = content.CheckedBy,
            Cashier = content.Cashier,
            PostedBy = content.PostedBy,
            CorrectsVoucherId = content.Corrects?.ToString("D") ?? "",
            FileHashes = { content.Files },
            CorrectedByVoucherId = view.CorrectedBy,
            AmountInWords = InWords(Money.Sum(content.Postings.Select(posting => posting.Debit))),
        };
    }

    /// <summary>An amount in capitals with the currency's name, as forms without a printed name ask for it.</summary>
    public static string InWords(Money amount) => $"人民币{Capitals.Of(amount)}";

    public static Message.Posting ToMessage(this Posting posting, Chart chart) => new()
    {
        Account = posting.Account,
        AccountName = chart.NameOf(posting.Account),
        Counterparty = posting.Counterparty,
        CounterpartyName = posting.CounterpartyName,
        DebitFen = posting.Debit.Fen,
        CreditFen = posting.Credit.Fen,
        Project = posting.Project,
        Stock = posting.Stock,
        Quantity = posting.Stock.Length > 0 ? posting.Quantity.ToString() : "",
    };
}

/// <summary>Instants as the contract writes them: RFC 3339, UTC.</summary>
internal static class Instant
{
    public static string Write(long unixMilliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds)
        .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

/// <summary>Pages of lists: a size and a place to go on from.</summary>
internal static class Paging
{
    private const int Usual = 50;
    private const int Largest = 200;

    /// <summary>How many rows a page holds; 0 means the usual number.</summary>
    public static Decision<int, Refusal> Size(int asked) => asked switch
    {
        0 => Usual,
        > 0 and <= Largest => asked,
        _ => Refusal.PageInvalid.On("page_size", asked),
    };

    /// <summary>The sequence that a page begins behind; an empty token begins at <paramref name="start"/>.</summary>
    public static Decision<long, Refusal> Place(string token, long start)
    {
        if (token.Length is 0)
            return start;

        return long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? place
            : Refusal.PageInvalid.On("page_token", token);
    }

    /// <summary>The token of the next page; empty where this one was not full.</summary>
    public static string Next(int rows, int size, long last) =>
        rows < size ? "" : last.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether the text is empty or a month.</summary>
    public static Decision<string, Refusal> Month(string text, string field) =>
        text.Length is 0 || BusinessDate.TryReadMonth(text, out _) ? text : Refusal.MonthInvalid.On(field, text);
}
