using System.Diagnostics;
using System.Globalization;
using Region.AppHost.Backups;
using Region.AppHost.Running;
using Spectre.Console;

namespace Region.AppHost.Cli;

/// <summary>Backs everything up into one file, beside a running system or alone.</summary>
internal static class BackupCommand
{
    private const int BytesOfMegabyte = 1_000_000;

    internal static async Task<int> RunAsync(HostSettings settings, string file, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var backup = new TakeBackup(settings, TimeProvider.System);
        var taken = await LongWork.RunAsync(
            "正在备份", progress => backup.RunAsync(Path.GetFullPath(file), progress, cancellationToken));
        var manifest = taken.Manifest;
        var size = decimal.Divide(taken.Bytes, BytesOfMegabyte).ToString("0.0", CultureInfo.InvariantCulture);
        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"[green]备份完成[/]：{file}，{size} MB，用时 {LongWork.Seconds(watch.Elapsed)} 秒");
        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"{manifest.Stores.Count} 个库，其中账套 {manifest.Books} 本、凭证 {manifest.Vouchers} 张");
        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"数据截止 {LongWork.Local(manifest.TakenAt)}");
        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"取数时消息停顿 {taken.Pause.TotalMilliseconds:0} 毫秒，业务没有停顿");
        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"指纹（请另行保存，恢复时核对）：{taken.Fingerprint}");
        return 0;
    }
}
