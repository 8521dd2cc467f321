using Grpc.Core;

namespace Region.Gateway.Identity;

/// <summary>Where a person speaks from.</summary>
/// <param name="Address">The network address as the gateway sees it.</param>
/// <param name="Agent">What the browser or program calls itself, shortened.</param>
internal sealed record Origin(string Address, string Agent)
{
    private const int LongestAgent = 200;
    private const string AddressHeader = "x-region-address";
    private const string AgentHeader = "x-region-agent";

    public static Origin Of(HttpContext context) => new(
        context.Connection.RemoteIpAddress?.ToString() ?? "",
        Plain(context.Request.Headers.UserAgent.ToString()));

    /// <summary>
    /// As the REST side of this gateway passed it on; whoever calls the gRPC port himself is inside, and is taken at
    /// the address that he comes from.
    /// </summary>
    public static Origin Of(ServerCallContext context) => new(
        Plain(context.RequestHeaders.GetValue(AddressHeader) ?? context.Peer),
        Plain(context.RequestHeaders.GetValue(AgentHeader) ?? context.RequestHeaders.GetValue("user-agent") ?? ""));

    public void Write(Metadata headers)
    {
        headers.Add(AddressHeader, Address);
        headers.Add(AgentHeader, Agent);
    }

    // Printable ASCII: it travels in headers, and it is shown again.
    private static string Plain(string text) =>
        new([.. text.Where(sign => sign is >= ' ' and <= '~').Take(LongestAgent)]);
}
