namespace Grpc.Core;

/// <summary>What a <see cref="VerifyPeerCallback"/> decides on.</summary>
public class VerifyPeerContext
{
    internal VerifyPeerContext(string targetName, string peerPem)
    {
        TargetName = targetName;
        PeerPem = peerPem;
    }

    /// <summary>The name of the server.</summary>
    public string TargetName { get; }

    /// <summary>The certificate of the server in PEM.</summary>
    public string PeerPem { get; }
}
