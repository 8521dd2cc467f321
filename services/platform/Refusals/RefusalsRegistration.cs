using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Region.Kernel;

namespace Region.Platform.Refusals;

/// <summary>Registers a service's refusals and ends reads with them.</summary>
public static class RefusalsRegistration
{
    /// <summary>Makes <see cref="RefusalBook{TRule}"/> available to façades and commands.</summary>
    public static IServiceCollection AddRefusals<TRule>(
        this IServiceCollection services,
        string domain,
        Func<TRule, StatusCode> toStatus,
        Func<Refused<TRule>, string> toSentence)
        where TRule : struct, Enum =>
        services.AddSingleton(new RefusalBook<TRule>(domain, toStatus, toSentence));

    /// <summary>What was decided.</summary>
    /// <exception cref="RpcException">It was refused.</exception>
    public static T OrThrow<T, TRule>(this Decision<T, TRule> decision, RefusalBook<TRule> refusals)
        where TRule : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(refusals);
        return decision.Allowed ? decision.Value : throw refusals.ToRpcException(decision.Refusals);
    }
}
