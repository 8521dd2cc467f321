using Region.Accounting.Domain;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

public sealed class VoucherTemplateTests
{
    private static readonly HashSet<string> NoMonths = [];

    [Fact]
    public void A_monthly_template_is_due_in_every_month_up_to_today() =>
        Monthly("2026-01").DueUntil(new DateOnly(2026, 3, 1)).ShouldBe(["2026-01", "2026-02", "2026-03"]);

    [Fact]
    public void A_quarterly_template_is_due_in_every_third_month()
    {
        var template = Make(3, "2025-12");

        template.DueUntil(new DateOnly(2026, 5, 31)).ShouldBe(["2025-12", "2026-03"]);
        template.For(new DateOnly(2026, 3, 31), NoMonths).Value.Content.Date.ShouldBe(new DateOnly(2026, 3, 31));
        template.For(new DateOnly(2026, 4, 1), NoMonths).Refusals.Single().Rule.ShouldBe(Refusal.TemplateNotDue);
    }

    [Fact]
    public void Nothing_is_due_before_the_first_month_and_no_more_than_two_years_are_listed()
    {
        Monthly("2026-03").DueUntil(new DateOnly(2026, 2, 28)).ShouldBeEmpty();
        var due = Monthly("2020-01").DueUntil(new DateOnly(2026, 2, 28));
        (due.Count, due[^1]).ShouldBe((24, "2026-02"));
    }

    [Fact]
    public void A_recurring_template_makes_one_draft_a_month_and_any_other_as_many_as_wanted()
    {
        var day = new DateOnly(2026, 3, 5);

        Monthly("2026-01").For(day, new HashSet<string> { "2026-03" })
            .Refusals.Single().Rule.ShouldBe(Refusal.TemplateMonthTaken);
        Make(1, "").For(day, new HashSet<string> { "2026-03" }).Allowed.ShouldBeTrue();
    }

    [Fact]
    public void A_retired_template_makes_nothing_and_is_retired_once()
    {
        var retired = Monthly("2026-01").Retire("a").Value;

        retired.For(new DateOnly(2026, 3, 5), NoMonths).Refusals.Single().Rule.ShouldBe(Refusal.TemplateRetired);
        retired.DueUntil(new DateOnly(2026, 3, 5)).ShouldBeEmpty();
        retired.Retire("b").Refusals.Single().Rule.ShouldBe(Refusal.TemplateRetired);
    }

    [Theory]
    [InlineData("", 1, "", nameof(Refusal.TemplateNameInvalid))]
    [InlineData("电费", 0, "", nameof(Refusal.RecurrenceInvalid))]
    [InlineData("电费", 4, "2026-01", nameof(Refusal.RecurrenceInvalid))]
    [InlineData("电费", 2, "", nameof(Refusal.RecurrenceInvalid))]
    [InlineData("电费", 2, "2026-13", nameof(Refusal.RecurrenceInvalid))]
    public void What_is_no_template_is_refused(string name, int recurrence, string month, string rule) =>
        VoucherTemplate.Make(Books.IdOf(1), new NewTemplate(name, recurrence, month, Drafts.Purchase, "a"))
            .Refusals.Single().Rule.ShouldBe(Enum.Parse<Refusal>(rule));

    private static VoucherTemplate Monthly(string month) => Make(2, month);

    private static VoucherTemplate Make(int recurrence, string month) =>
        VoucherTemplate.Make(Books.IdOf(1), new NewTemplate("电费", recurrence, month, Drafts.Purchase, "a")).Value;
}
