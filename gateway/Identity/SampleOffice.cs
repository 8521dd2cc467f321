using Region.Gateway.Identity.Accounts;
using Region.Platform.Hosting;
using Region.Platform.Storage;

namespace Region.Gateway.Identity;

/// <summary>
/// On sample data: makes the sample's accounts and appoints the county office, so that <c>county</c> can import all
/// else through REST. Both may be repeated at every start. Part of readiness: without it nobody could log in.
/// </summary>
internal sealed class SampleOffice(
    Database database,
    Passwords passwords,
    CountyAppointment appointment,
    TimeProvider clock) : BackgroundService, IReadiness
{
    // The same at every start: villages answers a repetition from its record.
    private const string RequestId = "sample-county-posts-v1";

    // The day on which the villages of the sample joined.
    private const string Since = "2025-12-31";

    private volatile string? _waitingFor = "sample logins: not yet made";

    public Task<string?> WhyNotReadyAsync(CancellationToken cancellationToken) => Task.FromResult(_waitingFor);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Hosted services start in order, and hashing must not hold up the ports.
        await Task.Yield();
        await MakeAccountsAsync(stoppingToken);
        _waitingFor = "sample logins: villages has not appointed the county office yet";
        var request = CountyAppointment.Request(RequestId, SampleLogins.CountyPosts(), Since);
        _waitingFor = await appointment.AppointAsync(request, stoppingToken);
    }

    private async Task MakeAccountsAsync(CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync("sample-accounts", cancellationToken);
        string? hash = null;
        foreach (var login in SampleLogins.All)
        {
            if (await work.FindAccountAsync(login, cancellationToken) is not null)
                continue;

            // One salt for all: the password is published anyway, and a hash takes a tenth of a second.
            hash ??= passwords.Hash(SampleLogins.Password);
            var account = new AccountRow { Login = login, PasswordHash = hash, Sample = 1 };
            await work.AddAccountAsync(account, clock.GetUtcNow(), cancellationToken);
        }

        await work.CommitAsync(cancellationToken);
    }
}
