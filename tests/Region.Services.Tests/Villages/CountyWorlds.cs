using Google.Protobuf;
using Region.Contracts.Access.V1;
using Region.Contracts.Villages.V1;
using Region.Platform.Storage;
using Region.Procurement;
using Region.Testing;
using Region.Villages;

namespace Region.Services.Tests.Villages;

/// <summary>
/// The sample county with villages and procurement running, one for each kind of store. Its tests run one after
/// another, so that a test may compare everything that is stored before and after.
/// </summary>
[CollectionDefinition(Name)]
public sealed class CountyWorlds : IAsyncLifetime, ICollectionFixture<CountyWorlds>
{
    public const string Name = "county";

    private readonly Dictionary<StoreKind, ServiceWorld> _worlds = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var world in _worlds.Values)
            await world.DisposeAsync();
    }

    /// <summary>The county with its register imported.</summary>
    public async Task<ServiceWorld> WorldAsync(StoreKind kind, CancellationToken cancellationToken)
    {
        if (_worlds.TryGetValue(kind, out var known))
            return known;

        var world = await ServiceWorld.StartAsync(
            kind,
            cancellationToken,
            ("villages", VillagesService.Build),
            ("procurement", ProcurementService.Build));
        _worlds[kind] = world;
        await RegisterOf(world).ImportRegisterAsync(SampleTables("import-0001"), cancellationToken: cancellationToken);
        return world;
    }

    /// <summary>The register as the county office calls it.</summary>
    public static RegisterService.RegisterServiceClient RegisterOf(ServiceWorld world) =>
        new(world.As("villages", Callers.Of(Role.CountyOffice, "COUNTY")));

    /// <summary>The three tables of the sample.</summary>
    public static ImportRegisterRequest SampleTables(string requestId) => new()
    {
        RequestId = requestId,
        RegionsTable = Sample("regions.csv"),
        CompaniesTable = Sample("companies.csv"),
        VillagesTable = Sample("villages.csv"),
        JoinedOn = "2026-01-01",
    };

    /// <summary>Everything that a service has stored in these tables, in a form that can be compared.</summary>
    public static async Task<string> DumpAsync(
        ServiceWorld world,
        string service,
        IEnumerable<string> tables,
        CancellationToken cancellationToken)
    {
        var database = (Database)world.Services(service).GetService(typeof(Database))!;
        await using var session = await database.ReadAsync(cancellationToken);
        var dump = new List<string>();
        foreach (var table in tables)
        {
            var rows = await session.QueryAsync<object>($"SELECT * FROM {table}", parameters: null, cancellationToken);
            dump.AddRange(rows.Select(row => $"{table} {row}").Order(StringComparer.Ordinal));
        }

        return string.Join('\n', dump);
    }

    private static ByteString Sample(string file) => ByteString.CopyFrom(
        File.ReadAllBytes(Path.Combine(Repository.Root, "services", "apphost", "Sample", file)));
}
