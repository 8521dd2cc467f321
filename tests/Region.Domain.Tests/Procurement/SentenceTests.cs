using Region.Kernel;
using Region.Procurement;
using Region.Procurement.Domain;
using Shouldly;

namespace Region.Domain.Tests.Procurement;

public sealed class SentenceTests
{
    [Fact]
    public void Every_refusal_has_a_Chinese_sentence_that_names_the_field()
    {
        foreach (var refusal in Enum.GetValues<Refusal>())
        {
            var sentence = refusal.On("packs", "某值不对。").ToSentence();

            sentence.ShouldStartWith("件数：", customMessage: $"{refusal}");
            sentence.Length.ShouldBeGreaterThan(5, $"{refusal}");
        }
    }

    [Fact]
    public void A_field_of_a_table_is_named_as_it_stands() =>
        Refusal.PackFraction.On("第3行 件数", "2.5").ToSentence()
            .ShouldBe("第3行 件数：“2.5”不是整件数，不能申报零散件。");
}
