namespace Region.Platform.Tests.Wire;

/// <summary>One header field as it stands on the wire.</summary>
internal readonly record struct RawHeader(string Name, string Value);
