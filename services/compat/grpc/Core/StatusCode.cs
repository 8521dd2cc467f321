namespace Grpc.Core;

/// <summary>The result of a call, as defined by the gRPC protocol.</summary>
public enum StatusCode
{
    /// <summary>Not an error; returned on success.</summary>
    OK = 0,

    /// <summary>The operation was cancelled, usually by the caller.</summary>
    Cancelled = 1,

    /// <summary>An error about which nothing more is known.</summary>
    Unknown = 2,

    /// <summary>The caller gave an argument that is wrong in any state of the system.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed before the operation ended.</summary>
    DeadlineExceeded = 4,

    /// <summary>The requested entity does not exist.</summary>
    NotFound = 5,

    /// <summary>The entity that the caller wants to create exists already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known but may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A quota, a size limit or a disk is exhausted.</summary>
    ResourceExhausted = 8,

    /// <summary>The system is not in the state that the operation requires.</summary>
    FailedPrecondition = 9,

    /// <summary>The operation lost against a concurrent one.</summary>
    Aborted = 10,

    /// <summary>The operation went past the valid range.</summary>
    OutOfRange = 11,

    /// <summary>The operation is not implemented by this service.</summary>
    Unimplemented = 12,

    /// <summary>An invariant of the system is broken.</summary>
    Internal = 13,

    /// <summary>The service cannot be reached at the moment.</summary>
    Unavailable = 14,

    /// <summary>Data is lost or corrupted beyond repair.</summary>
    DataLoss = 15,

    /// <summary>The caller did not prove who it is.</summary>
    Unauthenticated = 16,
}
