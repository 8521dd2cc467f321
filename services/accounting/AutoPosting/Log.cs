namespace Region.Accounting.AutoPosting;

internal static partial class Log
{
    [LoggerMessage(5001, LogLevel.Information, "Book {Book}: {Count} vouchers posted from {Topic}")]
    public static partial void Posted(ILogger logger, string book, int count, string topic);
}
