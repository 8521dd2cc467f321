using Region.Testing;
using Shouldly;

namespace Region.Architecture.Tests;

public sealed class LintTests
{
    [Fact]
    public async Task The_protos_are_clean_for_buf_lint()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var folder = Path.Combine(Repository.Root, "tests", "Region.Architecture.Tests", "lint");
        await NodePackages.RequireAsync(folder, cancellationToken);

        var (exitCode, output) = await NodePackages.RunAsync(
            Path.Combine(Repository.Root, "contracts"),
            Path.Combine(folder, "node_modules", "@bufbuild", "buf-linux-x64", "bin", "buf"),
            cancellationToken,
            "lint");

        exitCode.ShouldBe(0, output);
    }
}
