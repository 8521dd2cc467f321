using Region.AppHost.Running;
using Region.AppHost.Verification;

namespace Region.AppHost.Cli;

/// <summary>Checks the stores as they are, beside a running system or alone; it changes nothing.</summary>
internal static class VerifyCommand
{
    internal static async Task<int> RunAsync(HostSettings settings, CancellationToken cancellationToken)
    {
        await using var stores = StoppedSystem.Open(settings);
        var findings = await new Verifier(stores.Services).RunAsync(cancellationToken);
        return Report.Print(findings) ? 0 : 1;
    }
}
