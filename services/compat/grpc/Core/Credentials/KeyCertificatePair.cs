namespace Grpc.Core;

/// <summary>A certificate chain with its private key, both in PEM.</summary>
public sealed class KeyCertificatePair
{
    /// <summary>Creates a pair.</summary>
    public KeyCertificatePair(string certificateChain, string privateKey)
    {
        ArgumentNullException.ThrowIfNull(certificateChain);
        ArgumentNullException.ThrowIfNull(privateKey);
        CertificateChain = certificateChain;
        PrivateKey = privateKey;
    }

    /// <summary>The certificate chain.</summary>
    public string CertificateChain { get; }

    /// <summary>The private key.</summary>
    public string PrivateKey { get; }
}
