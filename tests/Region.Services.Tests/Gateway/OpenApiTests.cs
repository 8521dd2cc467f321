using System.Net;
using System.Text.Json;
using Google.Protobuf.Reflection;
using Region.Gateway.OpenApi;
using Region.Gateway.Rest;
using Shouldly;

namespace Region.Services.Tests.Gateway;

public sealed class OpenApiTests
{
    private static readonly JsonElement Document =
        JsonSerializer.SerializeToElement(OpenApiDocument.Of(RestCatalog.OfContracts));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static IEnumerable<JsonElement> Operations =>
        from path in Document.GetProperty("paths").EnumerateObject()
        from verb in path.Value.EnumerateObject()
        select verb.Value;

    [Fact]
    public void Every_method_of_every_service_is_listed_once()
    {
        var listed = Operations.Select(operation => operation.Text("operationId"));
        var offered =
            from type in typeof(Region.Contracts.Topics).Assembly.GetExportedTypes()
            where type.GetProperty("Descriptor")?.PropertyType == typeof(ServiceDescriptor)
            from method in ((ServiceDescriptor)type.GetProperty("Descriptor")!.GetValue(null)!).Methods
            select $"{method.Service.Name}_{method.Name}";

        listed.ShouldBe(offered, ignoreOrder: true);
    }

    [Fact]
    public void Every_reference_leads_to_a_schema()
    {
        var schemas = Document.GetProperty("components").GetProperty("schemas");
        var references = References(Document).ToArray();

        references.ShouldNotBeEmpty();
        foreach (var reference in references)
        {
            reference.ShouldStartWith("#/components/schemas/");
            schemas.TryGetProperty(reference["#/components/schemas/".Length..], out _).ShouldBeTrue(reference);
        }
    }

    [Fact]
    public void Comments_of_the_protos_stand_beside_methods_fields_and_enum_values()
    {
        var schemas = Document.GetProperty("components").GetProperty("schemas");

        Operations.Single(operation => operation.Text("operationId") is "BookService_ExportLedger")
            .Text("summary").ShouldBe("The whole book in ledger-cli / hledger syntax.");
        schemas.GetProperty("region.accounting.v1.Posting").GetProperty("properties").GetProperty("debitFen")
            .Text("description").ShouldBe("One of the two is zero; negative on red vouchers.");
        schemas.GetProperty("region.access.v1.Role").Text("description").ShouldContain("区域党委书记");
    }

    [Fact]
    public void Only_public_methods_need_no_token()
    {
        var open = Operations.Where(operation => operation.GetProperty("security").GetArrayLength() is 0)
            .Select(operation => operation.Text("operationId"));

        open.ShouldBe(
        [
            "DisclosureService_ListSheets", "DisclosureService_GetSheet", "SessionService_Login",
            "SessionService_ChangePassword", "SessionService_SetFirstPassword",
        ]);
    }

    [Fact]
    public void Path_parameters_are_declared_and_required()
    {
        var approve = Document.GetProperty("paths").GetProperty("/v1/regions/{region}/rounds/{roundId}:approve")
            .GetProperty("post");

        approve.GetProperty("parameters").EnumerateArray()
            .Where(parameter => parameter.Text("in") is "path" && parameter.GetProperty("required").GetBoolean())
            .Select(parameter => parameter.Text("name"))
            .ShouldBe(["region", "roundId"]);
    }

    [Fact]
    public async Task The_document_and_its_page_are_served_from_here_alone()
    {
        await using var world = await GatewayWorld.StartAsync(Token);

        using var document = await world.Http.GetAsync("/openapi.json", Token);
        (await document.JsonAsync(Token)).Text("openapi").ShouldBe("3.1.0");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/openapi.json");
        again.Headers.IfNoneMatch.Add(document.Headers.ETag!);
        (await world.Http.SendAsync(again, Token)).StatusCode.ShouldBe(HttpStatusCode.NotModified);

        foreach (var path in (string[])["/api/index.html", "/api/index.js", "/api/swagger-ui-bundle.js"])
        {
            using var part = await world.Http.GetAsync(path, Token);
            part.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        }

        (await world.Http.GetStringAsync("/api/index.html", Token)).ShouldNotContain("//");
        (await world.Http.GetStringAsync("/api/index.js", Token)).ShouldContain("/openapi.json");
    }

    private static IEnumerable<string> References(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member =>
            member.Name is "$ref" ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
