using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Region.Gateway.Edge;
using Region.Gateway.Identity;
using Region.Gateway.Identity.Outside;
using Region.Gateway.Identity.Sessions;

namespace Region.Gateway.Web;

/// <summary>The plain forms of login, first password and change of password.</summary>
internal static class LoginPage
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public static void MapLoginPage(this IEndpointRouteBuilder app)
    {
        app.MapGet(SessionAuthentication.LoginPath, LogIn).WithMetadata(Counted.AsPage);
        app.MapGet(SessionForms.WelcomePath, Welcome).WithMetadata(Counted.AsPage);
        app.MapGet(SessionForms.PasswordPath, Change)
            .WithMetadata(Counted.AsPage, new AuthorizeAttribute());
    }

    private static IResult LogIn(HttpContext context, IAntiforgery antiforgery, OutsideSettings outside)
    {
        var back = LocalPath.Of(context.Request.Query["return"]);
        var link = outside.IsOn
            ? $"""
               <p><a href="{OutsideRoutes.Path}?return={Uri.EscapeDataString(back)}">{Html.Encode(outside.Name)}</a></p>
               """
            : "";
        return Form(
            (context, antiforgery),
            ("登录", SessionAuthentication.LoginPath),
            $"""
            <input type="hidden" name="return" value="{Html.Encode(back)}">
            <p><label>登录名 <input name="login" autocomplete="username" required></label></p>
            <p><label>密码 <input name="password" type="password" autocomplete="current-password" required></label></p>
            <p><label>动态口令（如已开启） <input name="code" autocomplete="one-time-code"></label></p>
            """,
            link);
    }

    private static IResult Welcome(HttpContext context, IAntiforgery antiforgery) => Form(
        (context, antiforgery),
        ("设置密码", SessionForms.WelcomePath),
        $"""
        <p><label>一次性代码 <input name="code" value="{Html.Encode(context.Request.Query["code"].ToString())}" required>
        </label></p>{Wanted}
        """);

    private static IResult Change(HttpContext context, IAntiforgery antiforgery) => Form(
        (context, antiforgery),
        ("修改密码", SessionForms.PasswordPath),
        $"""
        <p><label>旧密码 <input name="password" type="password" autocomplete="current-password" required></label></p>
        <p><label>动态口令（如已开启） <input name="code" autocomplete="one-time-code"></label></p>{Wanted}
        """);

    private const string Wanted =
        """
        <p><label>新密码 <input name="wanted" type="password" autocomplete="new-password" required></label></p>
        <p><label>再输一遍 <input name="repeated" type="password" autocomplete="new-password" required></label></p>
        """;

    private static IResult Form(
        (HttpContext Context, IAntiforgery Antiforgery) asked,
        (string Title, string Path) form,
        string fields,
        string below = "")
    {
        var query = asked.Context.Request.Query;
        var token = asked.Antiforgery.GetAndStoreTokens(asked.Context);
        var said = Refusals.SentenceOf(query["refused"]) ?? (query["done"] == "password" ? "密码已设置，请登录。" : "");
        return Results.Text(
            $"""
            <!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{form.Title}</title>
            <h1>{form.Title}</h1><p role="alert">{Html.Encode(said)}</p>
            <form method="post" action="{form.Path}">
            <input type="hidden" name="{token.FormFieldName}" value="{Html.Encode(token.RequestToken!)}">
            {fields}
            <p><button>{form.Title}</button></p></form>{below}</html>
            """,
            "text/html; charset=utf-8",
            Encoding.UTF8);
    }
}
