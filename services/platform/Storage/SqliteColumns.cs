using System.Runtime.InteropServices;
using SQLitePCL;

namespace Region.Platform.Storage;

/// <summary>
/// The columns of the row that a statement stands on, as SQLite holds them. The package's own calls guard the handle
/// anew for each column, which for a million rows of ten columns takes longer than SQLite's work; here whoever reads
/// keeps the statement alive meanwhile.
/// </summary>
internal readonly struct SqliteColumns(sqlite3_stmt statement)
{
    private const string Library = "e_sqlite3";

    private readonly nint _statement = statement.DangerousGetHandle();

    internal long Int64(int column) => ColumnInt64(_statement, column);

    /// <summary>Copies a text in UTF-8 into the buffer, which grows where it must; answers its length.</summary>
    internal int CopyText(int column, ref byte[] buffer, int at)
    {
        // One call that locks the connection instead of two: those on a value do not.
        var value = ColumnValue(_statement, column);
        var text = ValueBlob(value);
        var length = text is 0 ? 0 : ValueBytes(value);
        if (buffer.Length - at < length)
            Array.Resize(ref buffer, Math.Max(at + length, 2 * buffer.Length));

        if (length > 0)
            Marshal.Copy(text, buffer, at, length);

        return length;
    }

    // They read what the row holds already: none waits for anything or calls back.
    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_column_int64", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern long ColumnInt64(nint statement, int column);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_column_value", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern nint ColumnValue(nint statement, int column);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_value_blob", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern nint ValueBlob(nint value);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_value_bytes", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int ValueBytes(nint value);
}
