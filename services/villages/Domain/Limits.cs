namespace Region.Villages.Domain;

/// <summary>Bounds of the register, far above any county.</summary>
internal static class Limits
{
    public const long Fen = 10_000_000_000_000;
    public const int People = 10_000_000;
    public const int Name = 60;
    public const int Login = 60;
}
