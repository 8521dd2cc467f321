using Grpc.Core;

namespace Region.Platform.Refusals;

/// <summary>
/// The one answer for «there is no such thing» and «it is not yours to see»: the two are the same bytes, so that nobody
/// can find out by asking which ids exist. It names no field and never repeats the id.
/// </summary>
public static class NotFound
{
    /// <summary>The sentence that the person reads.</summary>
    public const string Sentence = "没有找到，或无权查看。";

    /// <summary>The exception to throw.</summary>
    public static RpcException Exception() =>
        StatusDetails.Exception(StatusCode.NotFound, "NOT_FOUND", "region", Sentence);
}
