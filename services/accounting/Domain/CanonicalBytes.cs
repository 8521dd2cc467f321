using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Region.Accounting.Domain;

/// <summary>
/// The bytes that a voucher's hash is taken over. README.md documents them for other programs: a number is eight bytes,
/// big-endian; a text is its length in bytes as a number, then UTF-8. So no two vouchers share their bytes. Layout 1 is
/// kept for vouchers that were posted under it; new ones take the newest.
/// </summary>
internal sealed class CanonicalBytes
{
    public const int NewestLayout = 2;

    public const string BookLayout = "region-book-1";

    // Text that is no valid UTF-16 has no UTF-8 form; it must not be silently replaced under a hash.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ArrayBufferWriter<byte> _bytes = new();

    private CanonicalBytes()
    {
    }

    /// <summary>The bytes of a voucher behind this predecessor; the voucher's own hash is no part of them.</summary>
    public static byte[] Of(Voucher voucher, string predecessorHash)
    {
        var content = voucher.Content;
        var origin = content.Origin;
        var bytes = new CanonicalBytes()
            .Text(voucher.Layout is 1 ? "region-voucher-1" : "region-voucher-2")
            .Number(voucher.Sequence)
            .Text(predecessorHash)
            .Text(voucher.Id.ToString("D"))
            .Text(content.Word)
            .Number(voucher.Number)
            .Text(content.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            .Text(content.Summary)
            .Number(content.Attachments)
            .Text(content.PreparedBy)
            .Text(origin.EventId)
            .Text(origin.Topic)
            .Text(origin.Rule)
            .Number(origin.RuleVersion)
            .Text(origin.Document)
            .Text(origin.MirrorBook)
            .Text(content.Reverses?.ToString("D") ?? "")
            .Number(voucher.RecordedAt);
        if (voucher.Layout > 1)
            bytes.Duties(content);

        bytes.Number(content.Postings.Count);
        foreach (var posting in content.Postings)
            bytes.Line(posting, voucher.Layout);

        return bytes._bytes.WrittenSpan.ToArray();
    }

    /// <summary>The bytes that a book's chain starts from, so that a voucher of one book fits in no other.</summary>
    public static byte[] OfBook(string book) =>
        new CanonicalBytes().Text(BookLayout).Text(book)._bytes.WrittenSpan.ToArray();

    // What layout 2 added: the kind, the other people of the voucher, what it corrects, and the attached files.
    private void Duties(Draft content)
    {
        Text(content.Kind.ToString())
            .Text(content.CheckedBy)
            .Text(content.Cashier)
            .Text(content.PostedBy)
            .Text(content.Corrects?.ToString("D") ?? "")
            .Number(content.Files.Count);
        foreach (var file in content.Files)
            Text(file);
    }

    private void Line(Posting posting, int layout)
    {
        Text(posting.Account).Text(posting.Counterparty).Text(posting.CounterpartyName);
        if (layout > 1)
            Text(posting.Project).Text(posting.Stock).Number(posting.Quantity.Thousandths);

        Number(posting.Debit.Fen).Number(posting.Credit.Fen).Number(posting.RuleLine);
    }

    private CanonicalBytes Number(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_bytes.GetSpan(sizeof(long)), value);
        _bytes.Advance(sizeof(long));
        return this;
    }

    private CanonicalBytes Text(string value)
    {
        Number(Utf8.GetByteCount(value));
        Utf8.GetBytes(value, _bytes);
        return this;
    }
}
