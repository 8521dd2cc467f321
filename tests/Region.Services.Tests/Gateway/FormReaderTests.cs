using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Procurement.V1;
using Region.Gateway.Web;
using Region.Gateway.Web.Accountant;
using Shouldly;

namespace Region.Services.Tests.Gateway;

public sealed class FormReaderTests
{
    [Fact]
    public void Amounts_days_and_rates_are_read_as_offices_write_them()
    {
        var request = new OpenRoundRequest();

        var errors = FormReader.Fill(request, Typed(("cut_off", "2026年3月5日"), ("fee_ppm", "1.5%"), ("item.pack_size", "25")));

        errors.ShouldBeEmpty();
        request.CutOff.ShouldBe("2026-03-05");
        request.FeePpm.ShouldBe(15_000);
        request.Item.PackSize.ShouldBe("25");
        Fen("１，２３４．５０元").ShouldBe(123_450);
        Fen("¥-0.05").ShouldBe(-5);
    }

    [Theory]
    [InlineData("1.234")]
    [InlineData("一百")]
    [InlineData("1e3")]
    public void What_is_no_amount_is_refused_where_it_stands(string text)
    {
        var errors = FormReader.Fill(new CreateDraftRequest(), Typed(("content.postings[0].debit_fen", text)));

        errors.Single().Field.ShouldBe("content.postings[0].debitFen");
        errors.Single().Message.ShouldContain(text);
    }

    [Fact]
    public void Lines_that_were_left_blank_close_up_and_keep_their_order()
    {
        var request = new CreateDraftRequest();

        FormReader.Fill(request, Typed(
            ("content.postings[11].account", "211"), ("content.postings[2].account", "513"),
            ("content.postings[3].account", ""), ("content.postings[2].debit_fen", "1")));

        request.Content.Postings.Select(posting => posting.Account).ShouldBe(["513", "211"]);
        request.Content.Postings[0].DebitFen.ShouldBe(100);
    }

    [Fact]
    public void Fields_that_a_request_does_not_have_and_those_of_the_form_itself_are_passed_over()
    {
        var request = new CreateDraftRequest();

        FormReader.Fill(request, Typed(("act", "CreateDraft"), ("nothing", "x"), ("content.nothing", "x"), ("book", "V1")))
            .ShouldBeEmpty();

        request.Book.ShouldBe("V1");
    }

    [Theory]
    [InlineData("银行存款", "yhck")]
    [InlineData("应付款", "yfk")]
    [InlineData("管理费用", "glfy")]
    [InlineData("长期投资", "cqtz")]
    [InlineData("生产(劳务)成本", "sclwcb")]
    public void Accounts_are_found_by_the_first_letters_of_their_pinyin(string name, string letters) =>
        Initials.Of(name).ShouldBe(letters);

    [Theory]
    [InlineData("/books/V0101", true)]
    [InlineData("//elsewhere", false)]
    [InlineData("/\\elsewhere", false)]
    [InlineData("https://elsewhere", false)]
    [InlineData("/a\r\nb", false)]
    [InlineData("", false)]
    public void A_form_leads_on_inside_the_site_only(string address, bool local) =>
        Links.IsLocal(address).ShouldBe(local);

    private static long Fen(string text)
    {
        var request = new PaySupplierRequest();
        FormReader.Fill(request, Typed(("amount_fen", text))).ShouldBeEmpty();
        return request.AmountFen;
    }

    private static IReadOnlyDictionary<string, string> Typed(params (string Name, string Value)[] fields) =>
        FormReader.Typed(new FormCollection(fields.ToDictionary(
            field => field.Name, field => new StringValues(field.Value))));
}
