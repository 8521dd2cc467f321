using Region.Kernel;
using Region.Platform.Storage;
using Region.Villages.Domain;
using Region.Villages.Regions;

namespace Region.Villages.Posts;

/// <summary>Registers the posts that are new, all or nothing; answers how many.</summary>
internal static class ImportPosts
{
    internal static async Task<Decision<int, Refusal>> RunAsync(
        UnitOfWork work,
        PostTable table,
        string by,
        CancellationToken cancellationToken)
    {
        var register = await RegisterStore.LoadAsync(work, cancellationToken);
        var held = await PostsStore.LoadAsync(work, cancellationToken);
        var decision = PostImport.Decide(register, held, table);
        if (!decision.Allowed)
            return decision.Refuse<int>();

        foreach (var post in decision.Value)
            await PostsStore.AddAsync(work, post, by, cancellationToken);

        return decision.Value.Count;
    }
}
