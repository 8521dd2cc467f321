using Region.Accounting.Domain;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

public sealed class DraftStepTests
{
    private const string Maker = "v0101.accountant";
    private const string Checker = "v0101.head";
    private const string Cashier = "v0101.cashier";

    [Fact]
    public void A_draft_goes_from_its_maker_over_checker_and_cashier_into_the_book()
    {
        var signed = Signed(Drafts.Purchase);

        var posted = DraftSteps.Post(signed, Books.VillageChart, Maker).Value;

        (posted.PreparedBy, posted.CheckedBy, posted.Cashier, posted.PostedBy)
            .ShouldBe((Maker, Checker, Cashier, Maker));
    }

    [Fact]
    public void Nobody_checks_what_he_wrote_in_not_even_when_another_changed_it_last()
    {
        var sheet = DraftSteps.Change(Drafts.Begun(), 1, Drafts.Purchase, "v0101.other").Value;

        DraftSteps.Check(sheet, 2, Maker).Refusals.Single().Rule.ShouldBe(Refusal.CheckerIsMaker);
        DraftSteps.Check(sheet, 2, "v0101.other").Refusals.Single().Rule.ShouldBe(Refusal.CheckerIsMaker);
        DraftSteps.Check(sheet, 2, Checker).Value.Content.CheckedBy.ShouldBe(Checker);
    }

    [Fact]
    public void Of_two_who_change_the_same_version_the_second_is_refused_and_nothing_is_lost()
    {
        var first = DraftSteps.Change(Drafts.Begun(), 1, Drafts.Purchase, Maker).Value;

        var second = DraftSteps.Change(first, 1, Drafts.Purchase, "v0101.other");

        second.Refusals.Single().ShouldBe(Refusal.DraftVersionDiffers.On("version", "1→2"));
    }

    [Fact]
    public void A_change_takes_check_and_signature_back()
    {
        var changed = DraftSteps.Change(Signed(Drafts.Purchase), 1, Drafts.Purchase, Maker).Value;

        (changed.State, changed.Content.CheckedBy, changed.Content.Cashier).ShouldBe((DraftState.Open, "", ""));
    }

    [Fact]
    public void An_attached_file_takes_check_and_signature_back_and_counts_as_an_attachment()
    {
        var attached = DraftSteps.Attach(Signed(Drafts.Unproved), "aa", Maker).Value;

        (attached.State, attached.Content.CheckedBy, attached.Content.Attachments).ShouldBe((DraftState.Open, "", 1));
        DraftSteps.Attach(attached, "aa", Maker).Value.ShouldBeSameAs(attached);
    }

    [Fact]
    public void What_was_sent_back_is_changed_before_it_is_checked_again()
    {
        var returned = DraftSteps.Return(Drafts.Begun(), 1, Checker, "金额与发票不符").Value;

        DraftSteps.Check(returned, 1, Checker).Refusals.Single().Rule.ShouldBe(Refusal.DraftStateDiffers);
        var changed = DraftSteps.Change(returned, 1, Drafts.Purchase, Maker).Value;
        DraftSteps.Check(changed, 2, Checker).Allowed.ShouldBeTrue();
        changed.Note.ShouldBeEmpty();
    }

    [Fact]
    public void Cash_is_not_posted_without_the_cashiers_signature()
    {
        var isChecked = DraftSteps.Check(Drafts.Begun(), 1, Checker).Value;

        DraftSteps.Post(isChecked, Books.VillageChart, Maker)
            .Refusals.Single().Rule.ShouldBe(Refusal.DraftNotSigned);
    }

    [Fact]
    public void The_cashier_signs_what_another_made_and_another_checked_and_posts_nothing()
    {
        var isChecked = DraftSteps.Check(Drafts.Begun(), 1, Checker).Value;

        Sign(isChecked, Maker).Refusals.Single().Rule.ShouldBe(Refusal.CashierIsMaker);
        Sign(isChecked, Checker).Refusals.Single().Rule.ShouldBe(Refusal.CashierIsChecker);
        Sign(Drafts.Begun(), Cashier).Refusals.Single().Rule.ShouldBe(Refusal.DraftNotChecked);
        var signed = Sign(isChecked, Cashier).Value;
        Sign(signed, Cashier).Refusals.Single().Rule.ShouldBe(Refusal.AlreadySigned);
        DraftSteps.Post(signed, Books.VillageChart, Cashier)
            .Refusals.Single().Rule.ShouldBe(Refusal.PosterIsCashier);
    }

    [Fact]
    public void No_signature_is_taken_where_neither_cash_nor_bank_moves()
    {
        var isChecked = DraftSteps.Check(Drafts.Begun(Drafts.Transfer), 1, Checker).Value;

        Sign(isChecked, Cashier).Refusals.Single().Rule.ShouldBe(Refusal.SignatureNotNeeded);
        DraftSteps.Post(isChecked, Books.VillageChart, Maker).Allowed.ShouldBeTrue();
    }

    [Fact]
    public void What_is_discarded_or_posted_stays_as_it_is()
    {
        var discarded = DraftSteps.Discard(Drafts.Begun(), 1, "重复录入").Value;
        var posted = Signed(Drafts.Purchase) with { State = DraftState.Posted, VoucherId = Books.IdOf(1) };

        foreach (var sheet in (DraftSheet[])[discarded, posted])
        {
            DraftSteps.Change(sheet, 1, Drafts.Purchase, Maker).Refusals.Single().Rule.ShouldBe(Refusal.DraftFinal);
            DraftSteps.Check(sheet, 1, Checker).Refusals.Single().Rule.ShouldBe(Refusal.DraftFinal);
            DraftSteps.Discard(sheet, 1, "重复录入").Refusals.Single().Rule.ShouldBe(Refusal.DraftFinal);
            DraftSteps.Post(sheet, Books.VillageChart, Maker).Refusals.Single().Rule.ShouldBe(Refusal.DraftFinal);
        }
    }

    [Fact]
    public void Stated_reasons_stand_in_the_voucher()
    {
        var sheet = Signed(Drafts.Unproved with { AttachmentsReason = "自制凭证遗失", CashReason = "次日存入" });

        DraftSteps.Post(sheet, Books.VillageChart, Maker).Value.Origin.Document
            .ShouldBe("无附件：自制凭证遗失；现金不足说明：次日存入");
    }

    private static Decision<DraftSheet, Refusal> Sign(DraftSheet sheet, string cashier) =>
        DraftSteps.Sign(sheet, sheet.Version, Books.VillageChart, cashier);

    private static DraftSheet Signed(DraftEdit edit) =>
        Sign(DraftSteps.Check(Drafts.Begun(edit), 1, Checker).Value, Cashier).Value;
}

/// <summary>Drafts that a test changes.</summary>
internal static class Drafts
{
    public static DraftEdit Purchase { get; } = new()
    {
        Content = Books.Purchase with { Attachments = 1, PreparedBy = "" },
    };

    public static DraftEdit Unproved { get; } = new() { Content = Books.Purchase with { PreparedBy = "" } };

    public static DraftEdit Transfer { get; } = new()
    {
        Content = Books.Draft(Books.Debit("121", 5), Books.Credit("211", 5)) with { Attachments = 1 },
    };

    public static DraftSheet Begun(DraftEdit? edit = null) =>
        DraftSteps.Begin(Books.IdOf(1), edit ?? Purchase, "v0101.accountant").Value;
}
