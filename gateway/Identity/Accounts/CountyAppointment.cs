using Google.Protobuf;
using Grpc.Core;
using Region.Contracts.Villages.V1;

namespace Region.Gateway.Identity.Accounts;

/// <summary>Appoints the posts of the county in villages, from whom everybody else gets theirs.</summary>
internal sealed class CountyAppointment(
    PostService.PostServiceClient posts, TimeProvider clock, ILogger<CountyAppointment> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Tries until villages has answered; null where the posts are there, else why they will not be.</summary>
    public async Task<string?> AppointAsync(ImportPostsRequest request, CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await posts.ImportPostsAsync(request, cancellationToken: cancellationToken);
                Log.CountyReady(logger);
                return null;
            }
            catch (RpcException exception) when (IsRefusal(exception.StatusCode))
            {
                Log.CountyRefused(logger, exception.Status.Detail);
                return $"villages refused the county posts ({exception.StatusCode})";
            }
            catch (RpcException) when (cancellationToken.IsCancellationRequested)
            {
                return "the gateway stops";
            }
            catch (RpcException exception)
            {
                Log.CountyWaits(logger, exception.StatusCode);
            }

            await Task.Delay(pause, clock, cancellationToken);
        }
    }

    public static ImportPostsRequest Request(string requestId, byte[] table, string since) => new()
    {
        RequestId = requestId,
        PostsTable = ByteString.CopyFrom(table),
        Since = since,
    };

    // Anything else passes: villages starts, or has not yet fetched our public keys.
    private static bool IsRefusal(StatusCode code) => code
        is StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.AlreadyExists
        or StatusCode.PermissionDenied or StatusCode.OutOfRange;
}
