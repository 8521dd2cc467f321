using Region.Kernel;
using Region.Villages;
using Region.Villages.Domain;
using Shouldly;

namespace Region.Domain.Tests.Villages;

public sealed class SentenceTests
{
    [Fact]
    public void Every_refusal_has_a_Chinese_sentence_that_names_the_field()
    {
        foreach (var refusal in Enum.GetValues<Refusal>())
            refusal.On("村表第3行 name", "某值").ToSentence().ShouldStartWith("村表第3行 name：", customMessage: $"{refusal}");
    }
}
