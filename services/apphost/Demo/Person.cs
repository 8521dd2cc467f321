using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Polly;
using Polly.Retry;

namespace Region.AppHost.Demo;

/// <summary>
/// Somebody at a keyboard: logs in under one post and works through the gateway's REST interface alone. Every command
/// carries a key that stays the same when the demonstration is run again, so that nothing is ever done twice.
/// </summary>
internal sealed class Person(HttpClient http, string login, string password, string unit = "")
{
    private const int Attempts = 12;

    private static readonly ResiliencePipeline<HttpResponseMessage> Retry =
        new ResiliencePipelineBuilder<HttpResponseMessage>().AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = Attempts,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(50),
            MaxDelay = TimeSpan.FromSeconds(3),
            ShouldHandle = new PredicateBuilder<HttpResponseMessage>()
                .Handle<HttpRequestException>()
                .HandleResult(answer => answer.StatusCode is HttpStatusCode.ServiceUnavailable
                    or HttpStatusCode.TooManyRequests or HttpStatusCode.GatewayTimeout),
        }).Build();

    private string? _token;

    internal Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, null, cancellationToken);

    internal Task<JsonNode> PostAsync(string path, JsonObject body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, body, cancellationToken);

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        var json = text.Length > 0 && text[0] is '{' ? JsonNode.Parse(text)! : new JsonObject();
        if (answer.IsSuccessStatusCode)
            return json;

        var detail = json["detail"]?.GetValue<string>() ?? text;
        throw new InvalidOperationException(
            $"{answer.RequestMessage?.RequestUri?.AbsolutePath} 答复 {(int)answer.StatusCode}：{detail}");
    }

    private async Task<JsonNode> SendAsync(
        HttpMethod method,
        string path,
        JsonObject? body,
        CancellationToken cancellationToken)
    {
        _token ??= await LogInAsync(cancellationToken);
        using var first = await TryAsync(method, path, body, cancellationToken);
        if (first.StatusCode is not HttpStatusCode.Unauthorized)
            return await ReadAsync(first, cancellationToken);

        // The token has run out: it lives for minutes only.
        _token = await LogInAsync(cancellationToken);
        using var second = await TryAsync(method, path, body, cancellationToken);
        return await ReadAsync(second, cancellationToken);
    }

    private async Task<HttpResponseMessage> TryAsync(
        HttpMethod method,
        string path,
        JsonObject? body,
        CancellationToken cancellationToken) =>
        await Retry.ExecuteAsync(
            async token =>
            {
                using var request = new HttpRequestMessage(method, path);
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
                if (body is not null)
                    request.Content = JsonContent.Create(body);

                return await http.SendAsync(request, token);
            },
            cancellationToken);

    private async Task<string> LogInAsync(CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["login"] = login, ["password"] = password, ["unit"] = unit };
        using var answer = await Retry.ExecuteAsync(
            async token => await http.PostAsJsonAsync("v1/login", body, token), cancellationToken);
        var json = await ReadAsync(answer, cancellationToken);
        return json["accessToken"]!.GetValue<string>();
    }
}
