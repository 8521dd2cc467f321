using Region.AppHost.Cli;
using Spectre.Console;

PlainOutput.UseWithoutTerminal(AnsiConsole.Profile);
return await CommandLine.Root().Parse(args).InvokeAsync();
