using System.Reflection;
using Microsoft.AspNetCore.Components;
using Region.Gateway.Web;

namespace Region.EndToEnd.Tests.Web;

/// <summary>The addresses of all pages, as the site's own route table takes them from its components.</summary>
internal static class PageTemplates
{
    public static IReadOnlyList<string> All { get; } =
    [
        .. from type in typeof(WebPage).Assembly.GetTypes()
           where type.IsSubclassOf(typeof(WebPage))
           from route in type.GetCustomAttributes<RouteAttribute>(inherit: false)
           select route.Template,
    ];
}
