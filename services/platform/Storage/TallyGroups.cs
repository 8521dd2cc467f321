using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Region.Platform.Storage;

/// <summary>
/// The sums of a <see cref="Tally"/> by their keys. A key is its parts in UTF-8, each behind its length, so that no two
/// rows of parts make the same bytes.
/// </summary>
internal sealed class TallyGroups
{
    private const int LengthBytes = sizeof(int);
    private const int UsualKey = 256;

    private readonly int _keys;
    private readonly int _sums;
    private readonly Dictionary<byte[], long[]> _groups = new(KeyBytes.Comparer);
    private readonly Dictionary<byte[], long[]>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private byte[] _key = new byte[UsualKey];
    private int _length;

    internal TallyGroups(int keys, int sums)
    {
        _keys = keys;
        _sums = sums;
        _lookup = _groups.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>Adds a row: link, keys, sums.</summary>
    internal void Add(ReadOnlySpan<byte> headKey, SqliteColumns columns)
    {
        Begin(headKey);
        for (var index = 1; index <= _keys; index++)
        {
            var start = _length + LengthBytes;
            Demand(start);
            var length = columns.CopyText(index, ref _key, start);
            BinaryPrimitives.WriteInt32LittleEndian(_key.AsSpan(_length), length);
            _length = start + length;
        }

        var key = _key.AsSpan(0, _length);
        if (!_lookup.TryGetValue(key, out var sums))
            _groups.Add(key.ToArray(), sums = new long[_sums]);

        for (var index = 0; index < sums.Length; index++)
            sums[index] = checked(sums[index] + columns.Int64(1 + _keys + index));
    }

    internal IReadOnlyList<TallyRow> Rows() => [.. _groups.Select(group =>
    {
        var parts = Parts(group.Key);
        return new TallyRow(parts[0], parts[1..], group.Value);
    })];

    private void Begin(ReadOnlySpan<byte> headKey)
    {
        _length = LengthBytes + headKey.Length;
        Demand(_length);
        BinaryPrimitives.WriteInt32LittleEndian(_key, headKey.Length);
        headKey.CopyTo(_key.AsSpan(LengthBytes));
    }

    private void Demand(int length)
    {
        if (length > _key.Length)
            Array.Resize(ref _key, Math.Max(length, 2 * _key.Length));
    }

    private string[] Parts(ReadOnlySpan<byte> key)
    {
        var parts = new string[1 + _keys];
        for (var index = 0; index < parts.Length; index++)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(key);
            parts[index] = Encoding.UTF8.GetString(key.Slice(LengthBytes, length));
            key = key[(LengthBytes + length)..];
        }

        return parts;
    }

    private sealed class KeyBytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        internal static readonly KeyBytes Comparer = new();

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());
    }
}
