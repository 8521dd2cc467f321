namespace Region.Verifier.Checks;

/// <summary>What was checked, and what is wrong.</summary>
internal sealed class Report(string title)
{
    private const int MostShown = 20;

    private readonly List<(string Check, long Checked, IReadOnlyList<string> Wrong)> _checks = [];

    public bool IsRight => _checks.All(check => check.Wrong.Count is 0);

    public IEnumerable<string> Wrong => _checks.SelectMany(check => check.Wrong);

    public void Add(string check, long count, IReadOnlyList<string> wrong) => _checks.Add((check, count, wrong));

    public void Print(TextWriter output)
    {
        output.WriteLine(title);
        foreach (var (check, count, wrong) in _checks)
        {
            output.WriteLine(FormattableString.Invariant(
                $"{(wrong.Count is 0 ? "通过" : "不符")}　{check}（{count} 项）"));
            foreach (var sentence in wrong.Take(MostShown))
                output.WriteLine($"　　{sentence}");

            if (wrong.Count > MostShown)
                output.WriteLine(FormattableString.Invariant($"　　……另有 {wrong.Count - MostShown} 处"));
        }

        output.WriteLine(IsRight ? "结论：全部相符。" : "结论：有不符之处，见上。");
    }
}
