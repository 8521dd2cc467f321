using Region.Procurement;

ProcurementService.Build(args).Run();
