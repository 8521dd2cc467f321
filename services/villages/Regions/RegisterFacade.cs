using Grpc.Core;
using Region.Contracts.Villages.V1;
using Region.Kernel;
using Region.Platform.Commands;
using Region.Platform.Refusals;
using Region.Platform.Storage;
using Region.Villages.Domain;

namespace Region.Villages.Regions;

/// <summary>The register on the wire.</summary>
internal sealed class RegisterFacade(
    CommandRunner<Refusal> commands,
    RefusalBook<Refusal> refusals,
    Database database) : RegisterService.RegisterServiceBase
{
    internal const string LockName = "register";
    private const int UsualPage = 50;
    private const int LargestPage = 200;

    public override Task<ImportRegisterResponse> ImportRegister(
        ImportRegisterRequest request,
        ServerCallContext context)
    {
        var tables = RegisterFiles.Read(request);
        return commands.OnceAsync(
            request,
            request.RequestId,
            database,
            LockName,
            context,
            async (work, cancellationToken) =>
            {
                if (!tables.Allowed)
                    return tables.Refuse<ImportRegisterResponse>();

                var added = await Regions.ImportRegister.RunAsync(work, tables.Value, cancellationToken);
                return added.Map(register => new ImportRegisterResponse
                {
                    RegionsAdded = register.Committees.Count,
                    CompaniesAdded = register.Companies.Count,
                    VillagesAdded = register.Villages.Count,
                });
            });
    }

    public override async Task<ListRegionsResponse> ListRegions(ListRegionsRequest request, ServerCallContext context)
    {
        if (request.PageSize is < 0 or > LargestPage)
            refusals.Throw(Refusal.NumberOutOfRange.On("page_size", request.PageSize));

        if (request.PageToken.Length > 0 && !Codes.IsRegion(request.PageToken))
            refusals.Throw(Refusal.PageUnreadable.On("page_token"));

        var size = request.PageSize == 0 ? UsualPage : request.PageSize;
        await using var session = await database.ReadAsync(context.CancellationToken);
        var rows = await RegisterStore.ListAsync(session, request.PageToken, size + 1, context.CancellationToken);
        var page = rows.Take(size).ToArray();
        return new ListRegionsResponse
        {
            Regions = { page.Select(ToWire) },
            NextPageToken = rows.Count > size ? page[^1].Region : "",
        };
    }

    public override async Task<GetRegionResponse> GetRegion(GetRegionRequest request, ServerCallContext context)
    {
        await using var session = await database.ReadAsync(context.CancellationToken);
        var register = await RegisterStore.LoadRegionAsync(session, request.Region, context.CancellationToken);
        if (register.Committees is not [var committee] || register.Companies is not [var company])
            throw NotFound.Exception();

        return new GetRegionResponse
        {
            Region = ToWire(committee),
            Company = ToWire(company),
            Villages = { register.Villages.Select(ToWire) },
        };
    }

    private static RegionalCommittee ToWire(Committee committee) => new()
    {
        Region = committee.Region,
        Name = committee.Name,
        Industry = committee.Industry,
        Town = committee.Town,
    };

    private static Contracts.Villages.V1.Company ToWire(Domain.Company company) => new()
    {
        Company_ = company.Code,
        Region = company.Region,
        Name = company.Name,
        RegisteredCapitalFen = company.RegisteredCapital.Fen,
        CreditCode = company.CreditCode,
    };

    private static Contracts.Villages.V1.Village ToWire(Domain.Village village) => new()
    {
        Village_ = village.Code,
        Region = village.Region,
        Name = village.Name,
        Population = village.Population,
        Households = village.Households,
        CashFen = village.Brought.Cash.Fen,
        ResourceFen = village.Brought.Resource.Fen,
        AssetFen = village.Brought.Asset.Fen,
        ContributionFen = village.Brought.Total.Fen,
        CreditCode = village.CreditCode,
    };
}
