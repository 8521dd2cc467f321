using Google.Protobuf.WellKnownTypes;
using Region.Sidecar.Wire;

namespace Region.Sidecar.Publishing;

/// <summary>A refusal as google.rpc.Status, with the details that the HTTP answer has.</summary>
internal static class RefusalDetails
{
    public static RpcStatus For(PublishRefusal refusal)
    {
        var info = new ErrorInfo { Reason = refusal.Reason, Domain = "dapr.io" };
        info.Metadata.Add(refusal.Metadata?.ToDictionary(StringComparer.Ordinal) ?? []);
        var status = new RpcStatus { Code = (int)refusal.GrpcStatus, Message = refusal.Message };
        status.Details.Add(Any.Pack(info));
        if (refusal.Resource is { } resource)
        {
            status.Details.Add(Any.Pack(new ResourceInfo
            {
                ResourceType = "pubsub",
                ResourceName = resource,
                Description = refusal.Message,
            }));
        }

        return status;
    }
}
