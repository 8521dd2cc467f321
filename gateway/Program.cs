using Region.Gateway;

GatewayApp.Build(args).Run();
