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
            if (ReadPost(register, row, place, form) is not { } post)
                continue;

            DemandOneName(all, post, place, form);
            if (held.Any(post.SameAs))
                continue;

            DemandNoConflict(all, post, place, form);
            all.Add(post with { Since = since });
            added.Add(post with { Since = since });
        }

        return form.Clean ? added : form.Refused;
    }

    private static Post? ReadPost(Register register, PostRow row, RowPlace place, Form form)
    {
        form.Demand(IsLogin(row.Login), Refusal.LoginInvalid, place.Field("login"), row.Login);
        var name = form.Text(place.Field("name"), row.Name, Limits.Name);
        if (!form.Demand(PostRoles.TryRead(row.Role, out var role), Refusal.RoleUnknown, place.Field("role"), row.Role))
            return null;

        var fits = PostRoles.UnitOf(role, row.Unit) switch
        {
            UnitKind.County => string.Equals(row.Unit, Codes.County, StringComparison.Ordinal),
            UnitKind.Committee or UnitKind.Company => Codes.IsRegion(row.Unit),
            UnitKind.Village => Codes.IsVillage(row.Unit),
        };
        if (!form.Demand(fits, Refusal.UnitNotForRole, place.Field("unit"), $"{row.Role} {row.Unit}"))
            return null;

        var region = PostRoles.UnitOf(role, row.Unit) switch
        {
            UnitKind.County => "",
            UnitKind.Committee or UnitKind.Company => register.HasRegion(row.Unit) ? row.Unit : null,
            UnitKind.Village => register.RegionOf(row.Unit),
        };
        if (!form.Demand(region is not null, Refusal.UnitUnknown, place.Field("unit"), row.Unit) || region is null)
            return null;

        return new Post
        {
            Login = row.Login,
            Name = name,
            Role = role,
            Unit = row.Unit,
            Region = region,
            Since = default,
        };
    }

    private static void DemandOneName(List<Post> all, Post post, RowPlace place, Form form)
    {
        var other = all.Find(held => string.Equals(held.Login, post.Login, StringComparison.Ordinal));
        form.Demand(
            other is null || string.Equals(other.Name, post.Name, StringComparison.Ordinal),
            Refusal.NameDiffers,
            place.Field("name"),
            post.Login);
    }

    private static void DemandNoConflict(List<Post> all, Post post, RowPlace place, Form form)
    {
        var conflicting = all.Find(held =>
            string.Equals(held.Login, post.Login, StringComparison.Ordinal)
            && string.Equals(held.Region, post.Region, StringComparison.Ordinal)
            && PostRoles.Conflict(held.Role, post.Role));
        form.Demand(
            conflicting is null,
            Refusal.PostsConflict,
            place.Field("role"),
            $"{post.Login} {PostRoles.Write(conflicting?.Role ?? post.Role)}+{PostRoles.Write(post.Role)}");
    }

    /// <summary>Small letters, digits and . _ - , so that a login is never mistaken for another one.</summary>
    private static bool IsLogin(string login) =>
        login.Length is > 0 and <= Limits.Login
        && login.All(character => character is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '_' or '-');
}
