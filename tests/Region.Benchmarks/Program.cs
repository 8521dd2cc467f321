using System.Globalization;
using Region.Benchmarks.Books;
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
    case "books":
        await BooksBenchmark.RunAsync(
            output,
            args.Length > 1 ? long.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000,
            CancellationToken.None);
        return 0;
    case BenchServer.Command:
        await BenchServer.RunAsync(args[1], input, output, CancellationToken.None);
        return 0;
    default:
        await output.WriteLineAsync(
            "usage: dotnet run -c Release --project tests/Region.Benchmarks -- sidecar|grpc|startup|books");
        return 2;
}
