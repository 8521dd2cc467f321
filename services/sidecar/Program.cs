using Region.Sidecar;

await SidecarApp.Build(args).RunAsync();
