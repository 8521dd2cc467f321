namespace Region.Gateway.Identity.Sessions;

/// <summary>Where to go after a form: only ever to a page of this site.</summary>
internal static class LocalPath
{
    private const int Longest = 1024;

    /// <summary>
    /// The path where it is one of ours, else the front page. Browsers read <c>//elsewhere</c>, <c>/\elsewhere</c> and
    /// either with a tab or a line break in it as another host, so these are not ours.
    /// </summary>
    public static string Of(string? path) => IsOurs(path) ? path! : "/";

    private static bool IsOurs(string? path) =>
        path is { Length: > 0 and <= Longest }
        && path[0] is '/'
        && (path.Length is 1 || path[1] is not ('/' or '\\'))
        && !path.Any(char.IsControl);
}
