namespace Dapr;

#pragma warning disable CA1819 // Arrays, as in the official class.

/// <summary>How <c>UseCloudEvents</c> unwraps an event for the endpoint.</summary>
public class CloudEventsMiddlewareOptions
{
    /// <summary>Leaves a text payload as the JSON string that it was in the envelope.</summary>
    public bool SuppressJsonDecodingOfTextPayloads { get; set; }

    /// <summary>Hands envelope fields to the endpoint as <c>Cloudevent.name</c> headers.</summary>
    public bool ForwardCloudEventPropertiesAsHeaders { get; set; }

    public string[]? IncludedCloudEventPropertiesAsHeaders { get; set; }

    public string[]? ExcludedCloudEventPropertiesFromHeaders { get; set; }
}
#pragma warning restore CA1819
