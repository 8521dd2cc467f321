using Region.AppHost.Cli;

return await CommandLine.Root().Parse(args).InvokeAsync();
