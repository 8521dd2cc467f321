using System.CommandLine;
using Region.Verifier.Checks;
using Region.Verifier.Packages;

namespace Region.Verifier;

/// <summary>
/// The auditor's program: checks one audit package (审计资料包) offline, without anything of the system that made it. Exit
/// code 0: every check holds; 1: something is wrong, and the first bad voucher is named; 2: it is no audit package.
/// </summary>
internal static class VerifyCommand
{
    private const int Wrong = 1;
    private const int Unreadable = 2;

    public static RootCommand Build()
    {
        var file = new Argument<FileInfo>("资料包") { Description = "审计资料包（.zip）" };
        var head = new Option<string>("--head") { Description = "以前公布过的链头（财务公开表或事件上的 64 位十六进制数）" };
        var count = new Option<long?>("--count") { Description = "公布链头时的凭证张数" };
        var command = new RootCommand("离线核对一个账套一年的审计资料包：文件、凭证链、编号、借贷、余额、公布的链头。")
        {
            file, head, count,
        };
        command.SetAction(result => Run(
            result.GetRequiredValue(file),
            PublishedHead.Of(result.GetValue(head), result.GetValue(count)),
            result.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(FileInfo file, PublishedHead? published, TextWriter output)
    {
        try
        {
            using var package = AuditPackage.Open(file.FullName);
            var report = PackageCheck.Run(package, published);
            report.Print(output);
            return report.IsRight ? 0 : Wrong;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            output.WriteLine($"不能读取资料包：{failure.Message}");
            return Unreadable;
        }
    }
}
