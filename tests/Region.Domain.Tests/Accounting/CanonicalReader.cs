using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Region.Accounting.Domain;
using Region.Kernel;

namespace Region.Domain.Tests.Accounting;

/// <summary>
/// Reads canonical bytes back by the layout in services/accounting/README.md, as another program would.
/// </summary>
internal sealed class CanonicalReader
{
    private readonly byte[] _bytes;
    private int _at;

    private CanonicalReader(byte[] bytes) => _bytes = bytes;

    public static Voucher Read(byte[] bytes)
    {
        var reader = new CanonicalReader(bytes);
        if (reader.Text() is not "region-voucher-2")
            throw new FormatException("The layout is another one.");

        var sequence = reader.Number();
        reader.Text();
        var id = Guid.ParseExact(reader.Text(), "D");
        var word = reader.Text();
        var number = (int)reader.Number();
        var content = reader.Content(word);
        var recordedAt = reader.Number();
        content = reader.Duties(content);
        var postings = Enumerable.Range(0, (int)reader.Number()).Select(_ => reader.Posting()).ToList();
        if (reader._at != bytes.Length)
            throw new FormatException("There is more than the layout says.");

        return new Voucher
        {
            Id = id,
            Sequence = sequence,
            Number = number,
            Content = content with { Postings = postings },
            RecordedAt = recordedAt,
            Hash = "",
        };
    }

    private Draft Content(string word) => new()
    {
        Word = word,
        Date = DateOnly.ParseExact(Text(), "yyyy-MM-dd", CultureInfo.InvariantCulture),
        Summary = Text(),
        Attachments = (int)Number(),
        PreparedBy = Text(),
        Origin = new Origin
        {
            EventId = Text(),
            Topic = Text(),
            Rule = Text(),
            RuleVersion = (int)Number(),
            Document = Text(),
            MirrorBook = Text(),
        },
        Reverses = Text() is { Length: > 0 } red ? Guid.ParseExact(red, "D") : null,
        Postings = [],
    };

    private Draft Duties(Draft content) => content with
    {
        Kind = Enum.Parse<VoucherKind>(Text()),
        CheckedBy = Text(),
        Cashier = Text(),
        PostedBy = Text(),
        Corrects = Text() is { Length: > 0 } corrected ? Guid.ParseExact(corrected, "D") : null,
        Files = [.. Enumerable.Range(0, (int)Number()).Select(_ => Text())],
    };

    private Posting Posting() => new()
    {
        Account = Text(),
        Counterparty = Text(),
        CounterpartyName = Text(),
        Project = Text(),
        Stock = Text(),
        Quantity = Quantity.FromThousandths(Number()),
        Debit = new Money(Number()),
        Credit = new Money(Number()),
        RuleLine = (int)Number(),
    };

    private long Number()
    {
        var value = BinaryPrimitives.ReadInt64BigEndian(_bytes.AsSpan(_at));
        _at += sizeof(long);
        return value;
    }

    private string Text()
    {
        var length = (int)Number();
        var text = Encoding.UTF8.GetString(_bytes, _at, length);
        _at += length;
        return text;
    }
}
