namespace Grpc.Core;

/// <summary>How one message is written.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>More follows soon; the bytes need not leave at once.</summary>
    BufferHint = 1,

    /// <summary>The message is not compressed, whatever the call says.</summary>
    NoCompress = 2,
}
