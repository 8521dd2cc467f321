namespace Region.Gateway.Web;

/// <summary>Questions of one page that do not wait for each other's answers.</summary>
internal static class AtOnce
{
    // A page with a question for each of a thousand villages must not shut out everybody else.
    private const int Most = 16;

    /// <summary>Asks for each item, many at once, and answers in the order of the items.</summary>
    public static async Task<IReadOnlyList<TAnswer>> SelectAsync<TItem, TAnswer>(
        IReadOnlyList<TItem> items, Func<TItem, Task<TAnswer>> ask)
    {
        var answers = new List<TAnswer>(items.Count);
        foreach (var some in items.Chunk(Most))
            answers.AddRange(await Task.WhenAll(some.Select(ask)));

        return answers;
    }
}
