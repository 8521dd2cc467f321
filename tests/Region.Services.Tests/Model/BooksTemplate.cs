using Region.Accounting;
using Region.Contracts;
using Region.Contracts.Villages.V1;
using Region.Services.Tests.Accounting;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Model;

/// <summary>
/// A folder with the open, empty books of a company and two villages, and of a village of another region. Every script
/// starts from a copy, which costs a tenth of opening books anew.
/// </summary>
internal sealed class BooksTemplate : IDisposable
{
    private readonly string _folder = NewFolder();

    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="prepare">What else happens before the first step of every script.</param>
    internal static async Task<BooksTemplate> MakeAsync(
        CancellationToken cancellationToken,
        Func<ServiceWorld, Task>? prepare = null)
    {
        var template = new BooksTemplate();
        await using var world = await ServiceWorld.StartAsync(
            StoreKind.Sqlite, cancellationToken, (AccountingWorlds.ServiceName, AccountingService.Build));
        await OpenAsync(world, cancellationToken);
        if (prepare is not null)
            await prepare(world);

        Copy(world.DataFolder, template._folder);
        return template;
    }

    /// <summary>Opens the books, still empty.</summary>
    internal static async Task OpenAsync(ServiceWorld world, CancellationToken cancellationToken)
    {
        await DeliverAsync(Topics.CompanyFounded, BooksModel.Company, new CompanyFounded
        {
            Company = BooksModel.Company,
            Name = "样例公司",
            Region = "R01",
            AccountingDate = "2026-01-01",
        });
        await DeliverAsync(Topics.VillageJoined, "V0101", Joined("V0101", "R01"));
        await DeliverAsync(Topics.VillageJoined, "V0102", Joined("V0102", "R01"));
        await DeliverAsync(Topics.VillageJoined, BooksModel.Stranger, Joined(BooksModel.Stranger, "R02"));

        async Task DeliverAsync(string topic, string book, Google.Protobuf.IMessage message)
        {
            var (_, verdict) = await world.DeliverAsync(
                AccountingWorlds.ServiceName, topic, $"opening-{book}", book, message, cancellationToken);
            verdict.ShouldContain("SUCCESS");
        }
    }

    internal static VillageJoined Joined(string village, string region) => new()
    {
        Village = village,
        Name = $"样例村{village}",
        Region = region,
        Company = $"C{region.AsSpan(1)}",
        AccountingDate = "2026-01-01",
    };

    /// <summary>A folder of its own for one script.</summary>
    internal string Copy()
    {
        var folder = NewFolder();
        Copy(_folder, folder);
        return folder;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>In memory where that is possible: thousands of commits would wait for the disk otherwise.</summary>
    private static string NewFolder() => FastFolder.Create("region-model-");

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.Combine(to, "books"));
        foreach (var file in Directory.EnumerateFiles(from, "*.db*", SearchOption.AllDirectories))
        {
            if (!file.EndsWith("-shm", StringComparison.Ordinal))
                File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }
}
