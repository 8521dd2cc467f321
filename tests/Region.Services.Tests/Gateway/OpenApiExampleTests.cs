using System.Text;
using System.Text.Json;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Http;
using Region.Gateway.OpenApi;
using Region.Gateway.Rest;
using Region.Kernel;
using Shouldly;

namespace Region.Services.Tests.Gateway;

/// <summary>Whoever copies an example from the document can send it.</summary>
public sealed class OpenApiExampleTests
{
    private static readonly JsonElement Document =
        JsonSerializer.SerializeToElement(OpenApiDocument.Of(RestCatalog.OfContracts));

    public static TheoryData<string> WithBody =>
        [.. RestCatalog.OfContracts.Where(method => method.HasBody).Select(method => method.Descriptor.FullName)];

    [Theory]
    [MemberData(nameof(WithBody))]
    public async Task An_example_body_is_read_as_its_request(string name)
    {
        var method = RestCatalog.OfContracts.First(one => one.HasBody && one.Descriptor.FullName == name);
        var operation = OperationOf(method);
        var context = new DefaultHttpContext();
        var body = operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json")
            .GetProperty("example").GetRawText();
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Request.ContentType = "application/json";
        var variables = method.Path.Variables;
        for (var index = 0; index < variables.Count; index++)
        {
            context.Request.RouteValues[PathTemplate.Parameter(index)] = operation.GetProperty("parameters")
                .EnumerateArray().First(one => one.Text("name") == variables[index].JsonName)
                .GetProperty("example").ToString();
        }

        var read = await RequestReader.ReadAsync(context, method);

        read.Succeeded(out var request, out var problem).ShouldBeTrue(problem?.Detail);
        foreach (var field in method.Descriptor.InputType.Fields.InDeclarationOrder()
            .Where(field => IsDay(field) && !field.IsRepeated))
        {
            BusinessDate.TryRead((string)field.Accessor.GetValue(request!), out _).ShouldBeTrue(field.FullName);
        }
    }

    [Fact]
    public void Every_body_of_every_method_has_an_example_and_it_is_small()
    {
        foreach (var method in RestCatalog.OfContracts)
        {
            var operation = OperationOf(method);
            var contents = operation.GetProperty("responses").EnumerateObject()
                .Select(answer => answer.Value.GetProperty("content"))
                .Concat(method.HasBody ? [operation.GetProperty("requestBody").GetProperty("content")] : [])
                .SelectMany(content => content.EnumerateObject())
                .Where(content => content.Name is not "application/octet-stream");
            foreach (var content in contents)
            {
                content.Value.TryGetProperty("example", out var example)
                    .ShouldBeTrue($"{method.Descriptor.FullName} {content.Name}");
                example.GetRawText().Length.ShouldBeLessThan(20_000, method.Descriptor.FullName);
            }
        }
    }

    [Fact]
    public void A_draft_says_its_version_and_whoever_changes_it_may_name_one()
    {
        var changing = RestCatalog.OfContracts.Where(method => method.Version is not null).ToArray();

        changing.Select(method => method.Descriptor.Name).ShouldContain("UpdateDraft");
        foreach (var method in changing)
        {
            var operation = OperationOf(method);
            operation.GetProperty("parameters").EnumerateArray().Select(one => one.Text("name"))
                .ShouldContain("If-Match");
            operation.GetProperty("responses").TryGetProperty("412", out _).ShouldBeTrue();
        }

        RestCatalog.OfContracts.Where(method => method.ShownVersion is not null)
            .Select(method => method.Descriptor.Name).ShouldContain("GetDraft");
    }

    private static bool IsDay(FieldDescriptor field) => field.FieldType is FieldType.String
        && (field.Name.EndsWith("_on", StringComparison.Ordinal)
            || field.Name.EndsWith("_date", StringComparison.Ordinal)
            || field.Name is "since" or "cut_off");

    private static JsonElement OperationOf(RestMethod method) => Document.GetProperty("paths")
        .GetProperty(method.Path.Public).GetProperty(method.Verb.ToLowerInvariant());
}
