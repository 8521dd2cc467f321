using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Data.Sqlite;
using Region.AppHost.Backups;
using Region.AppHost.Running;
using Shouldly;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>A backup of the finished demonstration, made by the command beside the running program.</summary>
public sealed class DemoBackup : IAsyncLifetime
{
    internal string Folder { get; } = Testing.FastFolder.Create("region-restore-");

    internal string File => Path.Combine(Folder, "demo.zip");

    internal string Output { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var data = Path.Combine(Folder, "data");
        await using var running = AppHostProcess.Start(data, "demo");
        await Testing.Eventually.HoldsAsync(
            () => Task.FromResult(running.Output.Contains("请打开", StringComparison.Ordinal)),
            TimeSpan.FromMinutes(3),
            "the demonstration is done",
            CancellationToken.None);
        var (exit, output) = await AppHostProcess.RunAsync(data, CancellationToken.None, "backup", File);
        exit.ShouldBe(0, output);
        Output = output;
        await running.KillAsync(CancellationToken.None);
        Directory.Delete(data, recursive: true);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>T15: what the commands say, and what they refuse without leaving anything behind.</summary>
[Collection(ProofCollection.Name)]
public sealed class RestoreTests(DemoBackup backup) : IClassFixture<DemoBackup>
{
    private const int DiskMegabytes = 8;

    private readonly string _data = Path.Combine(backup.Folder, Guid.CreateVersion7().ToString());

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_commands_back_up_beside_the_running_system_and_rebuild_it_with_rpo_and_rto()
    {
        backup.Output.ShouldContain("账套 19 本");
        backup.Output.ShouldContain("指纹");
        var (exit, output) = await AppHostProcess.RunAsync(
            _data, Cancelled, "restore", backup.File, "--destroyed-at", "2030-01-01T00:00:00+08:00");

        exit.ShouldBe(0, output);
        output.ShouldContain("链头、余额、事件位置与备份清单全部相符");
        output.ShouldContain("RPO：");
        output.ShouldContain("损毁于 2030-01-01 00:00:00.000");
        output.ShouldContain("RTO：");
        var (verified, report) = await AppHostProcess.RunAsync(_data, Cancelled, "verify");
        verified.ShouldBe(0, report);
        report.ShouldContain("verify：全部相符");
        Directory.Exists(Path.Combine(_data, "keys")).ShouldBeFalse("keys are made anew, not restored");
    }

    [Fact]
    public async Task A_target_that_is_not_empty_is_left_alone()
    {
        Directory.CreateDirectory(_data);
        await File.WriteAllTextAsync(Path.Combine(_data, "note.txt"), "mine", Cancelled);

        (await RefusalAsync(backup.File)).ShouldContain("不是空的");
        Directory.EnumerateFiles(_data).ShouldHaveSingleItem().ShouldEndWith("note.txt");
    }

    [Fact]
    public async Task A_backup_that_was_cut_off_is_refused()
    {
        var bytes = await File.ReadAllBytesAsync(backup.File, Cancelled);
        var cut = Path.Combine(backup.Folder, "cut.zip");
        await File.WriteAllBytesAsync(cut, bytes[..(bytes.Length / 2)], Cancelled);

        (await RefusalAsync(cut)).ShouldContain("已损坏或不完整");
        NothingIsLeft();
    }

    [Fact]
    public async Task A_store_that_was_changed_is_refused_by_its_hash()
    {
        var changed = await ChangedAsync("hash", async zip =>
        {
            var bytes = await ReadAsync(zip, "stores/procurement");
            bytes[^1] ^= 1;
            await ReplaceAsync(zip, "stores/procurement", bytes);
        });

        (await RefusalAsync(changed)).ShouldContain("procurement 的内容与清单里的校验值不符");
        NothingIsLeft();
    }

    [Fact]
    public async Task An_amount_that_was_changed_together_with_its_hash_is_refused_by_the_chain()
    {
        var changed = await ChangedAsync("chain", async zip =>
        {
            var path = Path.Combine(backup.Folder, "book.db");
            await File.WriteAllBytesAsync(path, await ReadAsync(zip, "stores/books/V0101"), Cancelled);
            await using (var book = new SqliteConnection($"Data Source={path};Pooling=False"))
            {
                await book.OpenAsync(Cancelled);
                await book.ExecuteAsync(
                    """
                    DROP TRIGGER postings_no_update;
                    UPDATE postings SET debit = debit + 1 WHERE debit > 0 AND sequence = 1;
                    PRAGMA wal_checkpoint(TRUNCATE);
                    """);
            }

            var bytes = await File.ReadAllBytesAsync(path, Cancelled);
            await ReplaceAsync(zip, "stores/books/V0101", bytes);
            await ManifestAsync(zip, manifest =>
            {
                var store = Store(manifest, "books/V0101");
                store["bytes"] = bytes.Length;
                store["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes));
            });
        });

        (await RefusalAsync(changed)).ShouldContain("链接不符");
        NothingIsLeft();
    }

    [Fact]
    public async Task A_backup_of_a_newer_program_is_refused()
    {
        var layout = await ChangedAsync("format", zip => ManifestAsync(zip, manifest => manifest["format"] = 2));
        var schema = await ChangedAsync("schema", zip => ManifestAsync(zip, manifest =>
            Store(manifest, "villages")["position"]!["steps"]!.AsArray().Add("villages/0099/abc")));

        (await RefusalAsync(layout)).ShouldContain("第 2 版");
        (await RefusalAsync(schema)).ShouldContain("由较新的程序写成");
        NothingIsLeft();
    }

    [Fact]
    public async Task What_a_killed_restore_left_is_no_hindrance()
    {
        Directory.CreateDirectory($"{_data}.restoring/books");
        await File.WriteAllTextAsync($"{_data}.restoring/villages.db", "half", Cancelled);

        await RestoreAsync(backup.File);

        File.Exists(Path.Combine(_data, "villages.db")).ShouldBeTrue();
        Directory.Exists($"{_data}.restoring").ShouldBeFalse();
    }

    [Fact]
    public async Task A_backup_never_writes_over_a_file_and_a_full_disk_leaves_none()
    {
        await RestoreAsync(backup.File);
        (await NoBackupAsync(backup.File)).ShouldContain("已经存在");

        using var disk = SmallDisk.Require(DiskMegabytes);
        disk.Fill();
        (await NoBackupAsync(Path.Combine(disk.Folder, "full.zip"))).ShouldContain("磁盘空间不足");
        Directory.EnumerateFileSystemEntries(disk.Folder).ShouldHaveSingleItem().ShouldEndWith("ballast");
    }

    private static JsonNode Store(JsonNode manifest, string name) =>
        manifest["stores"]!.AsArray().Single(store => store!["name"]!.GetValue<string>() == name)!;

    private static async Task<byte[]> ReadAsync(ZipArchive zip, string entry)
    {
        await using var content = await zip.GetEntry(entry)!.OpenAsync(Cancelled);
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, Cancelled);
        return copy.ToArray();
    }

    private static async Task ReplaceAsync(ZipArchive zip, string entry, byte[] bytes)
    {
        zip.GetEntry(entry)!.Delete();
        await using var content = await zip.CreateEntry(entry).OpenAsync(Cancelled);
        await content.WriteAsync(bytes, Cancelled);
    }

    private static async Task ManifestAsync(ZipArchive zip, Action<JsonNode> change)
    {
        var manifest = JsonNode.Parse(await ReadAsync(zip, "manifest.json"))!;
        change(manifest);
        await ReplaceAsync(zip, "manifest.json", System.Text.Encoding.UTF8.GetBytes(manifest.ToJsonString()));
    }

    private async Task<string> ChangedAsync(string name, Func<ZipArchive, Task> change)
    {
        var path = Path.Combine(backup.Folder, $"{name}.zip");
        File.Copy(backup.File, path);
        await using var zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Update, Cancelled);
        await change(zip);
        return path;
    }

    private Task<Manifest> RestoreAsync(string file) =>
        new RestoreBackup(new HostSettings { Data = _data }, TimeProvider.System)
            .RunAsync(file, (_, _) => { }, Cancelled);

    private async Task<string> RefusalAsync(string file) =>
        (await Should.ThrowAsync<InvalidOperationException>(() => RestoreAsync(file))).Message;

    private async Task<string> NoBackupAsync(string file)
    {
        var take = new TakeBackup(new HostSettings { Data = _data }, TimeProvider.System);
        return (await Should.ThrowAsync<InvalidOperationException>(
            () => take.RunAsync(file, (_, _) => { }, Cancelled))).Message;
    }

    private void NothingIsLeft()
    {
        Directory.Exists(_data).ShouldBeFalse();
        Directory.Exists($"{_data}.restoring").ShouldBeFalse();
    }
}
