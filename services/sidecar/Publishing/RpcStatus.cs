using Google.Protobuf.WellKnownTypes;
using Region.Sidecar.Publishing;

namespace Region.Sidecar.Wire;

/// <summary>A refusal as google.rpc.Status with the details that the HTTP answer has.</summary>
internal partial class RpcStatus
{
    public static RpcStatus For(PublishRefusal refusal)
    {
        var info = new ErrorInfo { Reason = refusal.Reason, Domain = "dapr.io" };
        info.Metadata.Add(refusal.Metadata?.ToDictionary() ?? []);
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
