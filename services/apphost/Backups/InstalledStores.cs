using System.Reflection;
using Region.Accounting;
using Region.Accounting.Exports;
using Region.AppHost.Running;
using Region.Gateway;
using Region.Platform.Backups;
using Region.Platform.Storage;
using Region.Procurement;
using Region.Sidecar;
using Region.Villages;

namespace Region.AppHost.Backups;

/// <summary>Every store of this program. A file that is not one of them is a store that somebody forgot here.</summary>
internal static class InstalledStores
{
    internal const string Queue = "sidecar";

    /// <summary>
    /// Who asks stands before who is asked, so that an answer which somebody used is in the backup too.
    /// </summary>
    internal static IReadOnlyList<StoredService> Services { get; } =
    [
        new("gateway", typeof(GatewayApp).Assembly),
        new("procurement", typeof(ProcurementService).Assembly),
        new("accounting", typeof(AccountingService).Assembly)
        {
            CompartmentSchema = "BookSchema",
            CompartmentNames = BookSeals.CodesAsync,
        },
        new("villages", typeof(VillagesService).Assembly),
    ];

    /// <summary>The stores that every system has.</summary>
    internal static IReadOnlyList<string> Names { get; } = [Queue, .. Services.Select(service => service.Name)];

    private static Assembly QueueAssembly => typeof(SidecarApp).Assembly;

    internal static StorageOptions Options(HostSettings settings) =>
        new() { Data = settings.Data, Postgres = settings.Postgres };

    internal static Task<Cut> CutAsync(
        StorageOptions options,
        TimeProvider clock,
        CancellationToken cancellationToken) =>
        Cut.TakeAsync(options, Queue, Services, clock, cancellationToken);

    /// <summary>The schema steps of a store that this program does not know.</summary>
    internal static IReadOnlyList<string> UnknownSteps(string store, IReadOnlyList<string> steps)
    {
        var owner = store is Queue
            ? new StoredService(Queue, QueueAssembly)
            : Services.FirstOrDefault(service => string.Equals(service.Name, OwnerOf(store), StringComparison.Ordinal));
        return owner is null ? [store] : owner.UnknownSteps(store, steps);
    }

    /// <summary>Whether a book has all schema steps of this program.</summary>
    internal static bool IsCurrent(string store, IReadOnlyList<string> steps) =>
        Services.Single(service => string.Equals(service.Name, OwnerOf(store), StringComparison.Ordinal))
            .IsCurrent(store, steps);

    /// <summary>Refuses to back up a folder with a database in it that would be left out.</summary>
    internal static void RequireNoOther(string data)
    {
        if (!Directory.Exists(data))
            throw new InvalidOperationException($"{data} 里还没有数据，请先启动系统或运行 demo。");

        DataFolder.RequireWhole(data);
        foreach (var file in Directory.EnumerateFiles(data, "*.db"))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if (!Names.Contains(name, StringComparer.Ordinal))
                throw new InvalidOperationException($"不认识的数据文件 {file}：它不会进入备份，请先移走它或升级程序。");
        }
    }

    private static string OwnerOf(string store) =>
        store.StartsWith("books/", StringComparison.Ordinal) ? "accounting" : store;
}
