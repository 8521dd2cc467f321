using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Region.Platform.Storage;

/// <summary>
/// A connection that keeps what SQLite compiled: a statement of a text that ran before is only bound anew. Compiling
/// costs several times as much as running, above all where a table has triggers and indexes. PRAGMA is compiled anew
/// each time, since many of them take effect while they are compiled and do nothing when they are run again.
/// </summary>
internal sealed class SqliteStatements(string connectionString) : SqliteConnection(connectionString)
{
    // A service has a few dozen texts. Those that hold numbers, and so never come again, must not pile up.
    private const int MostKept = 48;

    private readonly Dictionary<string, SqliteCommand> _idle = new(StringComparer.Ordinal);

    /// <summary>
    /// The same for every file. Dapper compiles code for each pair of statement and connection string, so that a name
    /// for each book would make it compile, and keep, everything again for each book: most of the time of a round.
    /// </summary>
    [AllowNull]
    public override string ConnectionString
    {
        get => "sqlite";
        set => base.ConnectionString = value;
    }

    public override SqliteCommand CreateCommand() => new Reused(this)
    {
        Connection = this,
        CommandTimeout = DefaultTimeout,
        Transaction = Transaction,
    };

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Forget();

        base.Dispose(disposing);
    }

    /// <summary>A statement that is used by nobody else until it is given back.</summary>
    private SqliteCommand Take(string text) =>
        _idle.Remove(text, out var command) ? command : new SqliteCommand(text, this);

    private void GiveBack(SqliteCommand command)
    {
        if (_idle.Count >= MostKept)
            Forget();

        command.Parameters.Clear();
        command.Transaction = null;
        var mayBeKept = !command.CommandText.StartsWith("PRAGMA", StringComparison.OrdinalIgnoreCase);
        if (!mayBeKept || !_idle.TryAdd(command.CommandText, command))
            command.Dispose();
    }

    /// <summary>Gives back what was compiled, where it will not be needed again.</summary>
    internal void Forget()
    {
        foreach (var command in _idle.Values)
            command.Dispose();

        _idle.Clear();
    }

    /// <summary>What a caller fills and runs; the compiled statement behind it goes back with its disposal.</summary>
    private sealed class Reused(SqliteStatements owner) : SqliteCommand
    {
        private SqliteCommand? _compiled;

        public override int ExecuteNonQuery() => Bound().ExecuteNonQuery();

        public override object? ExecuteScalar() => Bound().ExecuteScalar();

        public override SqliteDataReader ExecuteReader(CommandBehavior behavior) => Bound().ExecuteReader(behavior);

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => ExecuteReader(behavior);

        protected override void Dispose(bool disposing)
        {
            if (disposing && _compiled is { } compiled)
            {
                _compiled = null;
                owner.GiveBack(compiled);
            }

            base.Dispose(disposing);
        }

        private SqliteCommand Bound()
        {
            if (_compiled is { } other && !string.Equals(other.CommandText, CommandText, StringComparison.Ordinal))
            {
                _compiled = null;
                owner.GiveBack(other);
            }

            var compiled = _compiled ??= owner.Take(CommandText);
            compiled.Transaction = Transaction;
            compiled.CommandTimeout = CommandTimeout;
            compiled.Parameters.Clear();
            foreach (SqliteParameter parameter in Parameters)
                compiled.Parameters.Add(parameter);

            return compiled;
        }
    }
}
