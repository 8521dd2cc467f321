using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Region.Kernel;
using Region.Platform.Crashes;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using Region.Platform.Storage;

namespace Region.Platform.Commands;

/// <summary>
/// Carries out a command once: its key, the hash of its body and its answer are stored in the command's own
/// transaction. The same key with the same body gets the stored answer, with another body ALREADY_EXISTS. Keys belong
/// to the caller's unit. A refusal stores nothing. Keys are never pruned.
/// </summary>
public sealed class CommandRunner<TRule>(RefusalBook<TRule> refusals)
    where TRule : struct, Enum
{
    /// <summary>Runs the command within a transaction of its own.</summary>
    /// <param name="request">The whole request; its canonical bytes are what «the same body» means.</param>
    /// <param name="requestId">The client-made key, 8 to 100 characters.</param>
    /// <param name="database">Where its effect is kept.</param>
    /// <param name="lockName">The aggregate that it changes.</param>
    /// <param name="context">The call; the caller's unit is the scope of the key.</param>
    /// <param name="act">Loads, decides, saves and announces; it does not commit.</param>
    /// <exception cref="RpcException">It was refused, with the reasons in Chinese.</exception>
    public async Task<TAnswer> OnceAsync<TAnswer>(
        IMessage request,
        string requestId,
        Database database,
        string lockName,
        ServerCallContext context,
        Func<UnitOfWork, CancellationToken, Task<Decision<TAnswer, TRule>>> act)
        where TAnswer : class, IMessage<TAnswer>, new()
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(act);
        CrashPoints.Enter(request.Descriptor.Name);
        CrashPoints.Reach(CrashPoints.BeforeCommand);
        var key = CommandKey.Of(requestId, context, request);
        var cancellationToken = context.CancellationToken;

        await using var work = await database.BeginAsync(lockName, cancellationToken);
        if (await CommandStore.FindAsync(work, key, cancellationToken) is { } done)
            return CommandKey.Replay<TAnswer>(key, done);

        var decision = await act(work, cancellationToken);
        var answer = decision.OrThrow(refusals);
        var now = database.NowMilliseconds();
        if (!await CommandStore.AddAsync(work, key, answer.ToByteArray(), now, cancellationToken))
        {
            // The key was used at the same time for another aggregate. Nothing of this transaction is committed.
            var first = await CommandStore.FindAsync(work, key, cancellationToken);
            return CommandKey.Replay<TAnswer>(key, first!);
        }

        await work.CommitAsync(cancellationToken);
        CrashPoints.Reach(CrashPoints.AfterCommand);
        return answer;
    }
}

/// <summary>What identifies a command, and what it was about.</summary>
internal sealed record CommandKey(string Unit, string RequestId, byte[] BodyHash)
{
    private const int ShortestKey = 8;
    private const int LongestKey = 100;
    private const string Domain = "region";

    internal static CommandKey Of(string requestId, ServerCallContext context, IMessage request)
    {
        if (requestId is not { Length: >= ShortestKey and <= LongestKey } || requestId.Any(char.IsControl))
        {
            const string Sentence = "请求号(request_id)须为8至100个字符，由客户端为每次操作生成。";
            throw StatusDetails.Exception(
                StatusCode.InvalidArgument, "REQUEST_ID_INVALID", Domain, Sentence, ("request_id", Sentence));
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Descriptor.FullName}\n"));
        hash.AppendData(request.ToByteArray());
        return new CommandKey(context.Caller().Unit, requestId, hash.GetHashAndReset());
    }

    internal static TAnswer Replay<TAnswer>(CommandKey key, CommandRow done)
        where TAnswer : class, IMessage<TAnswer>, new()
    {
        if (done.BodyHash.AsSpan().SequenceEqual(key.BodyHash))
            return new MessageParser<TAnswer>(() => new TAnswer()).ParseFrom(done.Answer);

        const string Sentence = "这个请求号(request_id)已经用于另一份内容，没有重复办理。请换一个请求号再提交。";
        throw StatusDetails.Exception(
            StatusCode.AlreadyExists, "REQUEST_ID_REUSED", Domain, Sentence, ("request_id", Sentence));
    }
}
