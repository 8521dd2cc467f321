using Region.Kernel;
using Region.Villages.Domain;
using Shouldly;

namespace Region.Domain.Tests.Villages;

internal static class Refusing
{
    /// <summary>Refused for exactly this rule on this field.</summary>
    public static void ShouldRefuse<T>(this Decision<T, Refusal> decision, Refusal rule, string field)
    {
        decision.Allowed.ShouldBeFalse();
        decision.Refusals.Select(refused => (refused.Rule, refused.Field)).ShouldBe([(rule, field)]);
    }
}
