using System.Globalization;
using Region.Benchmarks.Ledgers;
using Region.Benchmarks.Pages;
using Region.Benchmarks.Posting;
using Region.Benchmarks.Rounds;
using Region.Benchmarks.Scale;
using Region.Benchmarks.Sidecar;
using Region.Benchmarks.Startup;
using Region.Benchmarks.Wire;

#pragma warning disable RS0030 // A program for a terminal: its result is what it prints.
var output = Console.Out;
var input = Console.In;
#pragma warning restore RS0030
int? size = args.Length > 1 && int.TryParse(args[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
    ? number
    : null;

Task? run = args.FirstOrDefault() switch
{
    "sidecar" => SidecarBenchmark.RunAsync(output, CancellationToken.None),
    "grpc" => GrpcBenchmark.RunAsync(output, CancellationToken.None),
    "startup" => StartupBenchmark.RunAsync(output, CancellationToken.None),
    "vouchers" => VouchersBenchmark.RunAsync(output, CancellationToken.None),
    "sales" => SalesBenchmark.RunAsync(output, size, CancellationToken.None),
    "events" => EventsBenchmark.RunAsync(output, CancellationToken.None),
    "round" => RoundBenchmark.RunAsync(output, size, CancellationToken.None),
    "requisitions" => RequisitionsBenchmark.RunAsync(output, CancellationToken.None),
    "books" => BooksBenchmark.RunAsync(output, size, CancellationToken.None),
    "memory" => MemoryBenchmark.RunAsync(output, size, CancellationToken.None),
    "import" => ImportBenchmark.RunAsync(output, size, CancellationToken.None),
    "ledgers" => LedgersBenchmark.RunAsync(output, size ?? 1_000_000, CancellationToken.None),
    "pages" => PagesBenchmark.RunAsync(output, size ?? PagesBenchmark.UsualLines, CancellationToken.None),
    BenchServer.Command => BenchServer.RunAsync(args[1], input, output, CancellationToken.None),
    _ => null,
};
if (run is null)
{
    await output.WriteLineAsync(
        "usage: dotnet run -c Release --project tests/Region.Benchmarks -- "
        + "sidecar|grpc|startup|vouchers|sales [vouchers]|events|requisitions|round [repetitions]|"
        + "books [villages]|import [vouchers]|ledgers [lines]|pages [lines]|memory [rounds]");
    return 2;
}

await run;
return 0;
