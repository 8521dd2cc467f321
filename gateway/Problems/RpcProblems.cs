using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Region.Platform.Hosting;

namespace Region.Gateway.Problems;

/// <summary>Renders what a service answered: the details of google.rpc.Status, and nothing else.</summary>
internal static class RpcProblems
{
    private const string DetailsTrailer = "grpc-status-details-bin";

    public static Problem From(RpcException exception)
    {
        // A service that dies in the middle of a call has not answered INTERNAL: it can be asked again.
        var code = exception.IsBroken() ? StatusCode.Unavailable : exception.StatusCode;
        var name = StatusTable.ToName(code);
        var plain = new Problem(StatusTable.ToHttp(code), name, name, StatusTable.ToSentence(code));
        return Details(exception) is { } status ? WithDetails(plain, status) : plain;
    }

    private static Problem WithDetails(Problem plain, Google.Rpc.Status status)
    {
        var info = Find(status, ErrorInfo.Descriptor, ErrorInfo.Parser);
        var sentence = Find(status, LocalizedMessage.Descriptor, LocalizedMessage.Parser)?.Message;

        // This version of the common protos still calls field 1, the reason, by its older name.
        var reason = info is { Type.Length: > 0 } ? info.Type : plain.Reason;
        var errors = Find(status, BadRequest.Descriptor, BadRequest.Parser)?.FieldViolations

            // A refusal of the whole request names no field; its sentence is the detail already.
            .Where(violation => violation.Field.Length > 0
                || !string.Equals(violation.Description, sentence, StringComparison.Ordinal))
            .Select((violation, index) =>

                // Services give one reason, which is that of their first refusal.
                new FieldError(JsonNames.Path(violation.Field), index is 0 ? reason : null, violation.Description))
            .ToArray();
        return plain with
        {
            Reason = reason,
            Domain = info is { Domain.Length: > 0 } ? info.Domain : plain.Domain,
            Detail = string.IsNullOrEmpty(sentence) ? plain.Detail : sentence,
            Errors = errors ?? [],
        };
    }

    private static Google.Rpc.Status? Details(RpcException exception)
    {
        var entry = exception.Trailers.FirstOrDefault(
            candidate => string.Equals(candidate.Key, DetailsTrailer, StringComparison.Ordinal));
        if (entry is null)
            return null;

        try
        {
            return Google.Rpc.Status.Parser.ParseFrom(entry.ValueBytes);
        }
        catch (InvalidProtocolBufferException)
        {
            // A service that sends broken details still gets its status through.
            return null;
        }
    }

    private static T? Find<T>(
        Google.Rpc.Status status, Google.Protobuf.Reflection.MessageDescriptor type, MessageParser<T> parser)
        where T : class, IMessage<T>
    {
        var detail = status.Details.FirstOrDefault(candidate => candidate.Is(type));
        return detail is null ? null : parser.ParseFrom(detail.Value);
    }
}
