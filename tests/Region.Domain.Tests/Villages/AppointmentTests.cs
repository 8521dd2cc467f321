using Region.Kernel;
using Region.Villages.Domain;
using Shouldly;

namespace Region.Domain.Tests.Villages;

public sealed class AppointmentTests
{
    private const string County = "county";

    private static readonly Post First = Held("first", PostRole.VillageAccountant, "V0101", "2026-01-01");

    [Theory]
    [InlineData("2025-12-31", false)]
    [InlineData("2026-01-01", true)]
    [InlineData("2026-06-30", true)]
    [InlineData("2026-07-01", false)]
    public void A_post_is_held_from_its_first_day_to_its_last(string day, bool held) =>
        (First with { EndsOn = Day("2026-06-30") }).HeldOn(Day(day)).ShouldBe(held);

    [Fact]
    public void A_successor_begins_on_the_day_after_her_predecessor_has_left()
    {
        var done = Appointment.Appoint(R01.Registered, [First], Wanted() with { Replaces = "first" }).Value;

        done.Ended.ShouldNotBeNull().EndsOn.ShouldBe(Day("2026-06-30"));
        done.Ended.EndReason.ShouldBe("由样例second接任");
        (done.Added.Since, done.Added.EndsOn).ShouldBe((Day("2026-07-01"), null));
        done.Added.Overlaps(done.Ended).ShouldBeFalse();
    }

    [Fact]
    public void A_post_for_one_is_not_given_to_two_at_a_time() =>
        Appointment.Appoint(R01.Registered, [First], Wanted()).ShouldRefuse(Refusal.PostTaken, "unit");

    [Fact]
    public void It_is_given_to_another_after_its_end_and_before_a_later_term()
    {
        var ended = First with { EndsOn = Day("2026-06-30") };
        var later = Held("third", PostRole.VillageAccountant, "V0101", "2027-01-01");

        Appointment.Appoint(R01.Registered, [ended], Wanted()).Allowed.ShouldBeTrue();
        Appointment.Appoint(R01.Registered, [ended, later], Wanted()).ShouldRefuse(Refusal.PostTaken, "unit");
        Appointment.Appoint(R01.Registered, [ended, later], Wanted() with { EndsOn = "2026-12-31" })
            .Allowed.ShouldBeTrue();
    }

    [Fact]
    public void Offices_for_several_are_given_to_several() =>
        Appointment.Appoint(
            R01.Registered,
            [Held("first", PostRole.CompanyAccountant, "R01", "2026-01-01")],
            Wanted() with { Role = PostRole.CompanyAccountant, Unit = "R01" }).Allowed.ShouldBeTrue();

    [Fact]
    public void Posts_that_check_each_other_may_follow_each_other_in_one_person()
    {
        var cashier = Held("second", PostRole.Cashier, "V0101", "2026-01-01");

        Appointment.Appoint(R01.Registered, [cashier], Wanted()).ShouldRefuse(Refusal.PostsConflict, "role");
        Appointment.Appoint(R01.Registered, [cashier with { EndsOn = Day("2026-06-30") }], Wanted())
            .Allowed.ShouldBeTrue();
    }

    [Fact]
    public void The_same_person_may_hold_a_post_again_later_but_not_twice_at_once()
    {
        var own = Held("second", PostRole.VillageAccountant, "V0101", "2026-01-01");

        Appointment.Appoint(R01.Registered, [own], Wanted()).ShouldRefuse(Refusal.PostHeld, "since");
        Appointment.Appoint(R01.Registered, [own with { EndsOn = Day("2026-03-31") }], Wanted())
            .Allowed.ShouldBeTrue();
    }

    [Fact]
    public void Whoever_is_known_keeps_the_name_that_is_known()
    {
        var known = Held("second", PostRole.VillageAccountant, "V0102", "2026-01-01");

        Appointment.Appoint(R01.Registered, [known], Wanted() with { Name = "" }).Value.Added.Name
            .ShouldBe("样例second");
        Appointment.Appoint(R01.Registered, [known], Wanted() with { Name = "别人" })
            .ShouldRefuse(Refusal.NameDiffers, "name");
        Appointment.Appoint(R01.Registered, [], Wanted() with { Name = "" })
            .ShouldRefuse(Refusal.TextMissing, "name");
    }

    [Theory]
    [InlineData("2026-06-30", true)]
    [InlineData("2025-12-31", true)]
    [InlineData("2025-12-30", false)]
    public void A_term_ends_on_any_day_of_it_or_is_revoked_on_the_day_before(string day, bool allowed) =>
        Appointment.End([First], WantedEnd() with { EndsOn = day }, County).Allowed.ShouldBe(allowed);

    [Fact]
    public void A_revoked_term_is_never_held_and_stands_in_nobody_s_way()
    {
        var revoked = Appointment.End([First], WantedEnd() with { EndsOn = "2025-12-31" }, County).Value;

        revoked.HeldOn(Day("2025-12-31")).ShouldBeFalse();
        revoked.HeldOn(Day("2026-01-01")).ShouldBeFalse();
        Appointment.Appoint(R01.Registered, [revoked], Wanted()).Allowed.ShouldBeTrue();
    }

    [Theory]
    [InlineData("2026-06-29", true)]
    [InlineData("2026-06-30", false)]
    [InlineData("2026-07-01", false)]
    public void An_end_is_brought_forward_never_put_off(string day, bool allowed) =>
        Appointment.End([First with { EndsOn = Day("2026-06-30") }], WantedEnd() with { EndsOn = day }, County)
            .Allowed.ShouldBe(allowed);

    [Fact]
    public void Nobody_ends_his_own_post() =>
        Appointment.End([First], WantedEnd(), "first").ShouldRefuse(Refusal.OwnPost, "login");

    [Fact]
    public void A_table_may_say_when_a_post_ends()
    {
        var row = new PostRow(2, "second", "样例second")
        {
            Role = "village_accountant",
            Unit = "V0101",
            EndsOn = "2026-12-31",
        };
        var ended = First with { EndsOn = Day("2026-06-30") };

        PostImport.Decide(R01.Registered, [ended], new PostTable([row], "2026-07-01")).Value.Single().EndsOn
            .ShouldBe(Day("2026-12-31"));
        PostImport.Decide(R01.Registered, [First], new PostTable([row], "2026-07-01"))
            .ShouldRefuse(Refusal.PostTaken, "职务表第2行 单位编码");
        PostImport.Decide(R01.Registered, [], new PostTable([row with { EndsOn = "2026-06-30" }], "2026-07-01"))
            .ShouldRefuse(Refusal.TermBackwards, "职务表第2行 任期至");
    }

    private static WantedPost Wanted() => new()
    {
        Login = "second",
        Name = "样例second",
        Role = PostRole.VillageAccountant,
        Unit = "V0101",
        Since = "2026-07-01",
        EndsOn = "",
        Replaces = "",
    };

    private static WantedEnd WantedEnd() => new()
    {
        Login = "first",
        Role = PostRole.VillageAccountant,
        Unit = "V0101",
        Since = "2026-01-01",
        EndsOn = "2026-06-30",
        Reason = "退休",
    };

    private static Post Held(string login, PostRole role, string unit, string since) => new()
    {
        Login = login,
        Name = $"样例{login}",
        Role = role,
        Unit = unit,
        Region = "R01",
        Since = Day(since),
    };

    private static DateOnly Day(string text) => BusinessDate.TryRead(text, out var day)
        ? day
        : throw new ArgumentException(text, nameof(text));
}
