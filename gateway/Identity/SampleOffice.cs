using Google.Protobuf;
using Grpc.Core;
using Region.Contracts.Villages.V1;
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
    PostService.PostServiceClient posts,
    TimeProvider clock,
    ILogger<SampleOffice> logger) : BackgroundService, IReadiness
{
    // The same at every start: villages answers a repetition from its record.
    private const string RequestId = "sample-county-posts-v1";

    // The day on which the villages of the sample joined.
    private const string Since = "2025-12-31";

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private volatile string? _waitingFor = "sample logins: not yet made";

    public Task<string?> WhyNotReadyAsync(CancellationToken cancellationToken) => Task.FromResult(_waitingFor);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Hosted services start in order, and hashing must not hold up the ports.
        await Task.Yield();
        await MakeAccountsAsync(stoppingToken);
        _waitingFor = "sample logins: villages has not appointed the county office yet";
        for (var pause = FirstPause; !await AppointAsync(stoppingToken); pause = Longer(pause))
            await Task.Delay(pause, clock, stoppingToken);
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

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

    /// <summary>Whether there is nothing more to try.</summary>
    private async Task<bool> AppointAsync(CancellationToken cancellationToken)
    {
        try
        {
            var request = new ImportPostsRequest
            {
                RequestId = RequestId,
                PostsTable = ByteString.CopyFrom(SampleLogins.CountyPosts()),
                Since = Since,
            };
            await posts.ImportPostsAsync(request, cancellationToken: cancellationToken);
            _waitingFor = null;
            Log.SampleReady(logger);
            return true;
        }
        catch (RpcException exception) when (IsRefusal(exception.StatusCode))
        {
            _waitingFor = $"sample logins: villages refused the county posts ({exception.StatusCode})";
            Log.SampleRefused(logger, exception.Status.Detail);
            return true;
        }
        catch (RpcException) when (cancellationToken.IsCancellationRequested)
        {
            return true;
        }
        catch (RpcException exception)
        {
            Log.SampleWaits(logger, exception.StatusCode);
            return false;
        }
    }

    // Anything else passes: villages starts, or has not yet fetched our public keys.
    private static bool IsRefusal(StatusCode code) => code
        is StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.AlreadyExists
        or StatusCode.PermissionDenied or StatusCode.OutOfRange;
}
