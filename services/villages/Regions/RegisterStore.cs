using Region.Kernel;
using Region.Platform.Storage;
using Region.Villages.Domain;

namespace Region.Villages.Regions;

/// <summary>The tables of regions, companies and villages.</summary>
internal static class RegisterStore
{
    internal static async Task<Register> LoadAsync(Session session, CancellationToken cancellationToken)
    {
        var committees = await session.QueryAsync<CommitteeRecord>(
            "SELECT region, name, industry, town FROM register_regions ORDER BY region",
            parameters: null,
            cancellationToken);
        var companies = await session.QueryAsync<CompanyRecord>(
            """
            SELECT region, name, registered_capital_fen, cash_fen, resource_fen, asset_fen, credit_code
            FROM register_companies ORDER BY region
            """,
            parameters: null,
            cancellationToken);
        var villages = await session.QueryAsync<VillageRecord>(
            """
            SELECT village, region, name, population, households, cash_fen, resource_fen, asset_fen, credit_code
            FROM register_villages ORDER BY village
            """,
            parameters: null,
            cancellationToken);
        return new Register(
            [.. committees.Select(row => row.ToCommittee())],
            [.. companies.Select(row => row.ToCompany())],
            [.. villages.Select(row => row.ToVillage())]);
    }

    /// <summary>One region with its company and villages; empty where there is none.</summary>
    internal static async Task<Register> LoadRegionAsync(
        Session session,
        string region,
        CancellationToken cancellationToken)
    {
        var committees = await session.QueryAsync<CommitteeRecord>(
            "SELECT region, name, industry, town FROM register_regions WHERE region = @region",
            new { region },
            cancellationToken);
        var companies = await session.QueryAsync<CompanyRecord>(
            """
            SELECT region, name, registered_capital_fen, cash_fen, resource_fen, asset_fen, credit_code
            FROM register_companies WHERE region = @region
            """,
            new { region },
            cancellationToken);
        var villages = await session.QueryAsync<VillageRecord>(
            """
            SELECT village, region, name, population, households, cash_fen, resource_fen, asset_fen, credit_code
            FROM register_villages WHERE region = @region ORDER BY village
            """,
            new { region },
            cancellationToken);
        return new Register(
            [.. committees.Select(row => row.ToCommittee())],
            [.. companies.Select(row => row.ToCompany())],
            [.. villages.Select(row => row.ToVillage())]);
    }

    internal static async Task<IReadOnlyList<Committee>> ListAsync(
        Session session,
        string after,
        int limit,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<CommitteeRecord>(
            """
            SELECT region, name, industry, town FROM register_regions
            WHERE region > @after ORDER BY region LIMIT @limit
            """,
            new { after, limit },
            cancellationToken);
        return [.. rows.Select(row => row.ToCommittee())];
    }

    internal static async Task AddAsync(
        UnitOfWork work,
        RegisterAdditions additions,
        CancellationToken cancellationToken)
    {
        var joinedOn = BusinessDate.Write(additions.JoinedOn);
        foreach (var committee in additions.Added.Committees)
        {
            await work.ExecuteAsync(
                """
                INSERT INTO register_regions (region, name, industry, town, joined_on)
                VALUES (@Region, @Name, @Industry, @Town, @joinedOn)
                """,
                new { committee.Region, committee.Name, committee.Industry, committee.Town, joinedOn },
                cancellationToken);
        }

        foreach (var company in additions.Added.Companies)
            await AddAsync(work, company, joinedOn, cancellationToken);

        foreach (var village in additions.Added.Villages)
            await AddAsync(work, village, joinedOn, cancellationToken);
    }

    private static Task<int> AddAsync(
        UnitOfWork work,
        Company company,
        string joinedOn,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO register_companies
              (region, name, registered_capital_fen, cash_fen, resource_fen, asset_fen, credit_code, joined_on)
            VALUES (@Region, @Name, @capital, @cash, @resource, @asset, @CreditCode, @joinedOn)
            """,
            new
            {
                company.Region,
                company.Name,
                capital = company.RegisteredCapital.Fen,
                cash = company.Brought.Cash.Fen,
                resource = company.Brought.Resource.Fen,
                asset = company.Brought.Asset.Fen,
                company.CreditCode,
                joinedOn,
            },
            cancellationToken);

    private static Task<int> AddAsync(
        UnitOfWork work,
        Village village,
        string joinedOn,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO register_villages
              (village, region, name, population, households, cash_fen, resource_fen, asset_fen, credit_code, joined_on)
            VALUES
              (@Code, @Region, @Name, @Population, @Households, @cash, @resource, @asset, @CreditCode, @joinedOn)
            """,
            new
            {
                village.Code,
                village.Region,
                village.Name,
                village.Population,
                village.Households,
                cash = village.Brought.Cash.Fen,
                resource = village.Brought.Resource.Fen,
                asset = village.Brought.Asset.Fen,
                village.CreditCode,
                joinedOn,
            },
            cancellationToken);
}
