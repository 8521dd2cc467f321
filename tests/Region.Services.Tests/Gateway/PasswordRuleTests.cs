using Region.Gateway.Identity;
using Shouldly;

namespace Region.Services.Tests.Gateway;

public sealed class PasswordRuleTests
{
    [Theory]
    [InlineData("短密码", nameof(Refusal.PasswordTooShort))]
    [InlineData("123456789", nameof(Refusal.PasswordTooShort))]
    [InlineData("1234567890", nameof(Refusal.PasswordCommon))]
    [InlineData("0987654321", nameof(Refusal.PasswordCommon))]
    [InlineData("password123!", nameof(Refusal.PasswordCommon))]
    [InlineData("Qwertyuiop1", nameof(Refusal.PasswordCommon))]
    [InlineData("aaaaaaaaaaaaaaab", nameof(Refusal.PasswordCommon))]
    [InlineData("20260101202601", nameof(Refusal.PasswordCommon))]
    [InlineData("abcdefghijkl", nameof(Refusal.PasswordCommon))]
    [InlineData("V0101.Accountant!!", nameof(Refusal.PasswordNamesLogin))]
    public void A_password_that_would_be_guessed_is_refused(string password, string rule)
    {
        var refused = PasswordRules.Check("v0101.accountant", password).Refusals.ShouldHaveSingleItem();

        refused.Rule.ToString().ShouldBe(rule);
        refused.ToSentence().ShouldNotContain(password, customMessage: "a password is never repeated");
    }

    [Theory]
    [InlineData("三只母鸡下了九个蛋")]
    [InlineData("correct horse battery")]
    [InlineData("rTy8-kPw2-mNc5")]
    public void A_long_password_is_taken_whatever_signs_it_is_made_of(string password) =>
        PasswordRules.Check("v0101.accountant", password + "！").Allowed.ShouldBeTrue();

    [Fact]
    public void A_password_longer_than_the_login_takes_is_refused() =>
        PasswordRules.Check("a", string.Concat(Enumerable.Repeat("长密码很好", 26))).Refusals
            .ShouldHaveSingleItem().Rule.ShouldBe(Refusal.PasswordTooLong);
}
