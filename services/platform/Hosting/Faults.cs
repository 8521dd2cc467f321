using System.Data.Common;
using System.Net.Sockets;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Region.Platform.Hosting;

/// <summary>Tells faults that pass (a busy or unreachable database, a full disk) from broken programs.</summary>
internal static class Faults
{
    // SQLite: BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN.
    private static readonly HashSet<int> SqliteCodes = [5, 6, 8, 10, 13, 14];

    private const int DiskFull = 28;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    public static bool IsPassing(Exception exception) => exception switch
    {
        SqliteException sqlite => SqliteCodes.Contains(sqlite.SqliteErrorCode),
        PostgresException postgres => IsPassing(postgres),
        RpcException call => call.IsBroken(),
        NpgsqlException or SocketException or TimeoutException => true,
        DbException database => database.IsTransient,
        IOException io => io.HResult is DiskFull or WindowsDiskFull || io.InnerException is SocketException,
        _ => exception.InnerException is { } inner && IsPassing(inner),
    };

    /// <summary>Classes 08 connection, 53 resources (53100 is a full disk), 57P shutdown, 40 and 55P03 locks.</summary>
    private static bool IsPassing(PostgresException postgres) => postgres.IsTransient
        || postgres.SqlState.StartsWith("08", StringComparison.Ordinal)
        || postgres.SqlState.StartsWith("53", StringComparison.Ordinal)
        || postgres.SqlState.StartsWith("57P", StringComparison.Ordinal)
        || postgres.SqlState.StartsWith("40", StringComparison.Ordinal)
        || postgres.SqlState is "55P03";
}
