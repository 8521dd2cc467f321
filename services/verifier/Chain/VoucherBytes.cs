using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Region.Verifier.Packages;

namespace Region.Verifier.Chain;

/// <summary>
/// The canonical bytes of a voucher, written anew from the documented layout: a number is eight bytes, big-endian; a
/// text is its length in bytes as a number, then UTF-8.
/// </summary>
internal sealed class VoucherBytes
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);

    private VoucherBytes()
    {
    }

    /// <summary>The hash that a voucher behind this predecessor must have.</summary>
    public static string HashOf(PackedVoucher voucher, string predecessor)
    {
        var bytes = new VoucherBytes();
        bytes.Write(voucher, predecessor);
        return bytes.Hash();
    }

    /// <summary>The hash that a book's chain starts from.</summary>
    public static string StartOf(string book) => new VoucherBytes().Text("region-book-1").Text(book).Hash();

    private void Write(PackedVoucher voucher, string predecessor)
    {
        Text(voucher.Layout is 1 ? "region-voucher-1" : "region-voucher-2")
            .Number(voucher.Sequence)
            .Text(predecessor)
            .Text(voucher.Id)
            .Text(voucher.Word)
            .Number(voucher.Number)
            .Text(voucher.Date)
            .Text(voucher.Summary)
            .Number(voucher.Attachments)
            .Text(voucher.PreparedBy)
            .Text(voucher.EventId)
            .Text(voucher.Topic)
            .Text(voucher.Rule)
            .Number(voucher.RuleVersion)
            .Text(voucher.Document)
            .Text(voucher.MirrorBook)
            .Text(voucher.Reverses)
            .Number(voucher.RecordedAt);
        if (voucher.Layout is not 1)
            WriteDuties(voucher);

        Number(voucher.Postings.Count);
        foreach (var posting in voucher.Postings)
            Write(posting, voucher.Layout);
    }

    private void WriteDuties(PackedVoucher voucher)
    {
        Text(voucher.Kind)
            .Text(voucher.CheckedBy)
            .Text(voucher.Cashier)
            .Text(voucher.PostedBy)
            .Text(voucher.Corrects)
            .Number(voucher.Files.Count);
        foreach (var file in voucher.Files)
            Text(file);
    }

    private void Write(PackedPosting posting, int layout)
    {
        Text(posting.Account).Text(posting.Counterparty).Text(posting.CounterpartyName);
        if (layout is not 1)
            Text(posting.Project).Text(posting.Stock).Number(posting.Quantity);

        Number(posting.Debit).Number(posting.Credit).Number(posting.RuleLine);
    }

    private VoucherBytes Number(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_bytes.GetSpan(sizeof(long)), value);
        _bytes.Advance(sizeof(long));
        return this;
    }

    private VoucherBytes Text(string value)
    {
        Number(Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, _bytes);
        return this;
    }

    private string Hash() => Convert.ToHexStringLower(SHA256.HashData(_bytes.WrittenSpan));
}
