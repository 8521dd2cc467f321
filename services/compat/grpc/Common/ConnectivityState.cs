namespace Grpc.Core;

/// <summary>How a channel stands with its server.</summary>
public enum ConnectivityState
{
    /// <summary>No connection, and none asked for.</summary>
    Idle = 0,

    /// <summary>Connecting.</summary>
    Connecting = 1,

    /// <summary>Connected.</summary>
    Ready = 2,

    /// <summary>Failed, and about to try again.</summary>
    TransientFailure = 3,

    /// <summary>Closed for good.</summary>
    Shutdown = 4,
}
