using System.Reflection;
using Grpc.Net.Client;
using Shouldly;

namespace Region.Platform.Tests.Wire;

/// <summary>Nothing above the stand-in may use a member that the official packages lack.</summary>
public sealed class ApiSurfaceTests
{
    [Theory]
    [InlineData(typeof(GrpcChannel), 100)]
    [InlineData(typeof(OpenTelemetry.OpenTelemetryBuilder), 10)]
    public void Every_public_member_exists_in_the_official_packages_with_the_same_signature(Type one, int atLeast)
    {
        var official = ApiSurface.Read(Fixture.Read("grpc-api.txt")).ToHashSet(StringComparer.Ordinal);
        var ours = ApiSurface.Of(one.Assembly).ToList();

        var surplus = ours.Where(line => !official.Contains(line)).ToList();

        ours.Count.ShouldBeGreaterThan(atLeast);
        surplus.ShouldBeEmpty();
    }

    [Fact]
    public void The_comparison_sees_a_foreign_member()
    {
        var official = ApiSurface.Read(Fixture.Read("grpc-api.txt")).ToHashSet(StringComparer.Ordinal);

        var foreign = ApiSurface.Of(Assembly.GetExecutingAssembly()).ToList();

        foreign.ShouldNotBeEmpty();
        foreign.ShouldAllBe(line => !official.Contains(line));
    }
}
