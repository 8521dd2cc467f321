using System.Net;
using System.Net.Sockets;

namespace Region.Platform.Tests.Wire;

/// <summary>An HTTP/2 server that answers by a script, for wrong answers that no real server gives.</summary>
internal sealed class RawHttp2Server : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<RawExchange, Task> _script;
    private readonly Task _accepting;
    private int _requests;

    private RawHttp2Server(Func<RawExchange, Task> script)
    {
        _script = script;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public int Requests => Volatile.Read(ref _requests);

    public static RawHttp2Server Start(Func<RawExchange, Task> script) => new(script);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception exception) when (
            exception is OperationCanceledException or SocketException || _stop.IsCancellationRequested)
        {
            // A listener that was stopped between two connections says so in a third way.
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient tcp)
    {
        using var connection = tcp;
        var stream = tcp.GetStream();
        try
        {
            await stream.ReadExactlyAsync(new byte[24], _stop.Token);
            byte[] settings = [0, 1, 0, 0, 0, 0, 0, 4, 0x7F, 0xFF, 0xFF, 0xFF];
            await stream.WriteAsync(new RawFrame(RawFrame.Settings, 0, 0, settings).ToBytes(), _stop.Token);
            await stream.WriteAsync(
                new RawFrame(RawFrame.WindowUpdate, 0, 0, RawFrame.Number(0x3FFFFFFF)).ToBytes(), _stop.Token);
            await ReadFramesAsync(stream);
        }
        catch (Exception exception)
            when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client left or the script closed the connection; both are ways for a test to end.
        }
    }

    private async Task ReadFramesAsync(NetworkStream stream)
    {
        var exchanges = new Dictionary<int, RawExchange>();
        while (await RawFrame.ReadAsync(stream, _stop.Token) is { } frame)
        {
            if (frame.Type is RawFrame.Settings or RawFrame.Ping && (frame.Flags & RawFrame.AckFlag) is 0)
            {
                var payload = frame.Type is RawFrame.Ping ? frame.Payload : [];
                await stream.WriteAsync(
                    new RawFrame(frame.Type, RawFrame.AckFlag, 0, payload).ToBytes(), _stop.Token);
            }
            else if (frame.Type is RawFrame.Headers && !exchanges.ContainsKey(frame.Stream))
            {
                exchanges[frame.Stream] = new RawExchange(stream, frame.Stream, Hpack.Decode(frame.Payload));
            }

            if (!exchanges.TryGetValue(frame.Stream, out var exchange))
                continue;

            if (frame.Type is RawFrame.Data)
                exchange.Body.Write(frame.Payload);
            else if (frame.Type is RawFrame.Reset)
                exchange.Reset.TrySetResult(frame.Payload[3]);

            if (frame.EndsStream)
            {
                Interlocked.Increment(ref _requests);
                await _script(exchange);
            }
        }
    }
}
