using Region.Kernel;
using Region.Platform.Storage;
using Region.Villages.Domain;

namespace Region.Villages.Posts;

/// <summary>Registers the end of a term.</summary>
internal static class EndPost
{
    internal static async Task<Decision<Post, Refusal>> RunAsync(
        UnitOfWork work,
        WantedEnd wanted,
        string by,
        CancellationToken cancellationToken)
    {
        var held = await PostsStore.LoadAsync(work, cancellationToken);
        var decision = Appointment.End(held, wanted, by);
        if (decision.Allowed)
            await PostsStore.EndAsync(work, decision.Value, by, cancellationToken);

        return decision;
    }
}
