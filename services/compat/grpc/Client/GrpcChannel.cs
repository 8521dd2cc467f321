using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>A channel to a gRPC server over HTTP/2.</summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    private GrpcChannel(Uri address)
        : base(address.Authority)
    {
    }

    /// <summary>Opens a channel to an address such as http://localhost:5000. Nothing is connected yet.</summary>
    public static GrpcChannel ForAddress(string address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>Opens a channel to an address with settings.</summary>
    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions) =>
        ForAddress(new Uri(address), channelOptions);

    /// <summary>Opens a channel to an address.</summary>
    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>Opens a channel to an address with settings.</summary>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(channelOptions);
        return new GrpcChannel(address);
    }

    /// <inheritdoc/>
    public override CallInvoker CreateCallInvoker() => new UnimplementedCallInvoker();

    /// <summary>Closes the channel; its calls are cancelled.</summary>
    public void Dispose()
    {
        // The channel owns nothing until the client lands.
    }
}
