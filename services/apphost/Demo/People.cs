namespace Region.AppHost.Demo;

/// <summary>The people of region R01 in the sample.</summary>
internal sealed class People(HttpClient http, string password)
{
    private readonly Dictionary<string, Person> _villageAccountants = new(StringComparer.Ordinal)
    {
        ["V0101"] = new Person(http, "v0101.accountant", password),
        ["V0102"] = new Person(http, "v0102.accountant", password),
        // One town accountant keeps two books (村账镇代理) and acts in one at a time.
        ["V0103"] = new Person(http, "town.accountant", password, "V0103"),
        ["V0104"] = new Person(http, "town.accountant", password, "V0104"),
    };

    internal Person County { get; } = new(http, "county", password);

    internal Person Secretary { get; } = new(http, "r01.secretary", password);

    internal Person Manager { get; } = new(http, "r01.manager", password);

    internal Person Buyer { get; } = new(http, "r01.buyer", password);

    internal Person Receiver { get; } = new(http, "r01.receiver", password);

    internal Person Supervisor { get; } = new(http, "v0101.supervisor", password);

    internal Person Accountant { get; } = new(http, "r01.accountant", password);

    internal Person Cashier { get; } = new(http, "r01.cashier", password);

    internal Person VillageAccountant(string village) => _villageAccountants[village];

    /// <summary>Who keeps a book of the region.</summary>
    internal Person KeeperOf(string book) => book is "C01" ? Accountant : _villageAccountants[book];
}
