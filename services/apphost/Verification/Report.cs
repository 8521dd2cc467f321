using Region.Contracts.Operations.V1;
using Spectre.Console;

namespace Region.AppHost.Verification;

/// <summary>Prints what the oracle found.</summary>
internal static class Report
{
    /// <summary>Answers whether every rule holds.</summary>
    internal static bool Print(IReadOnlyList<Finding> findings)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("守恒核对 CONS");
        table.AddColumns("规则", "内容", "核对数", "结果");
        foreach (var finding in findings)
        {
            table.AddRow(
                Markup.Escape(finding.Rule),
                Markup.Escape(finding.Title),
                $"{finding.Checked}",
                finding.Violations.Count is 0 ? "[green]相符[/]" : "[red]不符[/]");
        }

        AnsiConsole.Write(table);
        foreach (var violation in findings.SelectMany(finding => finding.Violations))
            AnsiConsole.MarkupLineInterpolated($"[red]{violation}[/]");

        var holds = findings.All(finding => finding.Violations.Count is 0);
        AnsiConsole.MarkupLine(holds ? "[green]verify：全部相符[/]" : "[red]verify：有不符之处[/]");
        return holds;
    }
}
