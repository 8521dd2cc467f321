using System.Diagnostics;
using System.Globalization;

namespace Region.Platform.Crashes;

/// <summary>
/// Named places at which a test lets this process die as by kill -9: setting <c>Region:CrashAt</c> with
/// <c>name:hit</c>, or <c>name@scope:hit</c> for one handler (a topic, or a command's request). Where nothing is set,
/// as everywhere but in tests, a point costs the reading of one field.
/// </summary>
public static class CrashPoints
{
    /// <summary>The name of the setting.</summary>
    public const string Setting = "Region:CrashAt";

    /// <summary>Before a statement that writes.</summary>
    public const string BeforeWrite = "work.write.before";

    /// <summary>After a statement that wrote, in the open transaction.</summary>
    public const string AfterWrite = "work.write.after";

    /// <summary>After everything was written, before the commit.</summary>
    public const string BeforeCommit = "work.commit.before";

    /// <summary>After the commit, before anybody learns of it.</summary>
    public const string AfterCommit = "work.commit.after";

    /// <summary>Before an outbox row goes to the sidecar.</summary>
    public const string BeforePublish = "relay.publish.before";

    /// <summary>After the sidecar took it, before it is marked.</summary>
    public const string AfterPublish = "relay.publish.after";

    /// <summary>After the outbox rows were marked as published.</summary>
    public const string AfterMark = "relay.mark.after";

    /// <summary>A delivery came and has not been looked at.</summary>
    public const string BeforeHandling = "event.handle.before";

    /// <summary>The handler is done, the sidecar has not been told.</summary>
    public const string BeforeAcknowledging = "event.acknowledge.before";

    /// <summary>The sidecar has been told.</summary>
    public const string AfterAcknowledging = "event.acknowledge.after";

    /// <summary>A command came and has not been looked at.</summary>
    public const string BeforeCommand = "command.before";

    /// <summary>A command is committed and not answered.</summary>
    public const string AfterCommand = "command.after";

    private static readonly AsyncLocal<string?> Scope = new();
    private static volatile string? _name;
    private static string? _scope;
    private static int _left;

    /// <summary>Every point.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        BeforeWrite, AfterWrite, BeforeCommit, AfterCommit, BeforePublish, AfterPublish, AfterMark,
        BeforeHandling, BeforeAcknowledging, AfterAcknowledging, BeforeCommand, AfterCommand,
    ];

    /// <summary>Sets the one point at which this process dies; nothing where the setting is empty.</summary>
    internal static void Arm(string? setting)
    {
        if (string.IsNullOrEmpty(setting))
            return;

        var (place, hit) = (setting[..setting.LastIndexOf(':')], setting[(setting.LastIndexOf(':') + 1)..]);
        var parts = place.Split('@', 2);
        _scope = parts.Length > 1 ? parts[1] : null;
        _left = int.Parse(hit, CultureInfo.InvariantCulture);
        _name = parts[0];
    }

    /// <summary>Says what the current flow of execution handles.</summary>
    internal static void Enter(string scope)
    {
        if (_name is not null)
            Scope.Value = scope;
    }

    /// <summary>Passes a point, or dies there.</summary>
    internal static void Reach(string name)
    {
        if (_name is { } armed && string.Equals(armed, name, StringComparison.Ordinal))
            Count();
    }

    private static void Count()
    {
        if (_scope is not null && !string.Equals(_scope, Scope.Value, StringComparison.Ordinal))
            return;

        if (Interlocked.Decrement(ref _left) is not 0)
            return;

        using var self = Process.GetCurrentProcess();
        self.Kill();
        Environment.FailFast("The process outlived its own end.");
    }
}
