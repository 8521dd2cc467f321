using Grpc.Core;
using Region.Contracts.Accounting.V1;
using Region.Verifier;

namespace Region.Services.Tests.Accounting;

/// <summary>Audit packages as an auditor gets and checks them.</summary>
internal static class AuditPackages
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Saves the package of a book's year; answers where.</summary>
    public static async Task<string> SaveAsync(RegionBooks region, string book, int year = 2026)
    {
        var file = Path.Combine(region.World.DataFolder, $"{book}-{Guid.CreateVersion7()}.zip");
        await File.WriteAllBytesAsync(file, await BytesAsync(region, book, year), Token);
        return file;
    }

    public static async Task<byte[]> BytesAsync(RegionBooks region, string book, int year)
    {
        using var call = new ArchiveService.ArchiveServiceClient(
            region.World.As(AccountingWorlds.ServiceName, region.OwnerOf(book))).ExportYear(
            new ExportYearRequest { Book = book, Year = year }, cancellationToken: Token);
        var bytes = new MemoryStream();
        await foreach (var answer in call.ResponseStream.ReadAllAsync(Token))
            answer.Part.Data.WriteTo(bytes);

        return bytes.ToArray();
    }

    /// <summary>Runs the verifier; answers its exit code and what it printed.</summary>
    public static async Task<(int Code, string Output)> VerifyAsync(
        RegionBooks region,
        string book,
        string file,
        params string[] options)
    {
        var output = new StringWriter();
        var code = await VerifyCommand.Build().Parse([file, .. options]).InvokeAsync(
            new System.CommandLine.InvocationConfiguration { Output = output }, Token);
        return (code, $"{region.Region} {book}: {output}");
    }
}
