using Region.Kernel;

namespace Region.Villages.Domain;

/// <summary>A post that somebody is to take up.</summary>
internal sealed record WantedPost
{
    public required string Login { get; init; }

    /// <summary>Empty where the person is known from another post.</summary>
    public required string Name { get; init; }

    public required PostRole? Role { get; init; }
    public required string Unit { get; init; }
    public required string Since { get; init; }
    public required string EndsOn { get; init; }

    /// <summary>The login of who leaves the post on the day before; empty for nobody.</summary>
    public required string Replaces { get; init; }
}

/// <summary>A term that is to end.</summary>
internal sealed record WantedEnd
{
    public required string Login { get; init; }
    public required PostRole? Role { get; init; }
    public required string Unit { get; init; }
    public required string Since { get; init; }
    public required string EndsOn { get; init; }
    public required string Reason { get; init; }
}

/// <summary>What an appointment changes: the new term, and the one that it ends.</summary>
internal sealed record Appointed(Post Added, Post? Ended);

/// <summary>Appoints people to posts and ends their terms.</summary>
internal static class Appointment
{
    public static Decision<Appointed, Refusal> Appoint(
        Register register, IReadOnlyList<Post> held, WantedPost wanted)
    {
        var form = new Form();
        var since = form.Date("since", wanted.Since);
        PostReading.DemandLogin(wanted.Login, "login", form);
        var known = held.FirstOrDefault(post => Same(post.Login, wanted.Login));
        var name = wanted.Name.Trim().Length is 0 && known is not null
            ? known.Name
            : form.Text("name", wanted.Name, Limits.Name);
        if (!form.Demand(wanted.Role is not null, Refusal.RoleUnknown, "role", "") || wanted.Role is not { } role
            || PostReading.Read(register, (wanted.Login, name, role, wanted.Unit), Plain, form) is not { } read
            || !form.Clean)
            return form.Refused;

        var post = read with { Since = since, EndsOn = PostReading.End(since, wanted.EndsOn, Plain, form) };
        var all = new List<Post>(held);
        var ended = wanted.Replaces.Length > 0 ? Follow(all, post, wanted.Replaces, form) : null;
        PostReading.DemandOneName(all, post, Plain, form);
        PostReading.DemandNoConflict(all, post, Plain, form);
        PostReading.DemandFree(all, post, Plain, form);
        var own = all.Find(other => other.SameAs(post) && (other.Overlaps(post) || other.Since == post.Since));
        form.Demand(own is null, Refusal.PostHeld, "since", PostReading.Term(own ?? post));
        return form.Clean ? new Appointed(post, ended) : form.Refused;
    }

    /// <summary>Ends a term, or brings its end forward; one's own somebody else must end.</summary>
    public static Decision<Post, Refusal> End(IReadOnlyList<Post> held, WantedEnd wanted, string by)
    {
        var form = new Form();
        var since = form.Date("since", wanted.Since);
        var end = form.Date("ends_on", wanted.EndsOn);
        var reason = form.Text("reason", wanted.Reason, Limits.Name);
        form.Demand(!Same(wanted.Login, by), Refusal.OwnPost, "login", wanted.Login);
        if (!form.Demand(wanted.Role is not null, Refusal.RoleUnknown, "role", "") || !form.Clean)
            return form.Refused;

        var post = held.FirstOrDefault(other =>
            Same(other.Login, wanted.Login) && other.IsOffice(wanted.Role!.Value, wanted.Unit) && other.Since == since);
        if (post is null)
            return Refusal.PostNotHeld.On("login", $"{wanted.Login} {wanted.Unit} {wanted.Since}");

        form.Demand(end >= since.AddDays(-1), Refusal.TermBackwards, "ends_on", wanted.EndsOn);
        form.Demand(
            post.EndsOn is not { } set || end < set,
            Refusal.PostEnded,
            "ends_on",
            BusinessDate.Write(post.EndsOn ?? end));
        return form.Clean ? post with { EndsOn = end, EndReason = reason } : form.Refused;
    }

    // Who leaves does so on the day before; the list is what it will be then.
    private static Post? Follow(List<Post> all, Post post, string login, Form form)
    {
        var before = all.FindIndex(other =>
            Same(other.Login, login) && other.IsOffice(post.Role, post.Unit) && other.HeldOn(post.Since));
        if (!form.Demand(before >= 0, Refusal.PostNotHeld, "replaces", $"{login} {post.Unit}"))
            return null;

        var ended = all[before] with { EndsOn = post.Since.AddDays(-1), EndReason = $"由{post.Name}接任" };
        all[before] = ended;
        return ended;
    }

    private static string Plain(string field) => field;

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.Ordinal);
}
