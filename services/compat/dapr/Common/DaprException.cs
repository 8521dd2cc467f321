namespace Dapr;

/// <summary>A call to the sidecar failed; the inner exception says how.</summary>
#pragma warning disable CA1032, MA0015 // The official type has exactly these constructors; more would not swap back.
public class DaprException : Exception
{
    public DaprException(string message)
        : base(message)
    {
    }

    public DaprException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
#pragma warning restore CA1032, MA0015
