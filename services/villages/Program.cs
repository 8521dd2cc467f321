using Region.Villages;

VillagesService.Build(args).Run();
