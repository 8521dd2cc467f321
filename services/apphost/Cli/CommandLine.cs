using System.CommandLine;
using Region.AppHost.Running;

namespace Region.AppHost.Cli;

/// <summary>The commands of this program and their options.</summary>
internal static class CommandLine
{
    private static readonly Option<string> Data = new("--data")
    {
        Description = "数据目录",
        DefaultValueFactory = _ => "data",
        Recursive = true,
    };

    private static readonly Option<string> Postgres = new("--postgres")
    {
        Description = "PostgreSQL 连接串；不写则用数据目录里的 SQLite",
        DefaultValueFactory = _ => "",
        Recursive = true,
    };

    private static readonly Option<string> Listen = new("--listen")
    {
        Description = "网关监听的地址；本机之外须同时给出证书",
        DefaultValueFactory = _ => "127.0.0.1",
        Recursive = true,
    };

    private static readonly Option<string> Certificate = new("--certificate")
    {
        Description = "PEM 证书文件",
        DefaultValueFactory = _ => "",
        Recursive = true,
    };

    private static readonly Option<string> CertificateKey = new("--certificate-key")
    {
        Description = "PEM 私钥文件",
        DefaultValueFactory = _ => "",
        Recursive = true,
    };

    private static readonly Option<int> Port = new("--port")
    {
        Description = "网关的端口，其余端口依次排在后面",
        DefaultValueFactory = _ => 5080,
        Recursive = true,
    };

    private static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "输出全部运行日志",
        Recursive = true,
    };

    internal static RootCommand Root()
    {
        var root = new RootCommand("区域党委—强村公司 五统一、三独立 系统（单机运行）")
        {
            Data, Postgres, Listen, Certificate, CertificateKey, Port, Verbose,
            Demo(), Verify(), Export(), Backup(), Restore(),
        };
        root.SetAction((parsed, cancellationToken) =>
            Guarded.RunAsync(() => StartCommand.RunAsync(Settings(parsed), cancellationToken)));
        return root;
    }

    private static Command Demo()
    {
        var exit = new Option<bool>("--exit") { Description = "演示完成后退出" };
        var county = new Option<bool>("--county-only") { Description = "只载入样例区县，批次 P1 留给样例人员自己在网页上办理" };
        var demo = new Command("demo", "载入样例（4 个区域、15 个村），按样例批次 P1 走完一轮统一采购，再核对全部账目") { exit, county };
        demo.SetAction((parsed, cancellationToken) => Guarded.RunAsync(() => DemoCommand.RunAsync(
            Settings(parsed) with { Sample = true },
            new DemoPlan(parsed.GetValue(exit), parsed.GetValue(county)),
            cancellationToken)));
        return demo;
    }

    private static Command Verify()
    {
        var verify = new Command("verify", "核对守恒规则 CONS 1–8；可在系统运行时或停止后执行，不改动任何数据");
        verify.SetAction((parsed, cancellationToken) =>
            Guarded.RunAsync(() => VerifyCommand.RunAsync(Settings(parsed), cancellationToken)));
        return verify;
    }

    private static Command Export()
    {
        var book = new Argument<string>("book") { Description = "账套编码，如 V0101 或 C01" };
        var export = new Command("export", "以 ledger-cli / hledger 格式输出一个账套") { book };
        export.SetAction((parsed, cancellationToken) => Guarded.RunAsync(() => ExportCommand.RunAsync(
            Settings(parsed), parsed.GetValue(book)!, cancellationToken)));
        return export;
    }

    private static Command Backup()
    {
        var file = new Argument<string>("file") { Description = "备份写到哪个文件；不会覆盖已有的" };
        var backup = new Command("backup", "把全部数据在同一时刻的样子备份成一个文件；系统可以一边运行") { file };
        backup.SetAction((parsed, cancellationToken) => Guarded.RunAsync(() => BackupCommand.RunAsync(
            Settings(parsed), parsed.GetValue(file)!, cancellationToken)));
        return backup;
    }

    private static Command Restore()
    {
        var file = new Argument<string>("file") { Description = "备份文件" };
        var destroyed = new Option<string>("--destroyed-at")
        {
            Description = "数据损毁的时刻，用来计算 RPO；不写则为现在",
            DefaultValueFactory = _ => "",
        };
        var restore = new Command("restore", "用备份在空机器上重建全部数据，并核对链头、余额、事件位置") { file, destroyed };
        restore.SetAction((parsed, cancellationToken) => Guarded.RunAsync(() => RestoreCommand.RunAsync(
            Settings(parsed), parsed.GetValue(file)!, parsed.GetValue(destroyed)!, cancellationToken)));
        return restore;
    }

    private static HostSettings Settings(ParseResult parsed) => new()
    {
        Data = Path.GetFullPath(parsed.GetValue(Data)!),
        Postgres = parsed.GetValue(Postgres)!,
        Listen = parsed.GetValue(Listen)!,
        Certificate = parsed.GetValue(Certificate)!,
        CertificateKey = parsed.GetValue(CertificateKey)!,
        Port = parsed.GetValue(Port),
        Verbose = parsed.GetValue(Verbose),
    };
}
