using System.Globalization;
using System.Text;
using Region.Benchmarks.Posting;

namespace Region.Benchmarks.Rounds;

/// <summary>The tables by which a county office registers a synthetic region, or several.</summary>
internal sealed class RegisterTables
{
    private const int VillageYuan = 100;

    private readonly StringBuilder _regions = new("region,name,industry,town\n");
    private readonly StringBuilder _companies =
        new("region,name,registered_capital,cash,resource,asset,uscc_sample\n");

    private readonly StringBuilder _villages = new(
        "region,village,name,population,households,cash,resource,asset,contribution,stake_pct,uscc_sample\n");

    internal RegisterTables(SyntheticRegion county)
    {
        foreach (var region in county.VillagesByRegion)
            Add(region.Key, [.. region]);
    }

    internal string Regions => _regions.ToString();

    internal string Companies => _companies.ToString();

    internal string Villages => _villages.ToString();

    private void Add(string region, IReadOnlyList<string> villages)
    {
        var capital = (villages.Count * VillageYuan).ToString(CultureInfo.InvariantCulture);
        var company = CreditCodes.Complete($"91410000{region}000000");
        _regions.Append(CultureInfo.InvariantCulture, $"{region},样例区域党委,样例产业,样例镇\n");
        _companies.Append(
            CultureInfo.InvariantCulture, $"{region},样例强村公司,{capital}.00,{capital}.00,0,0,{company}\n");
        foreach (var village in villages)
        {
            var code = CreditCodes.Complete($"M2410000{village}0000");
            _villages.Append(
                CultureInfo.InvariantCulture,
                $"{region},{village},样例村{village},100,30,{VillageYuan}.00,0,0,{VillageYuan}.00,0.1,{code}\n");
        }
    }
}
