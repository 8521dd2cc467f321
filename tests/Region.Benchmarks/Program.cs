using Region.Benchmarks.Posting;
using Region.Benchmarks.Sidecar;
using Region.Benchmarks.Startup;
using Region.Benchmarks.Wire;

#pragma warning disable RS0030 // A program for a terminal: its result is what it prints.
var output = Console.Out;
var input = Console.In;
#pragma warning restore RS0030

switch (args.FirstOrDefault())
{
    case "sidecar":
        await SidecarBenchmark.RunAsync(output, CancellationToken.None);
        return 0;
    case "grpc":
        await GrpcBenchmark.RunAsync(output, CancellationToken.None);
        return 0;
    case "startup":
        await StartupBenchmark.RunAsync(output, CancellationToken.None);
        return 0;
    case "vouchers":
        await VouchersBenchmark.RunAsync(output, CancellationToken.None);
        return 0;
    case BenchServer.Command:
        await BenchServer.RunAsync(args[1], input, output, CancellationToken.None);
        return 0;
    default:
        await output.WriteLineAsync(
            "usage: dotnet run -c Release --project tests/Region.Benchmarks -- sidecar|grpc|startup|vouchers");
        return 2;
}
