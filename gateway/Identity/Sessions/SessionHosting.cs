using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace Region.Gateway.Identity.Sessions;

/// <summary>Registers browser sessions and the protection of forms.</summary>
internal static class SessionHosting
{
    public static void AddSessions(this WebApplicationBuilder builder)
    {
        builder.Services
            .AddSingleton(SessionBounds.From(builder.Configuration))
            .AddSingleton<SessionBook>()
            .AddScoped<Visitor>()
            .AddAntiforgery(antiforgery =>
            {
                antiforgery.Cookie.Name = "region-form";
                antiforgery.Cookie.SameSite = SameSiteMode.Strict;
                antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;

                // Frames are forbidden by the content policy of every answer.
                antiforgery.SuppressXFrameOptionsHeader = true;
            })
            .AddSingleton<FormKeyStore>()
            .AddSingleton<IConfigureOptions<KeyManagementOptions>>(services =>
                new ConfigureOptions<KeyManagementOptions>(keys =>
                    keys.XmlRepository = services.GetRequiredService<FormKeyStore>()))
            .AddDataProtection()
            .SetApplicationName("region");
        builder.Services.RemoveEarlyKeys();
        builder.Services
            .AddAuthentication(SessionAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(
                SessionAuthentication.SchemeName, configureOptions: null);

        // It says of every key that it is not encrypted: it lies where the hashes of all passwords lie.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        // A form that has expired is no news, and a session that has ended is none either.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Critical);
        builder.Logging.AddFilter(typeof(SessionAuthentication).FullName, LogLevel.Warning);
    }

    // The framework reads the keys when the host starts, before our store has its tables; the first form is in time.
    private static void RemoveEarlyKeys(this IServiceCollection services)
    {
        var early = services.FirstOrDefault(service =>
            service.ServiceType == typeof(IHostedService)
            && service.ImplementationType?.Name is "DataProtectionHostedService");
        if (early is not null)
            services.Remove(early);
    }
}
