using Region.Contracts.Operations.V1;
using Region.Kernel;

namespace Region.Accounting.Checks;

/// <summary>
/// Rule 3: what a village's book says it has with the company, the company's book says it has with the village.
/// </summary>
internal sealed class MirrorCheck
{
    private const int MostShown = 20;

    private readonly SortedDictionary<(string Village, string Company, MirrorKind Kind), (Money Village, Money Company)>
        _pairs = [];

    public void Add(MirrorKind kind, string village, string company, Money inVillage, Money inCompany)
    {
        var known = _pairs.GetValueOrDefault((village, company, kind));
        _pairs[(village, company, kind)] = (known.Village + inVillage, known.Company + inCompany);
    }

    public Finding Finish()
    {
        var finding = new Finding { Rule = "3", Title = "村账与公司账的往来、出资两两相等", Checked = _pairs.Count };
        finding.Violations.AddRange(
            from pair in _pairs
            where pair.Value.Village != pair.Value.Company
            let words = WordsOf(pair.Key.Kind)
            select $"{pair.Key.Village}对{pair.Key.Company}的{words.InVillage}为{pair.Value.Village}，"
                + $"{pair.Key.Company}对{pair.Key.Village}的{words.InCompany}为{pair.Value.Company}");
        while (finding.Violations.Count > MostShown)
            finding.Violations.RemoveAt(finding.Violations.Count - 1);

        return finding;
    }

    private static (string InVillage, string InCompany) WordsOf(MirrorKind kind) => kind switch
    {
        MirrorKind.Debts => ("应收减应付", "应付减应收"),
        MirrorKind.Stakes => ("出资", "实收资本"),
    };
}

/// <summary>What two books say alike.</summary>
internal enum MirrorKind
{
    /// <summary>往来: what one owes the other, on all accounts together.</summary>
    Debts = 1,

    /// <summary>出资: what the village put into the company.</summary>
    Stakes = 2,
}
