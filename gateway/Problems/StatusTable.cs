using Grpc.Core;

namespace Region.Gateway.Problems;

/// <summary>How gRPC statuses become HTTP statuses (the mapping of google.rpc.Code) and what people read.</summary>
internal static class StatusTable
{
    // 499 has no name in the framework: the caller went away before the answer.
    private const int ClientClosedRequest = 499;

    public static int ToHttp(StatusCode code) => code switch
    {
        StatusCode.OK => StatusCodes.Status200OK,
        StatusCode.Cancelled => ClientClosedRequest,
        StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.OutOfRange
            => StatusCodes.Status400BadRequest,
        StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
        StatusCode.NotFound => StatusCodes.Status404NotFound,
        StatusCode.AlreadyExists or StatusCode.Aborted => StatusCodes.Status409Conflict,
        StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
        StatusCode.Unimplemented => StatusCodes.Status501NotImplemented,
        StatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        StatusCode.DeadlineExceeded => StatusCodes.Status504GatewayTimeout,
        StatusCode.Unknown or StatusCode.Internal or StatusCode.DataLoss
            => StatusCodes.Status500InternalServerError,
    };

    public static string ToName(StatusCode code) => code switch
    {
        StatusCode.OK => "OK",
        StatusCode.Cancelled => "CANCELLED",
        StatusCode.InvalidArgument => "INVALID_ARGUMENT",
        StatusCode.FailedPrecondition => "FAILED_PRECONDITION",
        StatusCode.OutOfRange => "OUT_OF_RANGE",
        StatusCode.Unauthenticated => "UNAUTHENTICATED",
        StatusCode.PermissionDenied => "PERMISSION_DENIED",
        StatusCode.NotFound => "NOT_FOUND",
        StatusCode.AlreadyExists => "ALREADY_EXISTS",
        StatusCode.Aborted => "ABORTED",
        StatusCode.ResourceExhausted => "RESOURCE_EXHAUSTED",
        StatusCode.Unimplemented => "UNIMPLEMENTED",
        StatusCode.Unavailable => "UNAVAILABLE",
        StatusCode.DeadlineExceeded => "DEADLINE_EXCEEDED",
        StatusCode.Unknown => "UNKNOWN",
        StatusCode.Internal => "INTERNAL",
        StatusCode.DataLoss => "DATA_LOSS",
    };

    /// <summary>The sentence where the service sent none: never the service's English.</summary>
    public static string ToSentence(StatusCode code) => code switch
    {
        StatusCode.OK => "成功。",
        StatusCode.Cancelled => "请求已取消。",
        StatusCode.InvalidArgument => "请求内容不正确。",
        StatusCode.FailedPrecondition => "当前状态不允许这样做。",
        StatusCode.OutOfRange => "数值超出允许的范围。",
        StatusCode.Unauthenticated => "请先登录：令牌缺失、无效或已过期。",
        StatusCode.PermissionDenied => "您的职务无权进行此操作。",
        StatusCode.NotFound => "没有找到，或无权查看。",
        StatusCode.AlreadyExists => "已经存在，或同一请求号已用于其他内容。",
        StatusCode.Aborted => "与他人的操作冲突，请重试。",
        StatusCode.ResourceExhausted => "请求过多或内容过大，请稍后再试。",
        StatusCode.Unimplemented => "服务尚不支持此操作。",
        StatusCode.Unavailable => "服务暂时不可用，请稍后再试。",
        StatusCode.DeadlineExceeded => "服务未能按时答复，请用同一请求号重试。",
        StatusCode.Unknown or StatusCode.Internal or StatusCode.DataLoss => "服务内部出错，已记录。",
    };

    /// <summary>The title of a problem: a short name of its HTTP status.</summary>
    public static string ToTitle(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "请求不正确",
        StatusCodes.Status401Unauthorized => "未登录",
        StatusCodes.Status403Forbidden => "无权操作",
        StatusCodes.Status404NotFound => "没有找到",
        StatusCodes.Status405MethodNotAllowed => "方法不允许",
        StatusCodes.Status408RequestTimeout => "请求超时",
        StatusCodes.Status409Conflict => "冲突",
        StatusCodes.Status412PreconditionFailed => "版本不符",
        StatusCodes.Status413PayloadTooLarge => "内容过大",
        StatusCodes.Status415UnsupportedMediaType => "内容类型不支持",
        StatusCodes.Status429TooManyRequests => "请求过多",
        ClientClosedRequest => "请求已取消",
        StatusCodes.Status501NotImplemented => "尚不支持",
        StatusCodes.Status503ServiceUnavailable => "服务不可用",
        StatusCodes.Status504GatewayTimeout => "服务超时",
        < 500 => "请求不正确",
        _ => "内部错误",
    };
}
