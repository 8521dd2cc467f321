namespace Grpc.Core;

/// <summary>Learns of what kind <see cref="ChannelCredentials"/> are.</summary>
public abstract class ChannelCredentialsConfiguratorBase
{
    /// <summary>Plaintext.</summary>
    public abstract void SetInsecureCredentials(object? state);

    /// <summary>TLS.</summary>
    public abstract void SetSslCredentials(
        object? state,
        string? rootCertificates,
        KeyCertificatePair? keyCertificatePair,
        VerifyPeerCallback? verifyPeerCallback);

    /// <summary>A protected channel with credentials for each call.</summary>
    public abstract void SetCompositeCredentials(
        object? state,
        ChannelCredentials channelCredentials,
        CallCredentials callCredentials);
}
