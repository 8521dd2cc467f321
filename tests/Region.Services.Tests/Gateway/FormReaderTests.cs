using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Procurement.V1;
using Region.Gateway.Problems;
using Region.Gateway.Web;
using Shouldly;

namespace Region.Services.Tests.Gateway;

/// <summary>What offices type into forms, and what is refused rather than guessed.</summary>
public sealed class FormReaderTests
{
    [Theory]
    [InlineData("1234.5", 123_450)]
    [InlineData("1,234.50", 123_450)]
    [InlineData("1，234．50", 123_450)]
    [InlineData("１２３４。５０", 123_450)]
    [InlineData("￥1,234.50", 123_450)]
    [InlineData("¥ 1,234.50", 123_450)]
    [InlineData("1,234.50元", 123_450)]
    [InlineData("￥1,234.50 元", 123_450)]
    [InlineData("　1234　", 123_400)]
    [InlineData("1.500", 150)]
    [InlineData(".5", 50)]
    [InlineData("-3", -300)]
    [InlineData("－3．05", -305)]
    [InlineData("92,233,720,368,547,758.07", long.MaxValue)]
    public void Yuan_are_read_as_offices_write_them(string typed, long fen)
    {
        var request = new DeclarePrepaymentRequest();

        Fill(request, ("amount_fen", typed)).ShouldBeEmpty();

        request.AmountFen.ShouldBe(fen);
    }

    [Theory]
    [InlineData("一百")]
    [InlineData("1,5")]
    [InlineData("12,34")]
    [InlineData("1,2345.00")]
    [InlineData("12元50")]
    [InlineData("1元5角")]
    [InlineData("1 234.50")]
    [InlineData("1.005")]
    [InlineData("1.2.3")]
    [InlineData("1e3")]
    [InlineData("¥¥5")]
    [InlineData("$5")]
    [InlineData("5万")]
    [InlineData("-")]
    [InlineData("٣")]
    [InlineData("99999999999999999999.00")]
    public void What_is_no_amount_in_yuan_is_refused_with_field_and_rule(string typed) => Refused(
        new DeclarePrepaymentRequest(), ("amount_fen", typed), "amountFen", "金额（元，最多两位小数");

    [Theory]
    [InlineData("1.5", 15_000)]
    [InlineData("1.5%", 15_000)]
    [InlineData("１．５％", 15_000)]
    [InlineData("1.5 %", 15_000)]
    [InlineData("0", 0)]
    [InlineData("0.0001", 1)]
    [InlineData("100", 1_000_000)]
    public void Rates_are_read_in_percent(string typed, long partsPerMillion)
    {
        var request = new OpenRoundRequest();

        Fill(request, ("fee_ppm", typed)).ShouldBeEmpty();

        request.FeePpm.ShouldBe(partsPerMillion);
    }

    [Theory]
    [InlineData("1,5")]
    [InlineData("-1")]
    [InlineData("100.0001")]
    [InlineData("0.00001")]
    [InlineData("1.5%%")]
    [InlineData("1.5‰")]
    [InlineData("百分之一")]
    public void What_is_no_rate_is_refused_with_field_and_rule(string typed) =>
        Refused(new OpenRoundRequest(), ("fee_ppm", typed), "feePpm", "百分比（0 到 100，最多四位小数");

    [Theory]
    [InlineData("2026-03-05")]
    [InlineData("2026年3月5日")]
    [InlineData("2026 年 3 月 5 日")]
    [InlineData("2026年03月05号")]
    [InlineData("2026.3.5")]
    [InlineData("2026/3/5")]
    [InlineData("2026-3-5")]
    [InlineData("20260305")]
    [InlineData("２０２６年３月５日")]
    [InlineData("２０２６．３．５")]
    public void Days_are_read_as_offices_write_them(string typed)
    {
        var request = new DeclarePrepaymentRequest();

        Fill(request, ("paid_on", typed)).ShouldBeEmpty();

        request.PaidOn.ShouldBe("2026-03-05");
    }

    [Theory]
    [InlineData("昨天")]
    [InlineData("3月5日")]
    [InlineData("26-3-5")]
    [InlineData("2026-02-30")]
    [InlineData("2026年13月1日")]
    [InlineData("2026111")]
    [InlineData("2026-03")]
    [InlineData("1999-12-31")]
    [InlineData("2026-03-05 10:00")]
    [InlineData("٢٠٢٦-٠٣-٠٥")]
    public void What_is_no_day_is_refused_with_field_and_rule(string typed) =>
        Refused(new DeclarePrepaymentRequest(), ("paid_on", typed), "paidOn", "日期（如 2026年3月5日");

    [Theory]
    [InlineData("2026-03")]
    [InlineData("2026年3月")]
    [InlineData("2026.3")]
    [InlineData("２０２６／３")]
    [InlineData("202603")]
    public void Months_are_read_as_offices_write_them(string typed)
    {
        var request = new CloseMonthRequest();

        Fill(request, ("month", typed)).ShouldBeEmpty();

        request.Month.ShouldBe("2026-03");
    }

    [Theory]
    [InlineData("三月")]
    [InlineData("2026-13")]
    [InlineData("20263")]
    [InlineData("2026-03-05")]
    public void What_is_no_month_is_refused_with_field_and_rule(string typed) =>
        Refused(new CloseMonthRequest(), ("month", typed), "month", "月份（如 2026年3月");

