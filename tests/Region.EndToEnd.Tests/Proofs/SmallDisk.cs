using System.Diagnostics;
using Region.Testing;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>A small file system in memory that a test can fill to its last byte.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Chunk = 64 * 1024;

    private SmallDisk(string folder) => Folder = folder;

    internal string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

    /// <summary>Mounts it; skips the test where mounting is not possible, unless everything is required.</summary>
    internal static SmallDisk Require(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("region-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder))
            return new SmallDisk(folder);

        Directory.Delete(folder);
        const string Sentence = "a small file system cannot be mounted here (mount -t tmpfs needs root)";
        if (Programs.AllRequired)
            Assert.Fail(Sentence);
        else
            Assert.Skip(Sentence);

        throw new UnreachableException();
    }

    /// <summary>Leaves no byte free.</summary>
    internal void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = Chunk; size > 0; size /= 16)
        {
            var bytes = new byte[size];
            try
            {
                while (true)
                    file.Write(bytes);
            }
            catch (IOException)
            {
                // Full for this size; smaller pieces may still fit.
            }
        }
    }

    /// <summary>Gives the space back.</summary>
    internal void Free() => File.Delete(Ballast);

    public void Dispose()
    {
        Run("umount", "--lazy", Folder);
        Directory.Delete(Folder);
    }

    private static bool Run(string program, params string[] arguments)
    {
        if (!Environment.IsPrivilegedProcess)
            return false;

        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode is 0;
    }
}
