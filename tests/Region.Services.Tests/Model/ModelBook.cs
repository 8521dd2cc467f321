using System.Globalization;
using System.Numerics;

namespace Region.Services.Tests.Model;

/// <summary>A line of a voucher as the rules of the books word it.</summary>
internal sealed record ModelLine(string Account, string Counterparty, long Debit, long Credit);

/// <summary>A voucher that must stand in a book.</summary>
internal sealed class ModelVoucher
{
    public required string Word { get; init; }
    public required int Number { get; init; }
    public required DateOnly Date { get; init; }
    public required string By { get; init; }
    public required IReadOnlyList<ModelLine> Lines { get; init; }
    public string EventId { get; init; } = "";
    public string Rule { get; init; } = "";
    public string Mirror { get; init; } = "";
    public ModelVoucher? Cancels { get; init; }

    /// <summary>Known once the service has given it.</summary>
    public string Id { get; set; } = "";
    public string ReviewedBy { get; set; } = "";
    public bool Cancelled { get; set; }
}

/// <summary>One book as a plain list of what happened to it.</summary>
internal sealed class ModelBook(string code, string region)
{
    internal const string General = "记";
    internal const string OpeningWord = "期初";

    internal string Code => code;

    internal string Region => region;

    internal List<ModelVoucher> Vouchers { get; } = [];

    internal HashSet<string> Inbox { get; } = new(StringComparer.Ordinal);

    internal Dictionary<(string Account, string Counterparty, string Month), (BigInteger, BigInteger)> Totals { get; } =
        [];

    internal int Looks { get; set; }

    internal int Memos { get; set; }

    /// <summary>What it has told the world: its automatic vouchers and its cancellations.</summary>
    internal int Announced { get; set; }

    internal DateOnly? OpenedOn => Vouchers.Find(voucher => voucher.Word is OpeningWord)?.Date;

    internal int NextNumber(string word, DateOnly date) => 1 + Vouchers.Count(voucher =>
        voucher.Word == word && voucher.Date.Year == date.Year && voucher.Date.Month == date.Month);

    internal void Append(ModelVoucher voucher)
    {
        Vouchers.Add(voucher);
        var month = voucher.Word is OpeningWord ? "" : voucher.Date.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        foreach (var line in voucher.Lines)
        {
            var (debit, credit) = Totals.GetValueOrDefault((line.Account, line.Counterparty, month));
            Totals[(line.Account, line.Counterparty, month)] = (debit + line.Debit, credit + line.Credit);
        }
    }

    /// <summary>Cancels a voucher by a red one of the same lines, negative on the same sides.</summary>
    internal void Cancel(ModelVoucher original, DateOnly on, string by)
    {
        original.Cancelled = true;
        Announced++;
        Append(new ModelVoucher
        {
            Word = original.Word,
            Number = NextNumber(original.Word, on),
            Date = on,
            By = by,
            Lines = [.. original.Lines.Select(line => line with { Debit = -line.Debit, Credit = -line.Credit })],
            EventId = original.EventId,
            Mirror = original.Mirror,
            Cancels = original,
        });
    }
}
