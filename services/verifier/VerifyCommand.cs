using System.CommandLine;
using System.Xml;
using Region.Verifier.Checks;
using Region.Verifier.Packages;

namespace Region.Verifier;

/// <summary>
/// The auditor's program: checks one audit package (审计资料包) offline, without anything of the system that made it. Exit
/// code 0: every check holds; 1: something is wrong, and the first bad voucher is named; 2: it is no audit package; 3:
/// what was checked holds, but the beginning could not be checked with what was given.
/// </summary>
internal static class VerifyCommand
{
    private const int Wrong = 1;
    private const int Unreadable = 2;
    private const int Incomplete = 3;

    public static RootCommand Build()
    {
        var file = new Argument<FileInfo>("资料包") { Description = "审计资料包（.zip）" };
        var head = new Option<string>("--head") { Description = "以前公布过的链头（财务公开表或事件上的 64 位十六进制数）" };
        var count = new Option<long?>("--count") { Description = "公布链头时的凭证张数" };
        var previous = new Option<FileInfo>("--previous")
        {
            Description = "上年的资料包（.zip）：本包不从账套的第一张凭证开始时，用它核对期初余额和链的衔接",
        };
        count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long?>() is < 1)
                result.AddError("--count 是公布链头时的凭证张数，至少为 1。");
        });
        var command = new RootCommand("离线核对一个账套一年的审计资料包：文件、凭证链、编号、借贷、余额、各表和报表、公布的链头。")
        {
            file, head, count, previous,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(count) is not null && result.GetResult(head) is null)
                result.AddError("--count 要与 --head 一同给出，否则没有可以核对的链头。");
        });
        command.SetAction(result => Run(
            result.GetRequiredValue(file),
            result.GetValue(previous),
            ExpectedHead.Of(result.GetValue(head), result.GetValue(count)),
            result.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(FileInfo file, FileInfo? earlier, ExpectedHead? asked, TextWriter output)
    {
        try
        {
            using var package = AuditPackage.Open(file.FullName);
            using var previous = earlier is null ? null : AuditPackage.Open(earlier.FullName);
            var report = PackageCheck.Run(package, asked, previous);
            report.Print(output);
            if (!report.IsRight)
                return Wrong;

            return report.IsWhole ? 0 : Incomplete;
        }
        catch (Exception failure) when (
            failure is IOException or UnauthorizedAccessException or InvalidDataException or XmlException)
        {
            output.WriteLine($"不能读取资料包：{failure.Message}");
            return Unreadable;
        }
    }
}
