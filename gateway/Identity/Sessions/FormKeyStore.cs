using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Region.Platform.Storage;

namespace Region.Gateway.Identity.Sessions;

/// <summary>
/// Keeps the keys of form tokens in the gateway's store, so that a form drawn by one replica is accepted by another
/// and after a restart. The framework asks about once a day, and only without a token and without waiting.
/// </summary>
internal sealed class FormKeyStore(Database database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => Task.Run(ReadAsync).GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) =>
        Task.Run(() => WriteAsync(friendlyName, element.ToString(SaveOptions.DisableFormatting)))
            .GetAwaiter().GetResult();

    private async Task<IReadOnlyCollection<XElement>> ReadAsync()
    {
        await using var session = await database.ReadAsync(CancellationToken.None);
        var rows = await session.QueryAsync<string>(
            "SELECT xml FROM form_keys ORDER BY name LIMIT 1000", parameters: null, CancellationToken.None);
        return [.. rows.Select(XElement.Parse)];
    }

    private async Task WriteAsync(string name, string xml)
    {
        await using var work = await database.BeginAsync("form-keys", CancellationToken.None);
        await work.ExecuteAsync(
            """
            INSERT INTO form_keys (name, xml) VALUES (@name, @xml)
            ON CONFLICT (name) DO UPDATE SET xml = excluded.xml
            """,
            new { name, xml },
            CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
    }
}
