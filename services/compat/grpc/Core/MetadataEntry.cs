using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    /// <summary>One key with its text or its bytes.</summary>
    public class Entry
    {
        private readonly byte[]? _bytes;
        private readonly string? _text;

        /// <summary>Creates a binary entry; the key must end with -bin.</summary>
        public Entry(string key, byte[] valueBytes)
        {
            Key = MetadataKeys.Normalize(key);
            if (!MetadataKeys.IsBinary(Key))
            {
                throw new ArgumentException(
                    "Key for binary valued metadata entry needs to have suffix indicating binary value.", nameof(key));
            }

            ArgumentNullException.ThrowIfNull(valueBytes);
            _bytes = valueBytes.AsSpan().ToArray();
        }

        /// <summary>Creates a text entry; the key must not end with -bin.</summary>
        public Entry(string key, string value)
        {
            Key = MetadataKeys.Normalize(key);
            if (MetadataKeys.IsBinary(Key))
            {
                throw new ArgumentException(
                    "Key for ASCII valued metadata entry cannot have suffix indicating binary value.", nameof(key));
            }

            ArgumentNullException.ThrowIfNull(value);
            _text = value;
        }

        private Entry(string key, string? text, byte[]? bytes)
        {
            Key = key;
            _text = text;
            _bytes = bytes;
        }

        /// <summary>The key, always in lower case.</summary>
        public string Key { get; }

        /// <summary>A copy of the bytes; those of the text if the entry is a text.</summary>
        public byte[] ValueBytes => _bytes is null ? Encoding.ASCII.GetBytes(_text!) : _bytes.AsSpan().ToArray();

        /// <summary>The text; asking a binary entry for it is an error.</summary>
        public string Value => _text ??
            throw new InvalidOperationException("Cannot access string value of a binary metadata entry");

        /// <summary>Whether the entry carries bytes.</summary>
        public bool IsBinary => _bytes is not null;

        internal ReadOnlySpan<byte> BytesWithoutCopy => _bytes;

        /// <inheritdoc/>
        public override string ToString() => IsBinary
            ? $"[Entry: key={Key}, valueBytes={Convert.ToBase64String(_bytes!)}]"
            : $"[Entry: key={Key}, value={_text}]";

        /// <summary>An entry from the wire: what a legal HTTP field may hold is never refused here.</summary>
        internal static Entry FromWire(string key, string text) => new(key, text, bytes: null);

        internal static Entry FromWire(string key, byte[] bytes) => new(key, text: null, bytes);
    }
}
