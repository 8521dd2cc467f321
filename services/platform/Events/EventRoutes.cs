using System.Text.Json;
using Dapr;
using Dapr.AspNetCore;
using Google.Protobuf;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Region.Contracts;

namespace Region.Platform.Events;

/// <summary>Maps topics to handlers: one HTTP route for each topic, open only to the sidecar's token.</summary>
public static class EventRoutes
{
    private const int MostInBulk = 100;
    private const int BulkWaitMilliseconds = 10;

    /// <summary>Events of the topic go to the handler one by one.</summary>
    public static void MapEvent<TEvent, THandler>(this IEndpointRouteBuilder routes, string topic)
        where TEvent : class, IMessage<TEvent>, new()
        where THandler : IEventHandler<TEvent>
    {
        ArgumentNullException.ThrowIfNull(routes);
        var dispatcher = routes.ServiceProvider.GetRequiredService<EventDispatcher>();
        dispatcher.Register(topic, (services, envelope, header, cancellationToken) =>
            DispatchAsync<TEvent, THandler>(services, envelope, header, cancellationToken));
        routes.MapPost(Path(topic), context => dispatcher.ReceiveAsync(topic, context))
            .Guarded()
            .WithTopic(new TopicOptions { PubsubName = Topics.Component, Name = topic });
    }

    /// <summary>Events of the topic go to the handler many at a time.</summary>
    public static void MapBulkEvent<TEvent, THandler>(this IEndpointRouteBuilder routes, string topic)
        where TEvent : class, IMessage<TEvent>, new()
        where THandler : IBulkEventHandler<TEvent>
    {
        ArgumentNullException.ThrowIfNull(routes);
        var dispatcher = routes.ServiceProvider.GetRequiredService<EventDispatcher>();
        dispatcher.Register(topic, async (services, envelope, header, cancellationToken) =>
        {
            if (Envelope.ReadData<TEvent>(envelope) is not { } message)
                return Unreadable;

            var handler = services.GetRequiredService<THandler>();
            return (await handler.HandleAsync([new(header, message)], cancellationToken))[0];
        });
        routes.MapPost(Path(topic), context => dispatcher.ReceiveBulkAsync<TEvent, THandler>(topic, context))
            .Guarded()
            .WithTopic(new TopicOptions { PubsubName = Topics.Component, Name = topic })
            .WithBulkSubscribe(new BulkSubscribeTopicOptions
            {
                TopicName = topic,
                MaxMessagesCount = MostInBulk,
                MaxAwaitDurationMs = BulkWaitMilliseconds,
            });
    }

    internal static Outcome Unreadable => Outcome.Impossible("事件内容无法识别。");

    /// <summary>Only the sidecar, which presents the app's token, may deliver events.</summary>
    internal static TBuilder Guarded<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = "Dapr" });

    private static string Path(string topic) => $"/events/{topic}";

    private static async Task<Outcome> DispatchAsync<TEvent, THandler>(
        IServiceProvider services,
        JsonElement envelope,
        EventHeader header,
        CancellationToken cancellationToken)
        where TEvent : class, IMessage<TEvent>, new()
        where THandler : IEventHandler<TEvent> =>
        Envelope.ReadData<TEvent>(envelope) is { } message
            ? await services.GetRequiredService<THandler>().HandleAsync(header, message, cancellationToken)
            : Unreadable;
}
