using Region.Benchmarks.Sidecar;

#pragma warning disable RS0030 // A program for a terminal: its result is what it prints.
var output = Console.Out;
#pragma warning restore RS0030

switch (args.FirstOrDefault())
{
    case "sidecar":
        await SidecarBenchmark.RunAsync(output, CancellationToken.None);
        return 0;
    default:
        await output.WriteLineAsync("usage: dotnet run -c Release --project tests/Region.Benchmarks -- sidecar");
        return 2;
}
