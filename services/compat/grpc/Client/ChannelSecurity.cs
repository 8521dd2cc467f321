using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>Checks that the credentials of a channel fit its address, and finds those for each call in them.</summary>
internal sealed class ChannelSecurity(bool allowPlaintext) : ChannelCredentialsConfiguratorBase
{
    private bool? _secure;
    private CallCredentials? _call;

    public static CallCredentials? Check(ChannelCredentials? credentials, Uri address, bool allowPlaintext)
    {
        if (credentials is null)
            return null;

        var security = new ChannelSecurity(allowPlaintext);
        credentials.InternalPopulateConfiguration(security, state: null);
        var secureAddress = string.Equals(address.Scheme, Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);
        if (security._secure is { } secure && secure != secureAddress)
        {
            throw new InvalidOperationException(
                $"Channel is configured with {(secure ? "secure" : "insecure")} channel credentials and can't use a " +
                $"HttpClient with a '{address.Scheme}' scheme.");
        }

        return security._call;
    }

    public override void SetInsecureCredentials(object? state) => _secure = false;

    public override void SetSslCredentials(
        object? state,
        string? rootCertificates,
        KeyCertificatePair? keyCertificatePair,
        VerifyPeerCallback? verifyPeerCallback) =>
        _secure = true;

    public override void SetCompositeCredentials(
        object? state,
        ChannelCredentials channelCredentials,
        CallCredentials callCredentials)
    {
        channelCredentials.InternalPopulateConfiguration(this, state);
        if (_secure is not true && !allowPlaintext)
        {
            throw new InvalidOperationException(
                $"CallCredentials can't be composed with {channelCredentials.GetType().Name}. CallCredentials must " +
                "be used with secure channel credentials like SslCredentials or by enabling " +
                "GrpcChannelOptions.UnsafeUseInsecureChannelCallCredentials on the channel.");
        }

        _call = _call is null ? callCredentials : CallCredentials.Compose(_call, callCredentials);
    }
}
