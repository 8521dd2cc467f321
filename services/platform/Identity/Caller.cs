using Grpc.Core;
using Region.Contracts.Access.V1;

namespace Region.Platform.Identity;

/// <summary>Who calls, and under which post: taken from the caller's signed token, never from the request.</summary>
public sealed record Caller
{
    /// <summary>The login name of a person, or the name of a service.</summary>
    public required string Login { get; init; }

    /// <summary>The person's name for display.</summary>
    public required string Name { get; init; }

    /// <summary>The post acted under.</summary>
    public required Role Role { get; init; }

    /// <summary>A village code, a region code, COUNTY, or the name of a service.</summary>
    public required string Unit { get; init; }

    /// <summary>The region that the unit lies in; empty for COUNTY and for services.</summary>
    public required string Region { get; init; }

    /// <summary>The book that goes with the post; else empty.</summary>
    public required string Book { get; init; }

    /// <summary>A service acting for itself.</summary>
    public static Caller Service(string name) =>
        new() { Login = name, Name = name, Role = Role.Service, Unit = name, Region = "", Book = "" };
}

/// <summary>Finds the caller of a running call.</summary>
public static class CallerOfCall
{
    private static readonly object Key = new();

    /// <summary>The caller, whom the access interceptor has already checked.</summary>
    /// <exception cref="InvalidOperationException">The method is public and the call carried no token.</exception>
    public static Caller Caller(this ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.UserState.TryGetValue(Key, out var value) && value is Caller caller
            ? caller
            : throw new InvalidOperationException("Nobody is known to call: the method is public.");
    }

    /// <summary>Notes the caller, as the access interceptor does after its checks and tests do in its place.</summary>
    public static void SetCaller(this ServerCallContext context, Caller caller)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.UserState[Key] = caller;
    }
}
