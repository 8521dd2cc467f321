using Region.Kernel;
using Region.Procurement.Domain;
using Shouldly;

namespace Region.Domain.Tests.Procurement;

internal static class Refusing
{
    /// <summary>Refused for exactly this rule on this field.</summary>
    public static void ShouldRefuse<T>(this Decision<T, Refusal> decision, Refusal rule, string field)
    {
        decision.Allowed.ShouldBeFalse();
        decision.Refusals.Select(refused => (refused.Rule, refused.Field)).ShouldBe([(rule, field)]);
    }

    /// <summary>For theories, whose public signatures cannot name an internal enum.</summary>
    public static void ShouldRefuse<T>(this Decision<T, Refusal> decision, string rule, string field) =>
        decision.ShouldRefuse(Enum.Parse<Refusal>(rule), field);
}
