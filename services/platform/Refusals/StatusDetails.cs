using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;
using Status = Grpc.Core.Status;

namespace Region.Platform.Refusals;

/// <summary>
/// Writes and reads the rich error model of gRPC: a google.rpc.Status in the trailer <c>grpc-status-details-bin</c>
/// with
/// ErrorInfo (which rule), LocalizedMessage (the Chinese sentence) and BadRequest (which fields).
/// </summary>
public static class StatusDetails
{
    /// <summary>The trailer that carries the details.</summary>
    public const string Trailer = "grpc-status-details-bin";

    /// <summary>
    /// Trailers are header fields, for which clients reserve a few KiB: more fields than these are only counted.
    /// </summary>
    public const int MaxFields = 20;

    /// <summary>
    /// The longest sentence in characters; each Chinese character takes nine bytes in <c>grpc-message</c>.
    /// </summary>
    public const int MaxSentence = 200;

    /// <summary>An exception that carries status, rule, sentence and fields.</summary>
    /// <param name="code">The status.</param>
    /// <param name="reason">The rule, in UPPER_SNAKE_CASE.</param>
    /// <param name="domain">Whose rule it is, such as <c>procurement.region</c>.</param>
    /// <param name="sentence">What to tell the person, in Chinese.</param>
    /// <param name="fields">The fields that broke the rule, each with its own sentence.</param>
    public static RpcException Exception(
        StatusCode code,
        string reason,
        string domain,
        string sentence,
        params IReadOnlyCollection<(string Field, string Sentence)> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var shown = Shorten(sentence);
        var status = new RpcStatus { Code = (int)code, Message = shown };

        // Field 1 of ErrorInfo is called «reason» today; this version of the class still has its first name.
        status.Details.Add(Any.Pack(new ErrorInfo { Type = reason, Domain = domain }));
        status.Details.Add(Any.Pack(new LocalizedMessage { Locale = "zh-CN", Message = shown }));
        if (fields.Count > 0)
            status.Details.Add(Any.Pack(Violations(fields)));

        return new RpcException(new Status(code, shown), new Metadata { { Trailer, status.ToByteArray() } });
    }

    /// <summary>The details of an exception that a call threw; null where it carries none or damaged ones.</summary>
    public static RpcStatus? Read(RpcException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (exception.Trailers.GetValueBytes(Trailer) is not { } bytes)
            return null;

        try
        {
            return RpcStatus.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static BadRequest Violations(IReadOnlyCollection<(string Field, string Sentence)> fields)
    {
        var bad = new BadRequest();
        foreach (var (field, sentence) in fields.Take(MaxFields))
        {
            bad.FieldViolations.Add(
                new BadRequest.Types.FieldViolation { Field = Shorten(field), Description = Shorten(sentence) });
        }

        return bad;
    }

    /// <summary>Never cuts between the two halves of a rare character.</summary>
    private static string Shorten(string text)
    {
        if (text.Length <= MaxSentence)
            return text;

        var kept = char.IsHighSurrogate(text[MaxSentence - 2]) ? MaxSentence - 2 : MaxSentence - 1;
        return string.Concat(text.AsSpan(0, kept), "…");
    }
}
