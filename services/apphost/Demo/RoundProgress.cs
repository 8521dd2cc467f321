using System.Text.Json.Nodes;

namespace Region.AppHost.Demo;

/// <summary>Waits until the round's legs stand in the books.</summary>
internal static class RoundProgress
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    internal static async Task AllVouchersInAsync(Person person, string path, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Within);
        while (!AllIn(await person.GetAsync(path, limit.Token)))
            await Task.Delay(Between, TimeProvider.System, limit.Token);
    }

    private static bool AllIn(JsonNode progress)
    {
        var legs = progress["villages"]!.AsArray().SelectMany(village => village!["vouchers"]!.AsArray()).ToArray();
        return legs.Length > 0 && legs.All(leg =>
            leg!["villageVoucher"]!.GetValue<string>().Length > 0
            && leg["companyVoucher"]!.GetValue<string>().Length > 0);
    }
}
