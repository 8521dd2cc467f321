namespace Region.AppHost.Running;

/// <summary>
/// Keeps a second system from starting on the same data: two writers would each think the books theirs.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    internal const string LockFile = ".lock";

    /// <summary>Lies in a folder whose databases are not in place yet.</summary>
    internal const string RestoringMarker = ".restoring";

    private readonly FileStream _lock;

    private DataFolder(FileStream file) => _lock = file;

    internal static DataFolder Lock(string path)
    {
        Directory.CreateDirectory(path);
        try
        {
            return new DataFolder(new FileStream(
                Path.Combine(path, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error)
        {
            throw new InvalidOperationException(
                $"数据目录 {Path.GetFullPath(path)} 正被另一个正在运行的系统使用，请先停止它，或用 --data 指定别的目录。", error);
        }
    }

    /// <summary>Refuses a folder of which the databases were not put in place, since the restore was killed.</summary>
    internal static void RequireWhole(string path)
    {
        if (File.Exists(Path.Combine(path, RestoringMarker)))
        {
            throw new InvalidOperationException(
                $"{Path.GetFullPath(path)} 的恢复没有完成，请删除这个目录和已恢复的数据库，再重新恢复。");
        }
    }

    public void Dispose() => _lock.Dispose();
}
