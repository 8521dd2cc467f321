using System.Security.Cryptography;

namespace Region.Accounting.Domain;

/// <summary>The end of a book's hash chain: how many vouchers there are, and the hash of the newest.</summary>
/// <param name="Count">The number of vouchers, which is the newest one's sequence.</param>
/// <param name="Head">Lower-case hex; it seals all vouchers before it.</param>
internal sealed record Chain(long Count, string Head)
{
    /// <summary>The chain of a book without vouchers.</summary>
    public static Chain StartOf(string book) => new(0, Hash(CanonicalBytes.OfBook(book)));

    /// <summary>Gives a checked draft its place at the end of this chain.</summary>
    public Voucher Append(Draft content, Guid id, int number, DateTimeOffset recordedAt)
    {
        var voucher = new Voucher
        {
            Id = id,
            Sequence = Count + 1,
            Number = number,
            Content = content,
            RecordedAt = recordedAt.ToUnixTimeMilliseconds(),
            Hash = "",
        };
        return voucher with { Hash = HashOf(voucher, Head) };
    }

    /// <summary>The chain with this voucher at its end.</summary>
    public static Chain EndingIn(Voucher voucher) => new(voucher.Sequence, voucher.Hash);

    /// <summary>The hash that a voucher behind this predecessor must have.</summary>
    public static string HashOf(Voucher voucher, string predecessorHash) =>
        Hash(CanonicalBytes.Of(voucher, predecessorHash));

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
