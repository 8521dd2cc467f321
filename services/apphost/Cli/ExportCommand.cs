using System.Text;
using Region.Accounting.Exports;
using Region.AppHost.Running;
using Region.Kernel;

namespace Region.AppHost.Cli;

/// <summary>Writes one book to standard output, for ledger, hledger or an auditor's own program.</summary>
internal static class ExportCommand
{
    internal static async Task<int> RunAsync(HostSettings settings, string book, CancellationToken cancellationToken)
    {
        if (!Codes.IsBook(book))
            throw new InvalidOperationException($"账套编码“{book}”不对：村为 V 加 4 至 6 位数字，公司为 C 加 2 至 4 位数字。");

        await using var stores = StoppedSystem.Open(settings);
        var reading = stores.Services["accounting"].GetRequiredService<BookReading>();
#pragma warning disable RS0030 // The export is this command's output; Spectre would fold its lines.
        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
#pragma warning restore RS0030
        await reading.WriteLedgerAsync(book, output, cancellationToken);
        return 0;
    }
}
