using System.Diagnostics;
using System.Globalization;
using Region.AppHost.Backups;
using Region.AppHost.Running;
using Spectre.Console;

namespace Region.AppHost.Cli;

/// <summary>Rebuilds an empty machine from a backup, and says what was lost and how long it took.</summary>
internal static class RestoreCommand
{
    internal static async Task<int> RunAsync(
        HostSettings settings,
        string file,
        string destroyedAt,
        CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        var destroyed = destroyedAt.Length is 0 ? clock.GetUtcNow() : ReadInstant(destroyedAt);
        var watch = Stopwatch.StartNew();
        var path = Path.GetFullPath(file);
        var restore = new RestoreBackup(settings, clock);
        var manifest = await LongWork.RunAsync(
            "正在恢复并核对", progress => restore.RunAsync(path, progress, cancellationToken));
        var took = watch.Elapsed;
        var fingerprint = await TakeBackup.FingerprintAsync(path, cancellationToken);
        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"[green]恢复完成[/]：{manifest.Stores.Count} 个库，其中账套 {manifest.Books} 本、凭证 {manifest.Vouchers} 张");
        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"[green]链头、余额、事件位置与备份清单全部相符[/]（指纹 {fingerprint}）");
        var span = destroyed - manifest.TakenAt;
        var lost = LongWork.Seconds(span > TimeSpan.Zero ? span : TimeSpan.Zero);
        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"RPO：{lost} 秒（数据截止 {LongWork.Local(manifest.TakenAt)}，损毁于 {LongWork.Local(destroyed)}）");
        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"备份中最后一笔记录写于 {LongWork.Local(manifest.NewestAt)}");
        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"RTO：{LongWork.Seconds(took)} 秒（不含启动）");
        AnsiConsole.MarkupLine("所有人须重新登录。请启动系统，待消息走完后运行 verify。");
        return 0;
    }

    /// <summary>Without an offset the time is that of the county, +08:00.</summary>
    private static DateTimeOffset ReadInstant(string text)
    {
        const DateTimeStyles Styles = DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AssumeUniversal;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Styles, out var instant))
            throw new InvalidOperationException($"看不懂损毁时刻“{text}”，请写成 2026-09-10T08:30:00+08:00 的样子。");

        var named = text.Contains('+', StringComparison.Ordinal) || text.EndsWith('Z');
        return named ? instant : instant - LongWork.CountyOffset;
    }
}
