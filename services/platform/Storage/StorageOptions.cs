namespace Region.Platform.Storage;

/// <summary>Where a service keeps its data: configuration section <c>Region</c>.</summary>
public sealed class StorageOptions
{
    /// <summary>The folder of SQLite files and keys.</summary>
    public string Data { get; set; } = "data";

    /// <summary>
    /// A PostgreSQL connection string; empty means SQLite. Each service has the database <c>[name]_[service]</c>.
    /// </summary>
    public string Postgres { get; set; } = "";

    /// <summary>How many compartments (books) of a service stay open at once.</summary>
    public int OpenCompartments { get; set; } = 256;
}
