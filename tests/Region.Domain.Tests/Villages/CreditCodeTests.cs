using Region.Villages.Domain;
using Shouldly;

namespace Region.Domain.Tests.Villages;

public sealed class CreditCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>The first is a real company's published code; the others are those of the sample.</summary>
    [Theory]
    [InlineData("91110108551385082Q")]
    [InlineData("91410000MADEM9016H")]
    [InlineData("91410000MADEM90402")]
    [InlineData("N2410000MADEM0011G")]
    [InlineData("N2410000MADEM010XU")]
    [InlineData("N2410000MADEM01507")]
    public void A_code_with_its_check_character_is_valid(string code) => CreditCode.IsValid(code).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("91110108551385082")]
    [InlineData("91110108551385082q")]
    [InlineData("9111010855138508２Q")]
    [InlineData("I1110108551385082Q")]
    public void What_is_no_code_is_invalid(string code) => CreditCode.IsValid(code).ShouldBeFalse();

    [Fact]
    public void Every_single_wrong_character_is_found()
    {
        const string code = "91410000MADEM9016H";
        for (var place = 0; place < code.Length; place++)
        {
            foreach (var other in Alphabet.Where(character => character != code[place]))
                CreditCode.IsValid($"{code[..place]}{other}{code[(place + 1)..]}").ShouldBeFalse($"{other} at {place}");
        }
    }
}
