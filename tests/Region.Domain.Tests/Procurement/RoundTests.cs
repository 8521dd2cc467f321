using Region.Procurement.Domain;
using Shouldly;

namespace Region.Domain.Tests.Procurement;

public sealed class RoundTests
{
    [Fact]
    public void An_opened_round_freezes_its_members_in_the_order_of_their_codes()
    {
        P1.Opened.Members.Select(member => member.Village).ShouldBe(["V0101", "V0102", "V0103", "V0104"]);
        P1.Opened.State.ShouldBe(RoundState.Draft);
    }

    [Fact]
    public void Every_mistake_of_an_opening_is_told_at_once()
    {
        var draft = P1.Draft with
        {
            Title = "",
            AgencyMode = false,
            OpenedOn = "2026-02-30",
            FeePartsPerMillion = 200_001,
            Item = P1.Draft.Item with { PackSize = "0", Code = new string('M', 21) },
        };

        var refusals = Round.Open(draft, P1.Region, "p1", P1.Manager).Refusals;

        refusals.Select(refused => (refused.Rule, refused.Field)).ShouldBe(
            [
                (Refusal.TextMissing, "title"),
                (Refusal.NumberOutOfRange, "item.pack_size"),
                (Refusal.TextTooLong, "item.code"),
                (Refusal.DateUnreadable, "opened_on"),
                (Refusal.ModeUnknown, "mode"),
                (Refusal.NumberOutOfRange, "fee_ppm"),
            ]);
    }

    [Fact]
    public void A_cut_off_before_the_opening_is_refused() =>
        Round.Open(P1.Draft with { CutOff = "2026-03-01" }, P1.Region, "p1", P1.Manager)
            .ShouldRefuse(Refusal.CutOffBeforeOpening, "cut_off");

    [Fact]
    public void A_region_without_villages_opens_no_round() =>
        Round.Open(P1.Draft, P1.Region with { Members = [] }, "p1", P1.Manager)
            .ShouldRefuse(Refusal.RegionIncomplete, "region");

    [Fact]
    public void Whoever_opened_the_round_may_not_approve_it() =>
        Round.Approve(P1.Opened, "2026-03-02", P1.Manager).ShouldRefuse(Refusal.MakerIsChecker, "caller");

    [Fact]
    public void A_round_is_approved_once() =>
        Round.Approve(P1.Collecting, "2026-03-02", P1.Secretary).ShouldRefuse(Refusal.RoundStateForbids, "round_id");

    [Fact]
    public void An_approval_before_the_opening_is_refused() =>
        Round.Approve(P1.Opened, "2026-03-01", P1.Secretary).ShouldRefuse(Refusal.DateTooEarly, "approved_on");

    [Fact]
    public void An_approval_after_the_cut_off_is_refused() =>
        Round.Approve(P1.Opened, "2026-03-05", P1.Secretary).ShouldRefuse(Refusal.ApprovedAfterCutOff, "approved_on");
}
