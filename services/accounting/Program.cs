using Region.Accounting;

AccountingService.Build(args).Run();
