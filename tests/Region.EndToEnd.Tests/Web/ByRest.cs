using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Region.Gateway.Identity;
using Region.Testing;
using Shouldly;

namespace Region.EndToEnd.Tests.Web;

/// <summary>The same people by REST, for what a journey finds done already when it begins.</summary>
internal sealed class ByRest(Uri site) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new() { BaseAddress = site };
    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    /// <summary>Calls a method in somebody's name; it must be done.</summary>
    public Task<JsonNode> DoAsync(string login, string path, string json) =>
        DoAsync(login, path, (JsonObject)JsonNode.Parse(json)!);

    /// <summary>The same with a body that is made already.</summary>
    public async Task<JsonNode> DoAsync(string login, string path, JsonObject body)
    {
        // A look is no command: it may be repeated, and each time is on record.
        if (!path.EndsWith(":look", StringComparison.Ordinal))
            body["requestId"] = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();

        return await PostAsync(login, path, body);
    }

    /// <summary>A person gets an account from the county office, and chooses a password by its one-time code.</summary>
    public async Task AdmitAsync(string login, string password)
    {
        var made = await PostAsync("county", "v1/accounts", new JsonObject { ["login"] = login });
        using var set = await _http.PostAsJsonAsync(
            "v1/login:set-password", new { code = (string)made["code"]!, newPassword = password }, Cancelled);
        set.IsSuccessStatusCode.ShouldBeTrue(await set.Content.ReadAsStringAsync(Cancelled));
        _tokens[login] = await LogInAsync(login, password);
    }

    /// <summary>Whether there is something for somebody at an address.</summary>
    public async Task<bool> IsThereAsync(string login, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(login));
        using var answer = await _http.SendAsync(request, Cancelled);
        return answer.IsSuccessStatusCode;
    }

    /// <summary>All rows of a list, sheet by sheet.</summary>
    public async Task<IReadOnlyList<JsonNode>> ListAsync(string login, string path, string rows)
    {
        var found = new List<JsonNode>();
        var token = "";
        do
        {
            var address = $"{path}?pageSize=200&pageToken={token}";
            var sheet = await AskAsync(login, () => new HttpRequestMessage(HttpMethod.Get, address));
            found.AddRange(sheet[rows]?.AsArray().OfType<JsonNode>() ?? []);
            token = sheet["nextPageToken"]?.GetValue<string>() ?? "";
        }
        while (token.Length > 0);

        return found;
    }

    private Task<JsonNode> PostAsync(string login, string path, JsonObject body) =>
        AskAsync(login, () => new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        });

    // Whoever asks faster than the gateway allows waits until it takes more.
    private async Task<JsonNode> AskAsync(string login, Func<HttpRequestMessage> ask)
    {
        JsonNode? said = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                using var request = ask();
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(login));
                using var answer = await _http.SendAsync(request, Cancelled);
                if (answer.StatusCode is HttpStatusCode.TooManyRequests)
                    return false;

                var text = await answer.Content.ReadAsStringAsync(Cancelled);
                answer.IsSuccessStatusCode.ShouldBeTrue($"{request.RequestUri}: {text}");
                said = JsonNode.Parse(text)!;
                return true;
            },
            Patience,
            "the gateway takes the request",
            Cancelled);
        return said!;
    }

    private async Task<string> TokenAsync(string login)
    {
        if (!_tokens.TryGetValue(login, out var token))
            _tokens[login] = token = await LogInAsync(login, SampleLogins.Password);

        return token;
    }

    private async Task<string> LogInAsync(string login, string password)
    {
        using var answer = await _http.PostAsJsonAsync("v1/login", new { login, password }, Cancelled);
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return (string)JsonNode.Parse(text)!["accessToken"]!;
    }
}
