using System.Reflection;
using Google.Api;
using Google.Protobuf.Reflection;
using Region.Contracts;
using Region.Contracts.Access.V1;

namespace Region.Services.Tests.Isolation;

/// <summary>Every method of the contracts at every host, read from the descriptors: a new one joins.</summary>
internal static class Slice
{
    internal const string Gateway = "login";

    /// <summary>Settings of the gateway, since tests ask more often than people do.</summary>
    internal static readonly string[] Unlimited =
    [
        "--Region:Limits:PerAddress:Burst=1000000",
        "--Region:Limits:PerToken:Burst=1000000",
        "--Region:Limits:Login:Burst=1000000",
    ];

    private static readonly string[] Hosts = ["villages", "procurement", "accounting", Gateway];

    internal static IReadOnlyList<Verb> All { get; } =
    [
        .. from type in typeof(Topics).Assembly.GetExportedTypes()
           where type.Name.EndsWith("Reflection", StringComparison.Ordinal)
           let property = type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)
           where property?.PropertyType == typeof(FileDescriptor)
           from service in ((FileDescriptor)property.GetValue(null)!).Services
           from method in service.Methods
           from host in HostsOf(service)
           orderby method.FullName, host
           select new Verb(host, method, method.GetOptions().GetExtension(AccessExtensions.Rule)),
    ];

    private static string[] HostsOf(ServiceDescriptor service) => service.File.Package switch
    {
        "region.operations.v1" => Hosts,
        "region.identity.v1" => [Gateway],
        var package => [package.Split('.')[1]],
    };
}

/// <summary>One method at one host, with its access rule.</summary>
internal sealed record Verb(string Host, MethodDescriptor Method, AccessRule Rule)
{
    internal bool IsPublic => Rule.Grants.Any(grant => grant.Scope is Scope.Public);

    /// <summary>Whether it only reads, as its HTTP verb says.</summary>
    internal bool Reads =>
        Method.GetOptions().GetExtension(AnnotationsExtensions.Http).PatternCase is HttpRule.PatternOneofCase.Get;

    internal string UnitField => Rule.UnitField;

    internal IEnumerable<Role> Strangers =>
        IsPublic ? [] : Enum.GetValues<Role>().Where(role => role is not Role.Unspecified).Except(Granted);

    internal IEnumerable<Role> Granted => Rule.Grants.SelectMany(grant => grant.Roles);

    internal Scope ScopeOf(Role role) => Rule.Grants.First(grant => grant.Roles.Contains(role)).Scope;

    public override string ToString() => $"{Method.Service.Name}.{Method.Name}@{Host}";
}
