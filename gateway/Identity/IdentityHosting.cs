using Region.Contracts.Villages.V1;
using Region.Gateway.Edge;
using Region.Gateway.Identity.Accounts;
using Region.Gateway.Identity.Handovers;
using Region.Gateway.Identity.Outside;
using Region.Gateway.Identity.Own;
using Region.Platform.Hosting;
using Region.Platform.Refusals;

namespace Region.Gateway.Identity;

/// <summary>Registers logins, accounts, tokens of machines, hand-overs and the outside provider.</summary>
internal static class IdentityHosting
{
    private static readonly TimeSpan OutsidePatience = TimeSpan.FromSeconds(10);
    private const int LargestOutsideAnswer = 1024 * 1024;

    /// <exception cref="InvalidOperationException">Sample logins would be let in from beyond this machine.</exception>
    public static void AddIdentity(this WebApplicationBuilder builder)
    {
        var sample = new SampleMode(builder.Configuration.GetValue("Region:Sample", defaultValue: false));
        if (sample.On && !Listening.IsLoopbackOnly(builder.Configuration))
        {
            throw new InvalidOperationException(
                "样例登录名和密码是公开的，只能在本机使用：请去掉 Region:Sample，或 Region:Listen 和 Region:Bind。");
        }

        builder.Services
            .AddSingleton(sample)
            .AddSingleton<Passwords>()
            .AddSingleton<Credentials>()
            .AddSingleton<LogIn>()
            .AddSingleton<ChoosePassword>()
            .AddSingleton<SecondFactor>()
            .AddSingleton<CreateToken>()
            .AddSingleton<MachineTokens>()
            .AddSingleton<AccountOffice>()
            .AddSingleton<CountyAppointment>()
            .AddSingleton<BookProofs>()
            .AddSingleton<RecordHandover>()
            .AddRefusals<Refusal>("identity", Refusals.ToStatus, Refusals.ToSentence)
            .AddOutside(builder.Configuration)
            .AddServiceClient<PostService.PostServiceClient>("villages");
        if (sample.On)
            builder.Services.AddSampleOffice();
        else
            builder.Services.AddHostedService<FirstAdministrator>();
    }

    private static IServiceCollection AddOutside(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddSingleton(OutsideSettings.From(configuration))
            .AddSingleton<OutsideTrips>()
            .AddSingleton<OutsideProvider>()
            .AddHttpClient(OutsideProvider.Client, http =>
            {
                http.Timeout = OutsidePatience;
                http.MaxResponseContentBufferSize = LargestOutsideAnswer;
            });
        return services;
    }

    private static void AddSampleOffice(this IServiceCollection services) => services
        .AddSingleton<SampleOffice>()
        .AddSingleton<IReadiness>(provider => provider.GetRequiredService<SampleOffice>())
        .AddHostedService(provider => provider.GetRequiredService<SampleOffice>());
}
