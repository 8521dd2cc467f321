namespace Region.Platform.Tests.Wire;

/// <summary>Reads the recordings that lie beside the tests.</summary>
internal static class Fixture
{
    public static string Read(string name)
    {
        var resource = $"Region.Platform.Tests.Wire.{name}";
        using var stream = typeof(Fixture).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The fixture {resource} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
