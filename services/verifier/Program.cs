using Region.Verifier;

return await VerifyCommand.Build().Parse(args).InvokeAsync();
