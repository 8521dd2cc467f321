using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Region.Contracts.Villages.V1;
using Region.Gateway.Identity.Sessions;

namespace Region.Services.Tests.Gateway;

/// <summary>A browser: it keeps cookies, sends forms with the token of their page, and follows no redirect.</summary>
internal sealed partial class Browser : IDisposable
{
    public const string WhoPath = "/test/who";

    private readonly CookieContainer _cookies = new();
    private readonly SocketsHttpHandler _handler;
    private readonly Uri _address;

    public Browser(Uri address, SocketsHttpHandler? handler = null)
    {
        _address = address;
        _handler = handler ?? new SocketsHttpHandler();
        _handler.AllowAutoRedirect = false;
        _handler.UseCookies = true;
        _handler.CookieContainer = _cookies;
        Http = new HttpClient(_handler) { BaseAddress = address };
    }

    public HttpClient Http { get; }

    /// <summary>The id that the browser keeps; null where it has none.</summary>
    public string? SessionId
    {
        get => _cookies.GetCookies(_address).FirstOrDefault(cookie =>
            cookie.Name is SessionCookie.PlainName or SessionCookie.SecureName)?.Value;
        set => _cookies.Add(_address, new Cookie(SessionCookie.PlainName, value, "/"));
    }

    /// <summary>Says who is logged in, and calls villages in his name; mapped beside the gateway's own pages.</summary>
    public static async Task<string> WhoAsync(HttpContext context, Visitor visitor)
    {
        if (!visitor.IsLoggedIn)
            return "nobody";

        await visitor.Client<RegisterService.RegisterServiceClient>().GetRegionAsync(
            new GetRegionRequest { Region = "R01" }, cancellationToken: context.RequestAborted);
        return $"{visitor.Caller.Login} {visitor.Caller.Role} {visitor.Caller.Unit}";
    }

    public Task<string> WhoAsync(CancellationToken cancellationToken) =>
        Http.GetStringAsync(WhoPath, cancellationToken);

    /// <summary>The form token of the login page, for whoever the browser is logged in as.</summary>
    public async Task<string> FormTokenAsync(CancellationToken cancellationToken)
    {
        var page = await Http.GetStringAsync("/login", cancellationToken);
        return TokenField().Match(page).Groups[1].Value;
    }

    public async Task<HttpResponseMessage> SendAsync(
        string path, CancellationToken cancellationToken, params (string Name, string Value)[] fields)
    {
        var token = await FormTokenAsync(cancellationToken);
        return await SendBareAsync(path, cancellationToken, [("__RequestVerificationToken", token), .. fields]);
    }

    /// <summary>Sends a form as another site could: without a token unless the fields hold one.</summary>
    public Task<HttpResponseMessage> SendBareAsync(
        string path, CancellationToken cancellationToken, params (string Name, string Value)[] fields) =>
        Http.PostAsync(
            path,
            new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
            cancellationToken);

    public void Dispose() => Http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}
