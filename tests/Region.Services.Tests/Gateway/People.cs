using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Region.Gateway.Identity;
using Shouldly;

namespace Region.Services.Tests.Gateway;

/// <summary>Somebody who has logged in and calls the REST interface.</summary>
internal sealed class Somebody(GatewayWorld world, string login, string token)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public string Login => login;

    public string AccessToken => token;

    /// <summary>Logs in with the sample's password.</summary>
    public static Task<Somebody> SampleAsync(GatewayWorld world, string login) =>
        LogInAsync(world, login, SampleLogins.Password);

    public static async Task<Somebody> LogInAsync(
        GatewayWorld world, string login, string password, string code = "")
    {
        using var answer = await TryAsync(world, login, password, code);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(Token));
        return new Somebody(world, login, (await answer.JsonAsync(Token)).Text("accessToken"));
    }

    public static Task<HttpResponseMessage> TryAsync(
        GatewayWorld world, string login, string password, string code = "") => world.PostAsync(
        "/v1/login", JsonSerializer.Serialize(new { login, password, code }), Token);

    /// <summary>The reason of a refusal.</summary>
    public static async Task<string> ReasonAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        return answer.IsSuccessStatusCode ? "OK" : (await answer.JsonAsync(Token)).Text("reason");
    }

    public Task<HttpResponseMessage> PostAsync(string path, object? body = null) => SendAsync(
        new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(
                JsonSerializer.Serialize(body ?? new { }), Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        });

    public async Task<JsonElement> AnswerAsync(string path, object? body = null)
    {
        using var answer = await PostAsync(path, body);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(Token));
        return await answer.JsonAsync(Token);
    }

    public async Task<JsonElement> ReadAsync(string path)
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(Token));
        return await answer.JsonAsync(Token);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return await world.Http.SendAsync(request, Token);
        }
    }
}
