using Google.Api;
using Google.Protobuf.Reflection;
using Region.Contracts;
using Region.Contracts.Access.V1;
using Region.Testing;
using Shouldly;

namespace Region.Architecture.Tests;

public sealed class ContractTests
{
    /// <summary>
    /// Their answer holds a secret, or their request a password; neither is to be stored under a request id. Repeated,
    /// they make another secret or are refused.
    /// </summary>
    private static readonly string[] AnswersASecret =
    [
        "region.identity.v1.SessionService.Login",
        "region.identity.v1.SessionService.ChangePassword",
        "region.identity.v1.SessionService.SetFirstPassword",
        "region.identity.v1.AccountService.CreateAccount",
        "region.identity.v1.AccountService.ResetAccount",
        "region.identity.v1.OwnAccountService.StartSecondFactor",
        "region.identity.v1.OwnAccountService.ConfirmSecondFactor",
        "region.identity.v1.OwnAccountService.RemoveSecondFactor",
        "region.identity.v1.OwnAccountService.CreateApiToken",
    ];

    private static string SnapshotPath =>
        Path.Combine(Repository.Root, "tests", "Region.Architecture.Tests", "contracts.snapshot");

    private static IEnumerable<FileDescriptor> Files =>
        from type in typeof(Topics).Assembly.GetTypes()
        where type.Name.EndsWith("Reflection", StringComparison.Ordinal)
        let property = type.GetProperty("Descriptor")
        where property?.PropertyType == typeof(FileDescriptor)
        select (FileDescriptor)property.GetValue(null)!;

    private static IEnumerable<MethodDescriptor> Methods =>
        Files.SelectMany(file => file.Services).SelectMany(service => service.Methods);

    [Fact]
    public void Every_method_carries_an_access_rule_and_an_http_mapping()
    {
        Methods.Count().ShouldBeGreaterThan(30);
        var broken =
            from method in Methods
            let rule = method.GetOptions()?.GetExtension(AccessExtensions.Rule)
            let http = method.GetOptions()?.GetExtension(AnnotationsExtensions.Http)
            where rule is null || rule.Grants.Count is 0 || http is null
                || rule.Grants.Any(grant => grant.Scope is Scope.Unspecified)
                || rule.Grants.Any(grant => grant.Roles.Count is 0 && grant.Scope is not Scope.Public)
            select method.FullName;

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void Every_unit_field_of_an_access_rule_is_a_text_field_of_the_request_where_a_grant_compares_it()
    {
        Scope[] comparing = [Scope.OwnBook, Scope.OwnVillage, Scope.OwnCompany, Scope.OwnRegion, Scope.RoundMember];
        var broken =
            from method in Methods
            let rule = method.GetOptions().GetExtension(AccessExtensions.Rule)
            let field = method.InputType.FindFieldByName(rule.UnitField)
            where rule.Grants.Any(grant => comparing.Contains(grant.Scope))
                && field?.FieldType is not FieldType.String
            select method.FullName;

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void Every_command_carries_a_request_id()
    {
        var broken =
            from method in Methods
            let http = method.GetOptions().GetExtension(AnnotationsExtensions.Http)
            where http.PatternCase is not HttpRule.PatternOneofCase.Get
                && !AnswersASecret.Contains(method.FullName, StringComparer.Ordinal)
                && method.FullName is not "region.accounting.v1.VoucherService.LookIntoVouchers"
                    and not "region.accounting.v1.PeriodService.PreviewYearEnd"
                    and not "region.accounting.v1.TransitionService.PreviewTransition"
                && method.InputType.FindFieldByName("request_id") is null
            select method.FullName;

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void Every_event_that_can_become_a_voucher_carries_its_accounting_date()
    {
        var events = Topics.All.Select(topic => topic.Event).ToHashSet(StringComparer.Ordinal);
        var messages = Files.SelectMany(file => file.MessageTypes).Where(type => events.Contains(type.Name)).ToArray();

        messages.Length.ShouldBe(events.Count);
        messages.Where(type => type.FindFieldByName("accounting_date") is null).ShouldBeEmpty();
    }

    [Fact]
    public void No_field_number_was_reused_or_changed()
    {
        var now = Files.SelectMany(file => file.MessageTypes).SelectMany(Lines)
            .Concat(Files.SelectMany(file => file.EnumTypes).SelectMany(Lines))
            .Order(StringComparer.Ordinal).ToArray();
        if (Environment.GetEnvironmentVariable("REGION_ACCEPT_CONTRACTS") is "1")
            File.WriteAllLines(SnapshotPath, now);

        var released = File.ReadAllLines(SnapshotPath);

        released.Except(now, StringComparer.Ordinal).ShouldBeEmpty(
            "a released field was removed or changed: only additive change within a version");
        now.Except(released, StringComparer.Ordinal).ShouldBeEmpty(
            "new fields: run once with REGION_ACCEPT_CONTRACTS=1 and commit the snapshot");
    }

    private static IEnumerable<string> Lines(MessageDescriptor message) =>
        from field in message.Fields.InDeclarationOrder()
        select $"{message.FullName} {field.FieldNumber} {field.Name} {(field.IsRepeated ? "repeated " : "")}"
            + (field.FieldType is FieldType.Message ? field.MessageType.FullName
                : field.FieldType is FieldType.Enum ? field.EnumType.FullName
                : field.FieldType.ToString());

    private static IEnumerable<string> Lines(EnumDescriptor type) =>
        from value in type.Values
        select $"{type.FullName} {value.Number} {value.Name}";
}
