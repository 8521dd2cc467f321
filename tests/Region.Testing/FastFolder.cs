namespace Region.Testing;

/// <summary>
/// Folders for tests that commit thousands of times. What they prove outlives the death of a process, not of the
/// machine, so nothing is lost where the system keeps them in memory and a commit need not wait for a disk.
/// </summary>
public static class FastFolder
{
    private const string SharedMemory = "/dev/shm";
    private const long Enough = 2L * 1024 * 1024 * 1024;

    private static readonly string Parent = HasRoom() ? SharedMemory : Path.GetTempPath();

    /// <summary>Makes a folder whose name starts so; its maker deletes it.</summary>
    public static string Create(string prefix)
    {
        var folder = Path.Combine(Parent, prefix + Guid.CreateVersion7().ToString("n"));
        Directory.CreateDirectory(folder);
        return folder;
    }

    private static bool HasRoom()
    {
        try
        {
            return Directory.Exists(SharedMemory) && new DriveInfo(SharedMemory).AvailableFreeSpace >= Enough;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
