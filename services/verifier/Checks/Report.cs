namespace Region.Verifier.Checks;

/// <summary>What was checked, and what is wrong.</summary>
internal sealed class Report(string title)
{
    private const int MostShown = 20;

    private readonly List<string> _open = [];

    private readonly List<(string Check, long Checked, IReadOnlyList<string> Wrong)> _checks = [];

    public bool IsRight => _checks.All(check => check.Wrong.Count is 0);

    /// <summary>Whether nothing was left open.</summary>
    public bool IsWhole => _open.Count is 0;

    /// <summary>How many things were looked at.</summary>
    public long Checked => _checks.Sum(check => check.Checked);

    public IEnumerable<string> Wrong => _checks.SelectMany(check => check.Wrong);

    public void Add(string check, long count, IReadOnlyList<string> wrong) => _checks.Add((check, count, wrong));

    /// <summary>Says what could not be checked with what was at hand.</summary>
    public void LeaveOpen(string sentence) => _open.Add(sentence);

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

        foreach (var sentence in _open)
            output.WriteLine($"未核对　{sentence}");

        output.WriteLine((IsRight, IsWhole) switch
        {
            (false, _) => "结论：有不符之处，见上。",
            (true, false) => "结论：核对过的相符，但有未核对的，见上。",
            (true, true) => "结论：全部相符。",
        });
    }
}
