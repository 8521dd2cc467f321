namespace Region.Accounting.Disclosure;

internal static partial class Log
{
    [LoggerMessage(5801, LogLevel.Information, "Book {Book} published the sheet of {Period}, version {Version}")]
    public static partial void Published(ILogger logger, string book, string period, int version);
}
