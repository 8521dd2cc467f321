using Dapper;
using Microsoft.Data.Sqlite;

namespace Region.EndToEnd.Tests.Web;

/// <summary>A book as its file holds it: every line of every voucher that says something about the world.</summary>
internal static class BookSheet
{
    private const string Lines = """
        SELECT v.accounting_date || ' ' || v.word || ' ' || v.summary || ' ' || v.rule || '/' || v.rule_version
          || ' ' || v.mirror_book || ' ' || v.attachments || ' #' || p.line || ': ' || p.account || ' '
          || p.counterparty || ' ' || p.counterparty_name || ' ' || p.debit || ' ' || p.credit || ' ' || p.rule_line
        FROM vouchers v JOIN postings p ON p.sequence = v.sequence
        """;

    private const string Numbers =
        "SELECT word || ' ' || month || ' ' || number FROM vouchers ORDER BY word, month, number";

    private const string Balance = """
        SELECT COALESCE(SUM(debit - credit), 0) FROM postings
        WHERE (account = @account OR account LIKE @account || '.%')
          AND (@counterparty = '' OR counterparty = @counterparty)
        """;

    /// <summary>All lines, in an order that does not depend on which event came first.</summary>
    public static IReadOnlyList<string> LinesOf(string data, string book) =>
        [.. Read(data, book, connection => connection.Query<string>(Lines)).Order(StringComparer.Ordinal)];

    /// <summary>Word, month and number of every voucher.</summary>
    public static IReadOnlyList<string> NumbersOf(string data, string book) =>
        [.. Read(data, book, connection => connection.Query<string>(Numbers))];

    /// <summary>The closing balance, signed to debit; without a counterparty, of the whole account.</summary>
    public static long BalanceOf(string data, string book, string account, string counterparty = "") => Read(
        data, book, connection => connection.ExecuteScalar<long>(Balance, new { account, counterparty }));

    private static T Read<T>(string data, string book, Func<SqliteConnection, T> read)
    {
        var file = Directory.EnumerateFiles(data, $"{book}.db", SearchOption.AllDirectories).Single();
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return read(connection);
    }
}
