using System.Security.Claims;
using System.Text.Encodings.Web;
using Dapr.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dapr.AspNetCore
{
    /// <summary>The token that the sidecar must show to this app.</summary>
    public class DaprAuthenticationOptions : AuthenticationSchemeOptions
    {
        internal const string DefaultScheme = "Dapr";

        public string? Token { get; set; }
    }

    internal sealed class DaprAuthenticationHandler(
        IOptionsMonitor<DaprAuthenticationOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<DaprAuthenticationOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

        private AuthenticateResult Authenticate()
        {
            if (!Request.Headers.TryGetValue("Dapr-Api-Token", out var shown))
            {
                return AuthenticateResult.NoResult();
            }

            if (string.IsNullOrWhiteSpace(Options.Token))
            {
                return AuthenticateResult.Fail("Dapr API Token not configured.");
            }

            if (!Tokens.Equal(shown.ToString(), Options.Token))
            {
                return AuthenticateResult.Fail("Not authenticated.");
            }

            var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, "Dapr")], Scheme.Name);
            return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
        }
    }
}

namespace Microsoft.AspNetCore.Authentication
{
    public static class DaprAuthenticationBuilderExtensions
    {
        /// <summary>Adds the scheme «Dapr», with the token of APP_API_TOKEN.</summary>
        public static AuthenticationBuilder AddDapr(this AuthenticationBuilder builder) => AddDapr(builder, _ => { });

        /// <summary>Adds the scheme «Dapr»; the token of APP_API_TOKEN stands where none is set.</summary>
        public static AuthenticationBuilder AddDapr(
            this AuthenticationBuilder builder, Action<DaprAuthenticationOptions> configureOptions)
        {
            const string scheme = DaprAuthenticationOptions.DefaultScheme;
            builder.Services.TryAddEnumerable(ServiceDescriptor
                .Singleton<IPostConfigureOptions<DaprAuthenticationOptions>, AppTokenFromEnvironment>());
            return builder.AddScheme<DaprAuthenticationOptions, DaprAuthenticationHandler>(scheme, configureOptions);
        }
    }

    internal sealed class AppTokenFromEnvironment(IConfiguration? configuration = null)
        : IPostConfigureOptions<DaprAuthenticationOptions>
    {
        public void PostConfigure(string? name, DaprAuthenticationOptions options) =>
            options.Token ??= Dapr.DaprDefaults.GetDefaultAppApiToken(configuration);
    }
}

namespace Microsoft.AspNetCore.Authorization
{
    public static class DaprAuthorizationOptionsExtensions
    {
        /// <summary>Adds a policy that only the sidecar passes.</summary>
        public static void AddDapr(this AuthorizationOptions options, string name = "Dapr") =>
            options.AddPolicy(name, policy => policy
                .AddAuthenticationSchemes(DaprAuthenticationOptions.DefaultScheme)
                .RequireAuthenticatedUser());
    }
}
