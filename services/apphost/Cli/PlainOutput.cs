using Spectre.Console;

namespace Region.AppHost.Cli;

/// <summary>What is printed into a pipe or a file instead of a terminal.</summary>
internal static class PlainOutput
{
    // A pipe has no width of its own; eighty columns would break every amount and fingerprint.
    private const int Width = 150;

    /// <summary>Without a terminal: wide lines, no colours and no other control characters.</summary>
    internal static void UseWithoutTerminal(Profile profile)
    {
        if (profile.Out.IsTerminal)
            return;

        profile.Width = Width;
        profile.Capabilities.Ansi = false;
        profile.Capabilities.ColorSystem = ColorSystem.NoColors;
    }
}
