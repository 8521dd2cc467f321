using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Grpc.Net.Client;

/// <summary>
/// How the client names itself: as the official one does, so that what keys on the name behaves as it will there.
/// </summary>
internal static class UserAgent
{
    private const string Version = "2.85.0";

    /// <summary>For example <c>grpc-dotnet/2.85.0 (.NET 10.0.4; CLR 10.0.4; net10.0; linux; x64)</c>.</summary>
    public static string Text { get; } = Describe();

    private static string Describe()
    {
        var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        return $"grpc-dotnet/{Version} ({Runtime()}; CLR {Environment.Version}; {Framework()}; "
            + $"{OperatingSystemName()}{architecture})";
    }

    /// <summary>Name and version, without what may follow them.</summary>
    private static string Runtime() =>
        string.Join(' ', RuntimeInformation.FrameworkDescription.Split(' ').Take(2));

    private static string Framework()
    {
        // The framework that this assembly was built for, which is not always the one of the application.
        var target = typeof(UserAgent).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName;
        return $"net{new FrameworkName(target).Version.ToString(2)}";
    }

    private static string OperatingSystemName() =>
        OperatingSystem.IsLinux() ? "linux; "
        : OperatingSystem.IsWindows() ? "windows; "
        : OperatingSystem.IsMacOS() ? "osx; "
        : "";
}
