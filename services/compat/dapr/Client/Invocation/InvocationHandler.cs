namespace Dapr.Client;

/// <summary>Rewrites <c>http://app-id/path</c> into the sidecar's invocation address and adds the API token.</summary>
public class InvocationHandler : DelegatingHandler
{
    private Uri _endpoint = new(DaprDefaults.GetDefaultHttpEndpoint());

    public string DaprEndpoint
    {
        get => _endpoint.OriginalString;
        set
        {
            Require.NotNull(value);
            _endpoint = Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? new Uri(value)
                : throw new ArgumentException(
                    "The URI scheme of the Dapr endpoint must be http or https.", nameof(value));
        }
    }

    public string? DefaultAppId { get; set; }

    internal string? ApiToken { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var original = request.RequestUri;
        if (original is not { IsAbsoluteUri: true } || original.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException(
                $"The request URI '{original}' is not a valid Dapr service invocation destination.", nameof(request));
        }

        try
        {
            request.RequestUri = Rewrite(original);
            if (!string.IsNullOrEmpty(ApiToken))
            {
                request.Headers.Add("dapr-api-token", ApiToken);
            }

            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            request.RequestUri = original;
            request.Headers.Remove("dapr-api-token");
        }
    }

    private Uri Rewrite(Uri original)
    {
        // The URI class lowers the host name; an app id in another case is known only from the default.
        var appId = DefaultAppId is { } known && string.Equals(known, original.Host, StringComparison.OrdinalIgnoreCase)
            ? known
            : original.Host;
        return new UriBuilder(original)
        {
            Scheme = _endpoint.Scheme,
            Host = _endpoint.Host,
            Port = _endpoint.Port,
            Path = $"/v1.0/invoke/{appId}/method{original.AbsolutePath}",
        }.Uri;
    }
}
