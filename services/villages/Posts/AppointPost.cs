using Region.Kernel;
using Region.Platform.Storage;
using Region.Villages.Domain;
using Region.Villages.Regions;

namespace Region.Villages.Posts;

/// <summary>Registers one term, and the end of the one that it follows.</summary>
internal static class AppointPost
{
    internal static async Task<Decision<Appointed, Refusal>> RunAsync(
        UnitOfWork work,
        WantedPost wanted,
        string by,
        CancellationToken cancellationToken)
    {
        var register = await RegisterStore.LoadAsync(work, cancellationToken);
        var held = await PostsStore.LoadAsync(work, cancellationToken);
        var decision = Appointment.Appoint(register, held, wanted);
        if (!decision.Allowed)
            return decision;

        if (decision.Value.Ended is { } ended)
            await PostsStore.EndAsync(work, ended, by, cancellationToken);

        await PostsStore.AddAsync(work, decision.Value.Added, by, cancellationToken);
        return decision;
    }
}
