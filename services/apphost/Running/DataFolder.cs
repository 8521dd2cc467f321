namespace Region.AppHost.Running;

/// <summary>
/// Keeps a second system from starting on the same data: two writers would each think the books theirs.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(FileStream file) => _lock = file;

    internal static DataFolder Lock(string path)
    {
        Directory.CreateDirectory(path);
        try
        {
            return new DataFolder(new FileStream(
                Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error)
        {
            throw new InvalidOperationException(
                $"数据目录 {Path.GetFullPath(path)} 正被另一个正在运行的系统使用，请先停止它，或用 --data 指定别的目录。", error);
        }
    }

    public void Dispose() => _lock.Dispose();
}
