using FsCheck;
using FsCheck.Fluent;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Procurement.V1;
using Region.Gateway.Web;
using Region.Kernel;

namespace Region.Services.Tests.Gateway;

/// <summary>What pages print reads back as what it was, and no text whatever breaks the reader.</summary>
public sealed class FormReaderProperties
{
    private static readonly DateOnly FirstDay = new(2000, 1, 1);

    [Fact]
    public void Whatever_is_printed_reads_back_in_every_way_of_writing_it()
    {
        var written = from fen in ArbMap.Default.GeneratorFor<long>()
                      from wide in ArbMap.Default.GeneratorFor<bool>()
                      from before in Gen.Elements("", "¥", "￥", "￥ ")
                      from after in Gen.Elements("", "元", " 元", "　")
                      let printed = Yuan.Print(fen)
                      select (fen, Typed: $"{(fen < 0 ? "" : before)}{(wide ? Wide(printed) : printed)}{after}");

        Prop.ForAll(written.ToArbitrary(), one =>
        {
            var request = new DeclarePrepaymentRequest();
            return FormReaderTests.Fill(request, ("amount_fen", one.Typed)).Count is 0 && request.AmountFen == one.fen;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_day_and_rate_reads_back_as_pages_show_it()
    {
        var written = from day in Gen.Choose(0, 36_524)
                      from parts in Gen.Choose(0, 1_000_000)
                      from wide in ArbMap.Default.GeneratorFor<bool>()
                      select (Day: BusinessDate.Write(FirstDay.AddDays(day)), Parts: (long)parts, wide);

        Prop.ForAll(written.ToArbitrary(), one =>
        {
            var (day, rate) = (Say.Date(one.Day), Say.Percent(one.Parts));
            var request = new OpenRoundRequest();
            var errors = FormReaderTests.Fill(
                request,
                ("cut_off", one.wide ? Wide(day) : day),
                ("opened_on", one.Day),
                ("fee_ppm", one.wide ? Wide(rate) : rate));
            return errors.Count is 0 && request.CutOff == one.Day && request.OpenedOn == one.Day
                && request.FeePpm == one.Parts;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_text_whatever_breaks_the_reader()
    {
        string[] fields = ["book", "content.word", "content.attachments", "content.accounting_date",
            "content.postings[0].debit_fen", "content.postings[0].quantity", "content.postings[x].debit_fen"];
        var written = from field in Gen.Elements(fields)
                      from text in ArbMap.Default.GeneratorFor<NonNull<string>>()
                      select (field, text.Get);

        Prop.ForAll(written.ToArbitrary(), one =>
        {
            FormReaderTests.Fill(new CreateDraftRequest(), (one.field, one.Get));
            FormReaderTests.Fill(new CreateDraftRequest(), (one.Get, "1"));
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>As a Chinese keyboard types it.</summary>
    private static string Wide(string text) =>
        string.Concat(text.Select(sign => sign is > ' ' and <= '~' ? (char)(sign + ('！' - '!')) : sign));
}
