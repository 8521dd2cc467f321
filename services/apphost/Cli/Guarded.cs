using System.Data.Common;
using Spectre.Console;

namespace Region.AppHost.Cli;

/// <summary>
/// Ends a command with a readable sentence instead of a stack trace, and with an exit code that scripts can ask.
/// </summary>
internal static class Guarded
{
    private const int Failed = 1;

    internal static async Task<int> RunAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (InvalidOperationException error)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]未能完成：{error.Message}[/]");
            return Failed;
        }
        catch (IOException error)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]读写失败：{error.Message}[/]");
            return Failed;
        }
        catch (DbException error)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]数据库出错：{error.Message}[/]");
            return Failed;
        }
        catch (UnauthorizedAccessException error)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]没有读写权限：{error.Message}[/]");
            return Failed;
        }
        catch (OperationCanceledException)
        {
            return Failed;
        }
    }
}
