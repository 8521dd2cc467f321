using System.Diagnostics;

namespace Region.Testing;

/// <summary>
/// A PostgreSQL server of this machine's binaries in a temporary folder on a free loopback port, one for all tests of a
/// process. It is stopped by its own control program when the process ends.
/// </summary>
public sealed class PostgresServer
{
    private static readonly Lazy<PostgresServer> Running = new(Start);

    private readonly string _folder;
    private readonly string _binaries;

    private PostgresServer(string folder, string binaries, int port)
    {
        _folder = folder;
        _binaries = binaries;
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=postgres;Include Error Detail=true";
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();
    }

    /// <summary>Whether the binaries are on this machine.</summary>
    public static bool IsInstalled => BinaryFolder() is not null;

    /// <summary>Connects as the superuser; the database is to be named.</summary>
    public string ConnectionString { get; }

    /// <summary>The server, started at first use; skips the test where PostgreSQL is not installed.</summary>
    public static PostgresServer Require()
    {
        Programs.Require("initdb", BinaryFolders());
        return Running.Value;
    }

    /// <summary>Ends every connection at once, as a crash does, and starts the server again on the same data.</summary>
    public void Restart() => Run(
        Path.Combine(_binaries, "pg_ctl"), "-D", $"{_folder}/data", "-w", "-t", "60", "-l", $"{_folder}/log",
        "-m", "immediate", "restart");

    private static IEnumerable<string> BinaryFolders() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal)
            .Select(version => Path.Combine(version, "bin"))
        : [];

    private static string? BinaryFolder() =>
        Programs.Find("initdb", BinaryFolders()) is { } initdb ? Path.GetDirectoryName(initdb) : null;

    private static PostgresServer Start()
    {
        var binaries = BinaryFolder()!;
        var folder = Directory.CreateTempSubdirectory("region-pg-").FullName;
        var port = Ports.Next();
        if (Environment.IsPrivilegedProcess)
            Run("chown", "postgres", folder);

        Run(
            Path.Combine(binaries, "initdb"),
            "-D", $"{folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync");
        Run(
            Path.Combine(binaries, "pg_ctl"), "-D", $"{folder}/data", "-w", "-t", "60", "-l", $"{folder}/log", "start",
            "-o", $"-p {port} -k {folder} -h 127.0.0.1 -c fsync=off -c max_connections=300");
        return new PostgresServer(folder, binaries, port);
    }

    private static void Run(string program, params string[] arguments)
    {
        // PostgreSQL refuses to run as root; only chown needs root here.
        var asPostgres = Environment.IsPrivilegedProcess && !string.Equals(program, "chown", StringComparison.Ordinal);
        var start = new ProcessStartInfo(asPostgres ? "runuser" : program) { WorkingDirectory = "/" };
        foreach (var argument in asPostgres ? ["-u", "postgres", "--", program, .. arguments] : arguments)
            start.ArgumentList.Add(argument);

        // Not redirected: the server inherits the pipes, and reading them to the end would wait for its end.
        using var process = Process.Start(start)!;
        if (!process.WaitForExit(TimeSpan.FromSeconds(90)) || process.ExitCode is not 0)
            throw new InvalidOperationException($"{program} failed with exit code {process.ExitCode}.");
    }

    private void Stop()
    {
        Run(Path.Combine(_binaries, "pg_ctl"), "-D", $"{_folder}/data", "-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
    }
}
