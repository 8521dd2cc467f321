using FsCheck;
using FsCheck.Fluent;
using Region.Accounting.Domain;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

/// <summary>Random people do random things to random drafts; whatever they try, the book stays right.</summary>
public sealed class DraftProperties
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    private static readonly string[] People = ["anna", "bo", "chen", "dora", "en", "fang", "gu", "hao"];

    private static readonly DraftEdit[] Edits =
    [
        Drafts.Purchase, Drafts.Unproved, Drafts.Transfer,
        new() { Content = Books.Draft(Books.Debit("121", 5), Books.Credit("102", 4)) with { Attachments = 1 } },
        new() { Content = Books.Draft(Books.Debit("999", 5), Books.Credit("102", 5)) with { Attachments = 1 } },
        new()
        {
            Content = Books.Draft(Books.Debit("101", 5), Books.Credit("501", 5)) with
            {
                Attachments = 2, Word = "收", Date = new DateOnly(2026, 4, 2),
            },
        },
    ];

    private static readonly Gen<Try> AnyTry =
        from verb in Gen.Choose(0, 11)
        from draft in Gen.Choose(0, 3)
        from person in Gen.Elements(People)
        from edit in Gen.Elements(Edits)
        from stale in Gen.Frequency((9, Gen.Constant(0)), (1, Gen.Constant(1)))
        select new Try(verb, draft, person, edit, stale);

    [Fact]
    public void No_sequence_of_steps_breaks_the_separation_of_duties_the_balance_or_the_numbers()
    {
        var posted = 0;
        Prop.ForAll(AnyTry.ArrayOf(60).ToArbitrary(), tries =>
        {
            var office = new Office();
            foreach (var one in tries)
                office.Do(one);

            posted += office.Book.Count;
            office.ShouldBeRight();
        }).Check(Thorough);
        posted.ShouldBeGreaterThan(200);
    }

    private sealed record Try(int Verb, int Draft, string Person, DraftEdit Edit, int Stale);

    private sealed class Office
    {
        private readonly DraftSheet?[] _sheets = new DraftSheet?[4];
        private Chain _chain = Chain.StartOf("V0101");

        public List<(Voucher Voucher, DraftSheet Sheet)> Book { get; } = [];

        public void Do(Try one)
        {
            if (_sheets[one.Draft] is not { } sheet || (sheet.IsFinal && one.Verb is 0))
            {
                var begun = DraftSteps.Begin(Books.IdOf(one.Draft + 1), one.Edit, one.Person);
                _sheets[one.Draft] = begun.Allowed ? begun.Value : null;
                return;
            }

            var version = sheet.Version - one.Stale;
            var step = one.Verb switch
            {
                0 => DraftSteps.Change(sheet, version, one.Edit, one.Person),
                1 => DraftSteps.Return(sheet, version, one.Person, "再核对一次"),
                2 => DraftSteps.Discard(sheet, version, "重复录入"),
                3 => DraftSteps.Attach(sheet, one.Person, one.Person),
                4 or 5 or 6 when IsRight(sheet) => DraftSteps.Check(sheet, version, one.Person),
                7 or 8 => DraftSteps.Sign(sheet, version, Books.VillageChart, one.Person),
                _ => Post(sheet, one.Person),
            };
            if (!step.Allowed)
                return;

            // What is posted or discarded answers every step with a refusal.
            sheet.IsFinal.ShouldBeFalse();
            (step.Value.Version - sheet.Version).ShouldBeInRange(0, 1);
            if (one.Verb is not (3 or 9 or 10 or 11) && step.Value != sheet)
                (one.Stale is 0 || step.Value.State is DraftState.Posted).ShouldBeTrue();

            _sheets[one.Draft] = step.Value;
        }

        public void ShouldBeRight()
        {
            foreach (var (voucher, sheet) in Book)
            {
                var content = voucher.Content;
                sheet.Makers.ShouldNotContain(content.CheckedBy);
                content.CheckedBy.ShouldNotBeEmpty();
                sheet.Makers.ShouldNotContain(content.Cashier);
                content.Cashier.ShouldNotBe(content.CheckedBy);
                content.Cashier.ShouldNotBe(content.PostedBy);
                (content.Cashier.Length > 0).ShouldBe(ManualVoucher.MovesCash(content, Books.VillageChart));
                Money.Sum(content.Postings.Select(posting => posting.Debit - posting.Credit)).ShouldBe(Money.Zero);
                content.Attachments.ShouldBeGreaterThan(0);
            }

            foreach (var series in Book.GroupBy(one => (one.Voucher.Content.Word, one.Voucher.Content.Date.Month)))
                series.Select(one => one.Voucher.Number).ShouldBe(Enumerable.Range(1, series.Count()));
        }

        private static bool IsRight(DraftSheet sheet) =>
            ManualVoucher.Check(sheet, Books.VillageChart, Books.NewBook).Count is 0;

        private Decision<DraftSheet, Refusal> Post(DraftSheet sheet, string person)
        {
            var draft = DraftSteps.Post(sheet, Books.VillageChart, person);
            if (!draft.Allowed)
                return draft.Refuse<DraftSheet>();

            var number = Book.Count(one => (one.Voucher.Content.Word, one.Voucher.Content.Date.Month)
                == (draft.Value.Word, draft.Value.Date.Month)) + 1;
            var voucher = _chain.Append(draft.Value, Books.IdOf(100 + Book.Count), number, Books.Noon);
            _chain = Chain.EndingIn(voucher);
            Book.Add((voucher, sheet));
            return sheet with { State = DraftState.Posted, VoucherId = voucher.Id };
        }
    }
}
