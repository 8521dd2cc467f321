using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Region.Sidecar.Apps;
using Region.Sidecar.Runtime;
using Region.Sidecar.Store;
using Region.Sidecar.Wire;

namespace Region.Sidecar.Publishing;

/// <summary>The gRPC interface: publishing, metadata and shutdown.</summary>
internal sealed class DaprService(
    Publisher publisher, RuntimeMetadata metadata, StoreWriter writer, IHostApplicationLifetime lifetime)
    : Dapr.DaprBase
{
    public override async Task<Empty> PublishEvent(PublishEventRequest request, ServerCallContext context)
    {
        var app = ApiTokenGate.AppOf(context.GetHttpContext());
        Refuse(publisher.Check(app, request.PubsubName, request.Topic));
        var (traceParent, traceState) = RequestTrace.Of(context.GetHttpContext());
        var published = new PublishRequest
        {
            PubSub = request.PubsubName,
            Topic = request.Topic,
            Data = request.Data.Memory,
            ContentType = request.DataContentType,
            Metadata = Merge(request.Metadata, []),
            TraceParent = traceParent,
            TraceState = traceState,
        };
        Refuse(await publisher.PublishAsync(app, [published], context.CancellationToken));
        return new Empty();
    }

    public override async Task<BulkPublishResponse> BulkPublishEvent(
        BulkPublishRequest request, ServerCallContext context)
    {
        var app = ApiTokenGate.AppOf(context.GetHttpContext());
        Refuse(publisher.Check(app, request.PubsubName, request.Topic));
        Refuse(CheckEntries(request));
        var (traceParent, traceState) = RequestTrace.Of(context.GetHttpContext());
        var published = request.Entries.Select(entry => new PublishRequest
        {
            PubSub = request.PubsubName,
            Topic = request.Topic,
            Data = entry.Event.Memory,
            ContentType = entry.ContentType,
            Metadata = Merge(request.Metadata, entry.Metadata),
            TraceParent = traceParent,
            TraceState = traceState,
        }).ToList();
        if (published.Count > 0)
        {
            Refuse(await publisher.PublishAsync(app, published, context.CancellationToken));
        }

        return new BulkPublishResponse();
    }

    public override Task<BulkPublishResponse> BulkPublishEventAlpha1(
        BulkPublishRequest request, ServerCallContext context) => BulkPublishEvent(request, context);

    public override Task<GetMetadataResponse> GetMetadata(GetMetadataRequest request, ServerCallContext context)
    {
        var document = metadata.For(ApiTokenGate.AppOf(context.GetHttpContext()));
        var response = new GetMetadataResponse { Id = document.Id, RuntimeVersion = document.RuntimeVersion };
        response.ExtendedMetadata.Add(document.Extended.ToDictionary(StringComparer.Ordinal));
        response.RegisteredComponents.Add(document.Components.Select(component => new RegisteredComponents
        {
            Name = component.Name,
            Type = component.Type,
            Version = component.Version,
            Capabilities = { component.Capabilities },
        }));
        response.Subscriptions.Add(document.Subscriptions.Select(ToWire));
        return Task.FromResult(response);
    }

    public override async Task<Empty> SetMetadata(SetMetadataRequest request, ServerCallContext context)
    {
        var appId = ApiTokenGate.AppOf(context.GetHttpContext()).AppId;
        await writer.RunAsync(new SetMetadataWrite(appId, request.Key, request.Value), context.CancellationToken);
        return new Empty();
    }

    public override Task<Empty> Shutdown(ShutdownRequest request, ServerCallContext context)
    {
        var http = context.GetHttpContext();
        if (!ApiTokenGate.AppOf(http).Settings.MayShutDown)
        {
            throw new RpcException(new Status(
                StatusCode.PermissionDenied, "this sidecar serves several apps and may not be shut down by this one"));
        }

        http.Response.OnCompleted(() =>
        {
            lifetime.StopApplication();
            return Task.CompletedTask;
        });
        return Task.FromResult(new Empty());
    }

    private static PublishRefusal? CheckEntries(BulkPublishRequest request)
    {
        var entryIds = request.Entries.Select(entry => entry.EntryId).ToList();
        var isValid = !entryIds.Contains(string.Empty)
            && entryIds.Distinct(StringComparer.Ordinal).Count() == entryIds.Count;
        return isValid
            ? null
            : PublishRefusal.BadBatch(request.PubsubName, request.Topic, "an entryId is missing or not unique");
    }

    private static Dictionary<string, string> Merge(
        MapField<string, string> common, IEnumerable<KeyValuePair<string, string>> own)
    {
        var merged = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in common.Concat(own))
        {
            merged[key] = value;
        }

        return merged;
    }

    private static PubsubSubscription ToWire(SubscriptionLine line)
    {
        var rules = line.Rules.Select(rule => new PubsubSubscriptionRule { Match = rule.Match, Path = rule.Path });
        return new PubsubSubscription
        {
            PubsubName = line.PubSub,
            Topic = line.Topic,
            Metadata = { line.Metadata.ToDictionary(StringComparer.Ordinal) },
            Rules = new PubsubSubscriptionRules { Rules = { rules } },
            DeadLetterTopic = line.DeadLetterTopic,
            Type = PubsubSubscriptionType.Programmatic,
        };
    }

    private static void Refuse(PublishRefusal? refusal)
    {
        if (refusal is null)
        {
            return;
        }

        var trailers = new Metadata { { "grpc-status-details-bin", RefusalDetails.For(refusal).ToByteArray() } };
        throw new RpcException(new Status(refusal.GrpcStatus, refusal.Message), trailers);
    }
}
