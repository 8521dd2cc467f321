using System.Globalization;
using System.Net;
using Dapper;
using Google.Protobuf;
using Microsoft.Data.Sqlite;
using Region.Accounting;
using Region.Contracts;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Procurement.V1;
using Region.Contracts.Villages.V1;
using Region.Procurement;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Events;

/// <summary>An event counts only when the sidecar delivers it: whoever else posts one is turned away.</summary>
public sealed class ForgedEventTests
{
    private static readonly (string Service, string Topic, IMessage Event)[] Forged =
    [
        ("accounting", Topics.VillageJoined, new VillageJoined
        {
            Village = "V0101",
            Name = "晨光村",
            Region = "R01",
            Company = "C01",
            AccountingDate = "2025-12-31",
            ContributionFen = 1,
            CreditCode = "N2410000MADEM0011G",
        }),
        ("accounting", Topics.PrepaymentReceived, new VillageJoined()),
        ("procurement", Topics.VoucherPosted, new VoucherPosted { Book = "V0101", VoucherId = "1" }),
        ("accounting", Topics.DeliveryApportioned, new DeliveryApportioned { Region = "R01", Village = "V0101" }),
        .. Awaited(),
    ];

    // No service sends these yet, so a forged one would be the only one that ever came.
    private static IEnumerable<(string Service, string Topic, IMessage Event)> Awaited() =>
        from topic in Topics.All
        where topic.AwaitsSender
        let type = typeof(Topics).Assembly.GetTypes().Single(type =>
            type.Name == topic.Event && typeof(IMessage).IsAssignableFrom(type))
        select ("accounting", topic.Name, (IMessage)Activator.CreateInstance(type)!);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_without_the_app_token_or_with_a_wrong_one_is_refused_and_changes_nothing()
    {
        await using var world = await ServiceWorld.StartAsync(
            StoreKind.Sqlite,
            Cancelled,
            ("accounting", AccountingService.Build),
            ("procurement", ProcurementService.Build));
        var before = Rows(world);
        foreach (var (service, topic, forged) in Forged)
        {
            foreach (var token in (string?[])[null, "", "app-token-of-the-tes", "app-token-of-the-test2", "x"])
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"forged-{topic}-{token}");
                var (status, verdict) = await world.DeliverAsync(service, topic, id, "V0101", forged, Cancelled, token);

                status.ShouldBe(HttpStatusCode.Unauthorized, $"{topic} with «{token}»");
                verdict.ShouldBeEmpty();
            }
        }

        Rows(world).ShouldBe(before);

        // The same event with the right token is taken: it was the token that was missing.
        (await world.DeliverAsync("accounting", Topics.VillageJoined, "real-0001", "V0101", Forged[0].Event, Cancelled))
            .Status.ShouldBe(HttpStatusCode.OK);
        Rows(world).ShouldNotBe(before);
    }

    private static List<string> Rows(ServiceWorld world)
    {
        var rows = new List<string>();
        foreach (var file in Directory.EnumerateFiles(world.DataFolder, "*.db", SearchOption.AllDirectories).Order(
            StringComparer.Ordinal))
        {
            using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
            connection.Open();
            var tables = connection.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
            foreach (var table in tables)
            {
                var count = connection.ExecuteScalar<long>($"SELECT count(*) FROM {table}");
                rows.Add(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)} {table} {count}"));
            }
        }

        return rows;
    }
}
