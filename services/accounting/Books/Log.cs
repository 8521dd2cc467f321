namespace Region.Accounting.Books;

internal static partial class Log
{
    [LoggerMessage(5101, LogLevel.Information, "Book {Book} opened under {Regime}")]
    public static partial void Opened(ILogger logger, string book, string regime);
}
