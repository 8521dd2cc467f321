using Region.Villages.Domain;

namespace Region.Domain.Tests.Villages;

/// <summary>The region of the hair ornaments with its company and four villages, as rows of the three tables.</summary>
internal static class R01
{
    public static RegisterTables Tables => new()
    {
        Committees = [new CommitteeRow(2, "R01", "样例发饰区域党委") { Industry = "皮筋头饰", Town = "样例镇甲" }],
        Companies = [Company],
        Villages =
        [
            Village(2, "V0101", "N2410000MADEM0011G") with
            {
                Stake = new("600000.00", "0", "200000.00"),
                Contribution = "800000.00",
            },
            Village(3, "V0102", "N2410000MADEM002X8") with
            {
                Stake = new("500000.00", "0", "0"),
                Contribution = "500000.00",
            },
            Village(4, "V0103", "N2410000MADEM00388") with
            {
                Stake = new("0", "400000.00", "0"),
                Contribution = "400000.00",
            },
            Village(5, "V0104", "N2410000MADEM00463") with
            {
                Stake = new("300000.00", "0", "0"),
                Contribution = "300000.00",
            },
        ],
        JoinedOn = "2026-01-01",
    };

    public static CompanyRow Company => new()
    {
        Number = 2,
        Region = "R01",
        Name = "样例发饰强村有限公司",
        RegisteredCapital = "2000000.00",
        Stake = new("1400000.00", "400000.00", "200000.00"),
        CreditCode = "91410000MADEM9016H",
    };

    public static Register Registered => RegisterImport.Decide(Register.Empty, Tables).Value.Added;

    /// <summary>The tables with one village row changed.</summary>
    public static RegisterTables With(int index, Func<VillageRow, VillageRow> change)
    {
        var villages = Tables.Villages.ToArray();
        villages[index] = change(villages[index]);
        return Tables with { Villages = villages };
    }

    private static VillageRow Village(int row, string code, string creditCode) => new()
    {
        Number = row,
        Region = "R01",
        Village = code,
        Name = code + "村",
        Population = "1620",
        Households = "455",
        Stake = new("0", "0", "0"),
        Contribution = "0",
        CreditCode = creditCode,
    };
}
