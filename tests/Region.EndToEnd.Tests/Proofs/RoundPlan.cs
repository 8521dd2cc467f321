using System.Globalization;
using System.Numerics;
using static System.FormattableString;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>What one village asks for, and what it prepays above its part in the end.</summary>
internal sealed record Ask(string Village, long Packs, long ExtraFen);

/// <summary>One delivery of a round.</summary>
internal sealed record Load(long Delivered, long Rejected);

/// <summary>
/// The inputs of one random round. Everything follows from the seed: region and month too, so that the rounds of many
/// seeds in one cluster never share a month of a book.
/// </summary>
internal sealed record RoundPlan
{
    private const int Regions = 2;
    private const int FewestVillages = 3;
    private const int MonthsUsed = 800;

    public required int Seed { get; init; }
    public required string Region { get; init; }
    public required DateOnly Month { get; init; }
    public required IReadOnlyList<Ask> Asks { get; init; }
    public required IReadOnlyList<Load> Loads { get; init; }
    public required long PackSizeThousandths { get; init; }
    public required long PriceMillionths { get; init; }
    public required long FeePpm { get; init; }
    public required long FreightFen { get; init; }

    /// <summary>Moves all days of the round within their month, whose last day stays the last.</summary>
    public int DaysLater { get; init; }

    /// <summary>The regions that the plans use.</summary>
    public static IReadOnlyList<string> RegionsUsed { get; } =
        [.. Enumerable.Range(1, Regions).Select(County.Region)];

    public string Company => County.Company(Region);

    public string Title => Invariant($"批次{Seed}");

    public string MonthText => Month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public string Supplier => Invariant($"S{Seed % 9}");

    public string Carrier => Invariant($"T{Seed % 7}");

    public long Ordered => Asks.Sum(ask => ask.Packs);

    public long Accepted => Loads.Sum(load => load.Delivered - load.Rejected);

    /// <summary>Accepted quantity times price, rounded once, half up, to the fen.</summary>
    public long GoodsFen => HalfUp(
        (BigInteger)PriceMillionths * PackSizeThousandths * Accepted * 100, (BigInteger)1_000_000 * 1_000);

    public long FeeFen => HalfUp((BigInteger)GoodsFen * FeePpm, 1_000_000);

    public static RoundPlan Of(int seed)
    {
        var random = new Random(seed);
        var region = RegionsUsed[seed % Regions];
        var villages = County.Villages(region).ToArray();
        random.Shuffle(villages);
        var asks = villages.Take(random.Next(FewestVillages, villages.Length + 1))
            .Select(village => new Ask(village, random.Next(1, 60), random.Next(3) is 0 ? 0 : random.Next(1, 90_000)))
            .OrderBy(ask => ask.Village, StringComparer.Ordinal)
            .ToArray();
        return new RoundPlan
        {
            Seed = seed,
            Region = region,
            Month = new DateOnly(2026, 1, 1).AddMonths(seed / Regions % MonthsUsed),
            Asks = asks,
            Loads = RandomLoads(asks.Sum(ask => ask.Packs), random),
            PackSizeThousandths = random.Next(1, 40) * 1_000L + random.Next(4) * 250,
            PriceMillionths = random.Next(1, 60) * 1_000_000L + random.Next(1_000_000),
            FeePpm = random.Next(5) is 0 ? 0 : random.Next(1, 50_000),
            FreightFen = random.Next(5) is 0 ? random.Next(1, 20) : random.Next(1, 300_000),
        };
    }

    public string On(int day) =>
        new DateOnly(Month.Year, Month.Month, Math.Min(day + DaysLater, DateTime.DaysInMonth(Month.Year, Month.Month)))
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string PackSizeText => ((decimal)PackSizeThousandths / 1_000).ToString(CultureInfo.InvariantCulture);

    public string PriceText => ((decimal)PriceMillionths / 1_000_000).ToString(CultureInfo.InvariantCulture);

    /// <summary>One to three deliveries, some packs rejected, sometimes some that never come.</summary>
    private static Load[] RandomLoads(long ordered, Random random)
    {
        var coming = random.Next(3) is 0 ? ordered - random.NextInt64(ordered / 4 + 1) : ordered;
        var loads = new List<Load>();
        while (coming > 0)
        {
            var delivered = loads.Count is 2 ? coming : random.NextInt64(1, coming + 1);
            var rejected = loads.Count is 0 || random.Next(2) is 0 ? 0 : random.NextInt64(delivered + 1);
            loads.Add(new Load(delivered, rejected));
            coming -= delivered;
        }

        return [.. loads];
    }

    private static long HalfUp(BigInteger numerator, BigInteger denominator) =>
        (long)(((numerator * 2) + denominator) / (denominator * 2));
}
