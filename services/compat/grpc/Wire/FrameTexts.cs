namespace Grpc.Shared;

/// <summary>What a side says of frames that it cannot read; the words are those of the official libraries.</summary>
internal sealed record FrameTexts(string Incomplete, string Additional, string NoEncoding, string IdentityEncoding)
{
    public const string ReceivedTooLarge = "Received message exceeds the maximum configured message size.";
    public const string SentTooLarge = "Sending message exceeds the maximum configured message size.";

    public static readonly FrameTexts Server = new(
        "Incomplete message.",
        "Additional data after the message received.",
        "Request did not include grpc-encoding value with compressed message.",
        "Request sent 'identity' grpc-encoding value with compressed message.");

    public static readonly FrameTexts Client = new(
        "Unexpected end of content while reading the message content.",
        "Unexpected data after finished reading message.",
        "Request did not include grpc-encoding value with compressed message.",
        "Request sent 'identity' grpc-encoding value with compressed message.");
}
