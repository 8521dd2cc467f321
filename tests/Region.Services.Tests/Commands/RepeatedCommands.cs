using Google.Protobuf.Reflection;
using Region.Services.Tests.Commands;
using Region.Services.Tests.Isolation;
using Region.Testing;

[assembly: AssemblyFixture(typeof(RepeatedCommands))]

namespace Region.Services.Tests.Commands;

/// <summary>
/// T4 is made of every command that any test gives (<see cref="RepeatingInvoker"/>); this says at the end of a whole
/// run which commands no test gave, in a file that CI prints and does not accept with one missing.
/// </summary>
public sealed class RepeatedCommands : IDisposable
{
    private static readonly string[] Packages =
        ["region.villages.v1", "region.procurement.v1", "region.accounting.v1"];

    private static readonly string Folder = Path.Combine(Repository.Root, "artifacts", "commands");

    public void Dispose()
    {
        var commands = Slice.All
            .Where(verb => Packages.Contains(verb.Method.File.Package, StringComparer.Ordinal))
            .Select(verb => verb.Method)
            .Distinct()
            .Where(method => method.InputType.FindFieldByName("request_id") is not null)
            .Select(PathOf)
            .Order(StringComparer.Ordinal)
            .ToArray();
        var missing = commands.Except(RepeatingInvoker.Repeated, StringComparer.Ordinal).ToArray();
        Directory.CreateDirectory(Folder);
        File.WriteAllLines(
            Path.Combine(Folder, "repeated.txt"),
            [
                FormattableString.Invariant($"T4: {commands.Length - missing.Length} of {commands.Length} commands"),
                .. missing.Select(command => $"T4 missing: {command}"),
            ]);
    }

    private static string PathOf(MethodDescriptor method) => $"/{method.Service.FullName}/{method.Name}";
}
