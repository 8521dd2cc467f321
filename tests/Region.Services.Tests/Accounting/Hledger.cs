using System.Diagnostics;
using System.Globalization;
using System.Text;
using Grpc.Core;
using Region.Contracts.Accounting.V1;
using Shouldly;

namespace Region.Services.Tests.Accounting;

/// <summary>A second opinion: a book as hledger adds it up.</summary>
internal static class Hledger
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>
    /// Balances in fen by account and counterparty, as <see cref="RegionBooks.ClosingAsync"/> gives them.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, long>> BalancesAsync(
        string hledger,
        RegionBooks region,
        string book)
    {
        var file = Path.Combine(region.World.DataFolder, $"{book}-{Guid.CreateVersion7()}.journal");
        await File.WriteAllBytesAsync(
            file, [.. (await PartsAsync(region, book)).SelectMany(part => part)], Token);
        return await SumsAsync(hledger, file);
    }

    /// <summary>What a journal adds up to, once a strict check passes.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> SumsAsync(string hledger, string file)
    {
        (await RunAsync(hledger, "check", "-f", file, "--strict")).ShouldBeEmpty();
        return Sums(await RunAsync(hledger, "balance", "-f", file, "--flat", "--no-total", "-O", "csv"));
    }

    /// <summary>The parts in which a book is exported.</summary>
    public static async Task<IReadOnlyList<byte[]>> PartsAsync(RegionBooks region, string book)
    {
        using var call = region.BooksAs(region.OwnerOf(book)).ExportLedger(
            new ExportLedgerRequest { Book = book }, cancellationToken: Token);
        var parts = new List<byte[]>();
        await foreach (var answer in call.ResponseStream.ReadAllAsync(Token))
            parts.Add(answer.Part.Data.ToByteArray());

        return parts;
    }

    /// <summary>Reads hledger's CSV: "112 应收款:C01 …","CNY 12.34" becomes «112 C01» and 1234.</summary>
    private static Dictionary<string, long> Sums(string csv) => csv
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Skip(1)
        .Select(line => line.Trim('"').Split("\",\""))
        .Select(cells => (Key: Key(cells[0]), Fen: Fen(cells[1])))
        .Where(sum => sum.Fen is not 0)
        .ToDictionary(sum => sum.Key, sum => sum.Fen, StringComparer.Ordinal);

    private static string Key(string account)
    {
        // A detail stands below its account; a sub-account names itself whole.
        var codes = account.Split(':').Select(level => level.Split(' ')[0]).ToArray();
        var leaf = Array.FindLastIndex(codes, code => code.StartsWith($"{codes[0]}.", StringComparison.Ordinal));
        return string.Join(' ', leaf < 0 ? codes : codes[leaf..]);
    }

    private static long Fen(string amount) =>
        (long)(decimal.Parse(amount.Replace("CNY", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 100m);

    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["LC_ALL"] = "C.UTF-8";
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start).ShouldNotBeNull();
        var errors = process.StandardError.ReadToEndAsync(Token);
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        process.ExitCode.ShouldBe(0, await errors);
        return output;
    }
}
