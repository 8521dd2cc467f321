using System.Text;
using Region.Gateway.Edge;
using Region.Kernel;
using Region.Platform.Hosting;
using Region.Platform.Storage;

namespace Region.Gateway.Identity.Accounts;

/// <summary>
/// In an installation where nobody can log in yet: makes the first administrator, appoints him to the county office
/// and prints a link that opens once. Until its person has chosen a password, each start prints a new one and the one
/// before is void.
/// </summary>
internal sealed class FirstAdministrator(
    Database database,
    AccountOffice office,
    CountyAppointment appointment,
    IConfiguration configuration,
    ServiceDirectory directory,
    TimeProvider clock,
    ILogger<FirstAdministrator> logger) : BackgroundService
{
    private const string UsualLogin = "county.admin";
    private const string UsualName = "县专班管理员";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Hosted services start in order, and villages must not hold up the ports.
        await Task.Yield();
        await PrepareAsync(stoppingToken);
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var login = configuration["Region:FirstAdministrator:Login"] is { Length: > 0 } own ? own : UsualLogin;
        if (await MakeAsync(login, cancellationToken) is not { } code)
            return;

        // First the link, which needs nobody else; the post follows when villages answers.
        Log.FirstAdministrator(logger, login, $"{Address()}/welcome?code={code}");
        var name = configuration["Region:FirstAdministrator:Name"] is { Length: > 0 } given ? given : UsualName;
        var today = BusinessDate.Write(BusinessDate.At(clock.GetUtcNow()));
        var table = Encoding.UTF8.GetBytes($"login,name,role,unit\n{login},{name},county_office,COUNTY\n");
        await appointment.AppointAsync(
            CountyAppointment.Request($"first-administrator-{today}", table, today), cancellationToken);
    }

    private async Task<string?> MakeAsync(string login, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(Credentials.LockName, cancellationToken);
        if (await work.CountPeopleAsync(cancellationToken) > 0)
            return null;

        var code = office.NewCode();
        var (hash, ends) = (OneTimeCode.Hash(code.Code), code.Ends.ToUnixTimeMilliseconds());
        var account = new AccountRow { Login = login, PasswordHash = "" };
        await work.AddAccountAsync(account, clock.GetUtcNow(), cancellationToken);
        await work.ResetAccountAsync(login, hash, ends, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return code.Code;
    }

    private string Address() => Listening.Secure(configuration) ?? directory.Of("gateway").Http.ToString().TrimEnd('/');
}
