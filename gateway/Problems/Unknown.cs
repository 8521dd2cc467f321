namespace Region.Gateway.Problems;

/// <summary>Problems of requests that reach no method.</summary>
internal static class Unknown
{
    public static Problem Service { get; } = new(
        StatusCodes.Status404NotFound, "NOT_FOUND", "SERVICE_UNKNOWN", "没有这个服务。");

    /// <summary>The problem for a bare HTTP status, such as that of an unknown route.</summary>
    public static Problem Of(int status) => status switch
    {
        StatusCodes.Status404NotFound => new Problem(
            status, "NOT_FOUND", "ROUTE_UNKNOWN", "没有这个地址。接口清单见 /api。"),
        StatusCodes.Status405MethodNotAllowed => new Problem(
            status, "UNIMPLEMENTED", "METHOD_NOT_ALLOWED", "此地址不支持这种请求方法。"),
        StatusCodes.Status413PayloadTooLarge => new Problem(
            status, "RESOURCE_EXHAUSTED", "BODY_TOO_LARGE", "请求内容超过上限 8192 KiB。"),
        StatusCodes.Status415UnsupportedMediaType => new Problem(
            status, "INVALID_ARGUMENT", "CONTENT_TYPE", "请求的内容类型不受支持。"),
        StatusCodes.Status429TooManyRequests => new Problem(
            status, "RESOURCE_EXHAUSTED", "TOO_MANY_REQUESTS", "请求过于频繁，请稍后再试。"),
        StatusCodes.Status401Unauthorized => new Problem(
            status, "UNAUTHENTICATED", "UNAUTHENTICATED", "请先登录：令牌缺失、无效或已过期。"),
        StatusCodes.Status403Forbidden => new Problem(
            status, "PERMISSION_DENIED", "PERMISSION_DENIED", "您的职务无权进行此操作。"),
        < 500 => new Problem(status, "INVALID_ARGUMENT", "BAD_REQUEST", "请求不正确。"),
        _ => new Problem(status, "INTERNAL", "INTERNAL", "服务内部出错，已记录。"),
    };
}
