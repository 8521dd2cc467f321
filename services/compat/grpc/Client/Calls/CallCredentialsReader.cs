using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>Collects the metadata that call credentials add.</summary>
internal sealed class CallCredentialsReader : CallCredentialsConfiguratorBase
{
    private readonly List<AsyncAuthInterceptor> _interceptors = [];

    public static async Task<Metadata> ReadAsync(
        IEnumerable<CallCredentials> credentials,
        AuthInterceptorContext context)
    {
        var reader = new CallCredentialsReader();
        foreach (var credential in credentials)
            credential.InternalPopulateConfiguration(reader, state: null);

        var metadata = new Metadata();
        foreach (var interceptor in reader._interceptors)
            await interceptor(context, metadata);

        return metadata;
    }

    public override void SetCompositeCredentials(object? state, IReadOnlyList<CallCredentials> credentials)
    {
        foreach (var credential in credentials)
            credential.InternalPopulateConfiguration(this, state);
    }

    public override void SetAsyncAuthInterceptorCredentials(object? state, AsyncAuthInterceptor interceptor) =>
        _interceptors.Add(interceptor);
}
