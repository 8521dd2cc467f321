using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Region.Gateway.Edge;
using Region.Gateway.Identity;
using Region.Gateway.Identity.Sessions;

namespace Region.Gateway.Web;

/// <summary>The plain form at /login.</summary>
internal static class LoginPage
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public static void MapLoginPage(this IEndpointRouteBuilder app) =>
        app.MapGet(SessionAuthentication.LoginPath, Answer).WithMetadata(Counted.AsPage);

    private static IResult Answer(HttpContext context, IAntiforgery antiforgery)
    {
        var token = antiforgery.GetAndStoreTokens(context);
        var refused = Refusals.SentenceOf(context.Request.Query["refused"]);
        var back = LocalPath.Of(context.Request.Query["return"]);
        return Results.Text(
            $"""
            <!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>登录</title>
            <h1>登录</h1><p role="alert">{Html.Encode(refused ?? "")}</p>
            <form method="post" action="{SessionAuthentication.LoginPath}">
            <input type="hidden" name="{token.FormFieldName}" value="{Html.Encode(token.RequestToken!)}">
            <input type="hidden" name="return" value="{Html.Encode(back)}">
            <p><label>登录名 <input name="login" autocomplete="username" required></label></p>
            <p><label>密码 <input name="password" type="password" autocomplete="current-password" required></label></p>
            <p><button>登录</button></p></form></html>
            """,
            "text/html; charset=utf-8",
            Encoding.UTF8);
    }
}
