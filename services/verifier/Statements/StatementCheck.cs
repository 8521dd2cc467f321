using Region.Verifier.Chain;
using Region.Verifier.Packages;

namespace Region.Verifier.Statements;

/// <summary>
/// Computes every statement of the package again by the formulas that stand in it. What a line showed the year before
/// is compared with that year's package; without it, only its sums are.
/// </summary>
internal sealed class StatementCheck(
    PackedChart chart,
    YearFigures figures,
    IReadOnlyDictionary<(string Statement, int Version, int Line), long?> before)
{
    private const string LastYear = "LastYear";

    private readonly IReadOnlyDictionary<string, string> _names =
        chart.Accounts.ToDictionary(account => account.Code, account => account.Name, StringComparer.Ordinal);

    /// <summary>The amounts of the year's column, as a later year's package shows them beside its own.</summary>
    public static IReadOnlyDictionary<(string Statement, int Version, int Line), long?> YearOf(
        IEnumerable<PackedStatement> statements) => (
        from statement in statements
        let column = statement.Columns.ToList().FindIndex(column => column.Measure is "Year")
        where column >= 0
        from line in statement.Lines
        where line.Line > 0
        select (Key: (statement.Statement, statement.Version, line.Line), Amount: line.Amounts[column]))
        .ToDictionary(cell => cell.Key, cell => cell.Amount);

    public IReadOnlyList<string> Compare(IReadOnlyList<PackedStatement> statements) =>
        [.. statements.SelectMany(Compare)];

    private List<string> Compare(PackedStatement statement)
    {
        var wrong = new List<string>();
        var flows = figures.FlowsOf(statement).ToLookup(flow => LineOf(statement, flow));
        for (var column = 0; column < statement.Columns.Count; column++)
        {
            var amounts = new Dictionary<int, Int128?>();
            foreach (var line in statement.Lines.Where(line => line.Line > 0))
            {
                if (line.Amounts.Count != statement.Columns.Count
                    || line.Sum.Any(part => !amounts.ContainsKey(Math.Abs(part))))
                    return [$"{statement.Title}第 {line.Line} 行的公式不完整"];

                amounts[line.Line] = AmountOf(statement, line, column, amounts, flows[line.Line]);
                if (amounts[line.Line] != line.Amounts[column])
                {
                    wrong.Add($"{statement.Title}第 {line.Line} 行 {line.Caption}「{statement.Columns[column].Caption}」为 "
                        + $"{Print(line.Amounts[column])}，按公式应为 {Print(amounts[line.Line])}");
                }
            }
        }

        return wrong;
    }

    private Int128? AmountOf(
        PackedStatement statement,
        PackedLine line,
        int column,
        Dictionary<int, Int128?> above,
        IEnumerable<Flow> flows)
    {
        var measure = statement.Columns[column].Measure;
        if (line.Terms.Count is 0 && line.Sum.Count is 0 && line.Flow is null)
            return null;

        if (line.YearOnly && measure is "Month")
            return null;

        var sum = Int128.Zero;
        foreach (var part in line.Sum)
            sum += part < 0 ? -(above[-part] ?? 0) : above[part] ?? 0;

        if (measure is not LastYear)
            return sum + TermsOf(line, measure) + FlowsOf(line, measure, flows);

        if (line.Terms.Count is 0 && line.Flow is null)
            return sum;

        return before.TryGetValue((statement.Statement, statement.Version, line.Line), out var known)
            ? known
            : line.Amounts[column];
    }

    private Int128 TermsOf(PackedLine line, string measure)
    {
        var sum = Int128.Zero;
        foreach (var (key, figure) in figures.All)
        {
            foreach (var term in line.Terms.Where(term => Fits(term, key.Account)))
                sum += figure.Of(term.Rule, measure);
        }

        return line.Side is "Credit" ? -sum : sum;
    }

    private static Int128 FlowsOf(PackedLine line, string measure, IEnumerable<Flow> flows) => line.Flow is null
        ? 0
        : flows.Where(flow => measure is not "Month" || flow.InDecember)
            .Aggregate(Int128.Zero, (sum, flow) => sum + flow.Amount);

    private bool Fits(PackedTerm term, string account) => Flows.Covers(term.Accounts, account)
        && (term.Named.Length is 0
            || _names.GetValueOrDefault(account, account).Contains(term.Named, StringComparison.Ordinal));

    // The line that names the longest code; else the one that takes the rest; 0 where none does.
    private static int LineOf(PackedStatement statement, Flow flow) => (
        from line in statement.Lines
        where line.Flow is not null && string.Equals(line.Flow.Direction, flow.Direction, StringComparison.Ordinal)
        let longest = line.Flow!.Accounts
            .Where(account => PackedChart.IsWithin(flow.Account, account))
            .Select(account => account.Length)
            .DefaultIfEmpty(line.Flow.Otherwise ? 0 : -1)
            .Max()
        where longest >= 0
        orderby longest descending
        select line.Line).FirstOrDefault();

    private static string Print(Int128? fen) => fen is { } amount ? Yuan.Print(amount) : "空白";
}
