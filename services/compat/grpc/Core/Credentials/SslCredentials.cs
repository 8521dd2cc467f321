namespace Grpc.Core;

/// <summary>TLS with the trust of the machine. Own certificates are set on the HTTP handler.</summary>
public sealed class SslCredentials : ChannelCredentials
{
    /// <inheritdoc/>
    public override void InternalPopulateConfiguration(
        ChannelCredentialsConfiguratorBase configurator, object? state) =>
        configurator.SetSslCredentials(state, null, null, null);
}
