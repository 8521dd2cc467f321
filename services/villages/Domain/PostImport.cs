using Region.Kernel;

namespace Region.Villages.Domain;

/// <summary>Imports posts, all or nothing; a post that is held already is left alone.</summary>
internal static class PostImport
{
    public const string Table = "职务表";

    /// <summary>Answers the posts that are new.</summary>
    public static Decision<IReadOnlyList<Post>, Refusal> Decide(
        Register register,
        IReadOnlyList<Post> held,
        PostTable table)
    {
        var form = new Form();
        var since = form.Date("since", table.Since);
        form.Demand(table.Rows.Count > 0, Refusal.NothingToImport, "posts_table");
        var all = new List<Post>(held);
        var added = new List<Post>();
        var seen = new HashSet<(string Login, string Role, string Unit)>();
        foreach (var row in table.Rows)
        {
            var place = new RowPlace(Table, row.Number);
            form.Demand(
                seen.Add((row.Login, row.Role, row.Unit)),
                Refusal.DuplicatePost,
                place.Field("login"),
                row.Login);
            if (ReadPost(register, row, place, form) is not { } read)
                continue;

            var post = read with { Since = since, EndsOn = PostReading.End(since, row.EndsOn, place.Field, form) };
            PostReading.DemandOneName(all, post, place.Field, form);
            if (held.Any(other => other.SameAs(post) && (other.Overlaps(post) || other.Since == since)))
                continue;

            PostReading.DemandNoConflict(all, post, place.Field, form);
            PostReading.DemandFree(all, post, place.Field, form);
            all.Add(post);
            added.Add(post);
        }

        return form.Clean ? added : form.Refused;
    }

    private static Post? ReadPost(Register register, PostRow row, RowPlace place, Form form)
    {
        PostReading.DemandLogin(row.Login, place.Field("login"), form);
        var name = form.Text(place.Field("name"), row.Name, Limits.Name);
        var known = PostRoles.TryRead(row.Role, out var role);
        return form.Demand(known, Refusal.RoleUnknown, place.Field("role"), row.Role)
            ? PostReading.Read(register, (row.Login, name, role, row.Unit), place.Field, form)
            : null;
    }
}
