using Region.Accounting;
using Region.Accounting.Domain;
using Region.Kernel;
using Shouldly;

namespace Region.Services.Tests.Accounting;

/// <summary>A refusal speaks of fields as people do; the field violation has its name on the wire.</summary>
public sealed class RefusedFieldTests
{
    [Theory]
    [InlineData("life_months", "使用月数「0」不对")]
    [InlineData("original_fen", "原值「0」不对")]
    public void A_field_stands_in_the_sentence_by_its_chinese_name(string field, string words)
    {
        var rule = field is "life_months" ? Refusal.AssetSpanInvalid : Refusal.AssetAmountInvalid;

        rule.On(field, 0).ToSentence().ShouldStartWith(words);
    }

    [Theory]
    [InlineData("postings[1].counterparty", "第 2 行往来单位")]
    [InlineData("lines[0]", "第 1 行")]
    [InlineData("distributions[9].amount", "第 10 行amount")]
    [InlineData("旧账余额表第6行 科目编码", "旧账余额表第6行 科目编码")]
    [InlineData("unknown_field", "unknown_field")]
    public void A_place_in_a_list_is_a_line(string field, string words) =>
        RefusedFields.InChinese(field).ShouldBe(words);
}
