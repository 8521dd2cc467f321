namespace Region.Gateway.Web;

/// <summary>Addresses inside this site.</summary>
internal static class Links
{
    /// <summary>A path with a query of the parameters that are not empty.</summary>
    public static string To(string path, params ReadOnlySpan<(string Name, string Value)> query)
    {
        var text = new System.Text.StringBuilder(path);
        var separator = '?';
        foreach (var (name, value) in query)
        {
            if (value.Length is 0)
                continue;

            text.Append(separator).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        return text.ToString();
    }

    public static string Voucher(string book, string voucher) => $"/books/{book}/vouchers/{voucher}";

    public static string Draft(string book, string draft) => $"/books/{book}/drafts/{draft}";

    public static string Detail(string book, string account, string counterparty, string from, string to) =>
        To($"/books/{book}/detail", ("account", account), ("counterparty", counterparty), ("from", from), ("to", to));

    /// <summary>
    /// The lines behind a cell that is split by auxiliary items, a hyphen for what names none, as they were known on
    /// the day of the list that leads there.
    /// </summary>
    public static string Detail(
        string book,
        string account,
        (string Counterparty, string Project, string Stock) items,
        (string From, string To, string Known) span) =>
        To(
            $"/books/{book}/detail", ("account", account), ("counterparty", items.Counterparty),
            ("project", items.Project), ("stock", items.Stock), ("from", span.From), ("to", span.To),
            ("known", span.Known));

    public static string Round(string region, string round) => $"/regions/{region}/rounds/{round}";

    public static string Supplier(string region, string supplier) =>
        $"/regions/{region}/suppliers/{Uri.EscapeDataString(supplier)}";

    /// <summary>
    /// Whether an address leads into this site: a path of its own, which no browser reads as another site's name.
    /// </summary>
    public static bool IsLocal(string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl);
}
