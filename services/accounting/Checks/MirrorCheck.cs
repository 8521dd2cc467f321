using Region.Contracts.Operations.V1;
using Region.Kernel;

namespace Region.Accounting.Checks;

/// <summary>
/// Rule 3: what a village's book says it has with the company, the company's book says it has with the village.
/// </summary>
internal sealed class MirrorCheck
{
    private const int MostShown = 20;

    private readonly SortedDictionary<(string Village, string Company), (Money InVillage, Money InCompany)> _pairs = [];

    public void Add(string village, string company, Money inVillage, Money inCompany)
    {
        var known = _pairs.GetValueOrDefault((village, company));
        _pairs[(village, company)] = (known.InVillage + inVillage, known.InCompany + inCompany);
    }

    public Finding Finish()
    {
        var finding = new Finding { Rule = "3", Title = "村账与公司账的往来两两相等", Checked = _pairs.Count };
        finding.Violations.AddRange(
            from pair in _pairs
            where pair.Value.InVillage != pair.Value.InCompany
            select $"{pair.Key.Village}对{pair.Key.Company}的应收减应付为{pair.Value.InVillage}，"
                + $"{pair.Key.Company}对{pair.Key.Village}的应付减应收为{pair.Value.InCompany}");
        while (finding.Violations.Count > MostShown)
            finding.Violations.RemoveAt(finding.Violations.Count - 1);

        return finding;
    }
}
