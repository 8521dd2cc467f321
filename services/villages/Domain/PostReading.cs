using Region.Kernel;

namespace Region.Villages.Domain;

/// <summary>What is demanded of every post, in a table or by itself. Fields are named by the caller.</summary>
internal static class PostReading
{
    /// <summary>The post without its term; null where role and unit do not fit, or the unit is unknown.</summary>
    public static Post? Read(
        Register register,
        (string Login, string Name, PostRole Role, string Unit) wanted,
        Func<string, string> field,
        Form form)
    {
        var (login, name, role, unit) = wanted;
        var fits = PostRoles.UnitOf(role, unit) switch
        {
            UnitKind.County => string.Equals(unit, Codes.County, StringComparison.Ordinal),
            UnitKind.Committee or UnitKind.Company => Codes.IsRegion(unit),
            UnitKind.Village => Codes.IsVillage(unit),
        };
        if (!form.Demand(fits, Refusal.UnitNotForRole, field("unit"), $"{PostRoles.Write(role)} {unit}"))
            return null;

        var region = PostRoles.UnitOf(role, unit) switch
        {
            UnitKind.County => "",
            UnitKind.Committee or UnitKind.Company => register.HasRegion(unit) ? unit : null,
            UnitKind.Village => register.RegionOf(unit),
        };
        return form.Demand(region is not null, Refusal.UnitUnknown, field("unit"), unit) && region is not null
            ? new Post { Login = login, Name = name, Role = role, Unit = unit, Region = region, Since = default }
            : null;
    }

    /// <summary>The last day; null where none is written.</summary>
    public static DateOnly? End(DateOnly since, string endsOn, Func<string, string> field, Form form)
    {
        if (endsOn.Length is 0)
            return null;

        var end = form.Date(field("ends_on"), endsOn);
        form.Demand(end == default || end >= since, Refusal.TermBackwards, field("ends_on"), endsOn);
        return end;
    }

    /// <summary>Small letters, digits and . _ - , so that a login is never mistaken for another one.</summary>
    public static void DemandLogin(string login, string field, Form form) => form.Demand(
        login.Length is > 0 and <= Limits.Login
        && login.All(character => character is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '_' or '-'),
        Refusal.LoginInvalid,
        field,
        login);

    public static void DemandOneName(List<Post> all, Post post, Func<string, string> field, Form form)
    {
        var other = all.Find(held => Same(held.Login, post.Login));
        form.Demand(
            other is null || Same(other.Name, post.Name),
            Refusal.NameDiffers,
            field("name"),
            post.Login);
    }

    /// <summary>Nobody holds posts that check each other at the same time.</summary>
    public static void DemandNoConflict(List<Post> all, Post post, Func<string, string> field, Form form)
    {
        var conflicting = all.Find(held =>
            Same(held.Login, post.Login)
            && Same(held.Region, post.Region)
            && held.Overlaps(post)
            && PostRoles.Conflict(held.Role, post.Role));
        form.Demand(
            conflicting is null,
            Refusal.PostsConflict,
            field("role"),
            $"{post.Login} {PostRoles.Write(conflicting?.Role ?? post.Role)}+{PostRoles.Write(post.Role)}");
    }

    /// <summary>A post for one is held by one at a time.</summary>
    public static void DemandFree(List<Post> all, Post post, Func<string, string> field, Form form)
    {
        if (!PostRoles.IsForOne(post.Role))
            return;

        var holder = all.Find(held =>
            held.IsOffice(post.Role, post.Unit) && !Same(held.Login, post.Login) && held.Overlaps(post));
        form.Demand(
            holder is null,
            Refusal.PostTaken,
            field("unit"),
            $"{post.Unit} 的{PostRoles.Title(post.Role)}由{holder?.Name}担任（{Term(holder ?? post)}）");
    }

    /// <summary>2026-01-01 起，至 2026-06-30.</summary>
    public static string Term(Post post) => post.EndsOn is { } end
        ? $"{BusinessDate.Write(post.Since)} 起，至 {BusinessDate.Write(end)}"
        : $"{BusinessDate.Write(post.Since)} 起";

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.Ordinal);
}