    [Theory]
    [InlineData("18.45", "18.45")]
    [InlineData("１８．４５", "18.45")]
    [InlineData("￥18.45元", "18.45")]
    [InlineData("1,018.450000", "1018.450000")]
    public void Prices_are_read_without_their_currency(string typed, string price)
    {
        var request = new RecordQuoteRequest();

        Fill(request, ("unit_price", typed), ("minimum_quantity", "2，775")).ShouldBeEmpty();

        request.UnitPrice.ShouldBe(price);
        request.MinimumQuantity.ShouldBe("2775");
    }

    [Theory]
    [InlineData("unit_price", "unitPrice", "十八")]
    [InlineData("unit_price", "unitPrice", "18,45")]
    [InlineData("minimum_quantity", "minimumQuantity", "1000kg")]
    [InlineData("minimum_quantity", "minimumQuantity", "1e3")]
    [InlineData("minimum_quantity", "minimumQuantity", "5元")]
    public void What_is_no_number_is_refused_with_field_and_rule(string field, string name, string typed) =>
        Refused(new RecordQuoteRequest(), (field, typed), name, "数字（如 1,234.5）");

    [Theory]
    [InlineData("50", 50)]
    [InlineData("５０", 50)]
    [InlineData("1,050", 1_050)]
    [InlineData(" 7 ", 7)]
    public void Packs_are_read_as_whole_numbers(string typed, long packs)
    {
        var (village, delivery) = (new SubmitRequisitionRequest(), new RecordDeliveryRequest());

        Fill(village, ("packs", typed)).ShouldBeEmpty();
        Fill(delivery, ("delivered_packs", typed)).ShouldBeEmpty();

        village.Packs.ShouldBe($"{packs}");
        delivery.DeliveredPacks.ShouldBe(packs);
    }

    [Theory]
    [InlineData("7.5")]
    [InlineData("7袋")]
    [InlineData("1,05")]
    [InlineData("五十")]
    [InlineData("9223372036854775808")]
    public void What_is_no_whole_number_is_refused_with_field_and_rule(string typed) =>
        Refused(new RecordDeliveryRequest(), ("delivered_packs", typed), "deliveredPacks", "整数（如 1,234）");

    [Fact]
    public void Blank_fields_are_left_out_and_words_stay_as_they_were_typed()
    {
        var request = new SubmitRequisitionRequest();

        Fill(request, ("packs", "　"), ("requested_on", ""), ("purpose", "  春耕，１ 批 ¥元  ")).ShouldBeEmpty();

        request.ShouldBe(new SubmitRequisitionRequest { Purpose = "春耕，１ 批 ¥元" });
    }

    [Fact]
    public void Blank_lines_close_up_and_a_refusal_counts_the_lines_that_are_left()
    {
        var request = new CreateDraftRequest();

        var errors = Fill(
            request,
            ("content.postings[0].account", ""),
            ("content.postings[3].account", "513"),
            ("content.postings[3].debit_fen", "100"),
            ("content.postings[5].account", "211"),
            ("content.postings[5].credit_fen", "一百"));

        request.Content.Postings.Select(posting => posting.Account).ShouldBe(["513", "211"]);
        request.Content.Postings[0].DebitFen.ShouldBe(10_000);
        errors.ShouldHaveSingleItem().Field.ShouldBe("content.postings[1].creditFen");
    }

    [Fact]
    public void Ticked_lines_say_all_of_their_fields_and_those_left_out_close_up()
    {
        var request = new MatchLinesRequest();

        Fill(
            request,
            ("statement_line_ids", "a,b"),
            ("entries[1]", "voucher_id=v1&voucher_line=2"),
            ("entries[7]", "voucher_id=v7&voucher_line=1&nothing=x&voucher_line")).ShouldBeEmpty();

        request.StatementLineIds.ShouldBe(["a", "b"]);
        request.Entries.ShouldBe(
        [
            new BankEntryRef { VoucherId = "v1", VoucherLine = 2 },
            new BankEntryRef { VoucherId = "v7", VoucherLine = 1 },
        ]);
    }

    [Theory]
    [InlineData("content.postings[0].account", "content.postings[00].account")]
    [InlineData("content.postings[٣].account", "content.postings[٤].account")]
    public void Two_names_of_one_line_are_one_line(string first, string second)
    {
        var request = new CreateDraftRequest();

        Fill(request, (first, "101"), (second, "102")).ShouldBeEmpty();

        request.Content.Postings.ShouldHaveSingleItem().Account.ShouldBe("101");
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("content")]
    [InlineData("content.")]
    [InlineData(".content")]
    [InlineData("content.nothing.account")]
    [InlineData("content.postings")]
    [InlineData("content.postings[0]")]
    [InlineData("content.postings[-1].account")]
    [InlineData("content.postings[0].account.more")]
    [InlineData("book.length")]
    public void A_name_that_no_request_has_fills_nothing(string name)
    {
        var request = new CreateDraftRequest();

        Fill(request, (name, "101")).ShouldBeEmpty();

        (request.Content?.Postings.All(posting => posting.Equals(new Posting())) ?? true).ShouldBeTrue();
    }

    private static void Refused(IMessage request, (string, string) typed, string field, string rule)
    {
        var error = Fill(request, typed).ShouldHaveSingleItem();

        error.Field.ShouldBe(field);
        error.Message.ShouldStartWith($"“{typed.Item2}”应为");
        error.Message.ShouldContain(rule);
        request.ToByteArray().ShouldBeEmpty();
    }

    internal static IReadOnlyList<FieldError> Fill(IMessage request, params (string Name, string Text)[] fields) =>
        FormReader.Fill(request, FormReader.Typed(new FormCollection(fields.ToDictionary(
            field => field.Name, field => new StringValues(field.Text), StringComparer.Ordinal))));
}
