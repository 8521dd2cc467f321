using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using Region.Gateway.Problems;

namespace Region.Gateway.Rest;

/// <summary>A request that was read, or why it could not be.</summary>
internal readonly struct ReadResult
{
    private ReadResult(IMessage? message, Problem? problem)
    {
        Message = message;
        Problem = problem;
    }

    public IMessage? Message { get; }

    public Problem? Problem { get; }

    public static implicit operator ReadResult(Problem problem) => new(null, problem);

    public static ReadResult Of(IMessage message) => new(message, null);

    public bool Succeeded([NotNullWhen(true)] out IMessage? message, [NotNullWhen(false)] out Problem? problem)
    {
        message = Message;
        problem = Problem;
        return message is not null;
    }
}
