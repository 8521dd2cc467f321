using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Region.Benchmarks.Wire;

/// <summary>
/// The side that is measured, alone in its process: our gRPC server, or nothing but Kestrel and protobuf. It prints
/// its port, and for every line that it reads what it has used so far; it ends with its input.
/// </summary>
internal static class BenchServer
{
    public const string Command = "grpc-server";
    public const string Ours = "ours";
    public const string Bare = "bare";

    public static async Task RunAsync(
        string kind, TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        if (kind is Ours)
            builder.Services.AddGrpc();

        await using var app = builder.Build();
        if (kind is Ours)
            app.MapGrpcService<SettlementService>();
        else
            app.Run(ServeBareAsync);

        await app.StartAsync(cancellationToken);
        await output.WriteLineAsync(new Uri(app.Urls.Single()).Port.ToString(CultureInfo.InvariantCulture));
        using var self = Process.GetCurrentProcess();
        while (await input.ReadLineAsync(cancellationToken) is not null)
        {
            self.Refresh();
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{self.TotalProcessorTime.Ticks} {GC.GetTotalAllocatedBytes(precise: true)}"));
        }
    }

    /// <summary>The same call without a gRPC library: no routing, no checks, no metadata, no deadlines.</summary>
    private static async Task ServeBareAsync(HttpContext context)
    {
        var input = context.Request.BodyReader;
        var read = await input.ReadAsync(context.RequestAborted);
        while (!read.IsCompleted)
        {
            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await input.ReadAsync(context.RequestAborted);
        }

        var reply = BenchMessages.Answer(
            SettleRequest.Parser.ParseFrom(read.Buffer.Slice(BenchMessages.HeaderSize)));
        input.AdvanceTo(read.Buffer.End);
        context.Response.ContentType = "application/grpc";
        await context.Response.StartAsync(context.RequestAborted);
        var output = context.Response.BodyWriter;
        var size = reply.CalculateSize();
        var frame = output.GetSpan(BenchMessages.HeaderSize + size);
        frame[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(frame[1..], size);
        reply.WriteTo(frame.Slice(BenchMessages.HeaderSize, size));
        output.Advance(BenchMessages.HeaderSize + size);
        context.Response.AppendTrailer("grpc-status", "0");
    }
}

/// <summary>The service behind our gRPC server.</summary>
internal sealed class SettlementService : Settlement.SettlementBase
{
    public override Task<SettleReply> Settle(SettleRequest request, ServerCallContext context) =>
        Task.FromResult(BenchMessages.Answer(request));
}
