using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Region.Contracts.Access.V1;
using Region.Gateway.Rest;

namespace Region.Gateway.OpenApi;

/// <summary>The parts of the document that are not in the protos.</summary>
internal static class OpenApiTexts
{
    public const string Introduction =
        """
        所有接口均使用 proto3 JSON：字段名为 lowerCamelCase，64 位整数写成字符串，金额以分计，日期为 YYYY-MM-DD，表格内容用 Base64。

        先用 `POST /v1/login` 登录，再把 `accessToken` 填入 Authorize（请求头 `Authorization: Bearer …`），有效期不超过 15 分钟。

        写操作须带 `requestId`（或请求头 `Idempotency-Key`）：同一请求号、同样内容，得到同样的答复；内容不同则被拒绝。

        出错时答复 `application/problem+json`（RFC 9457），`detail` 为中文说明，`errors` 指明字段。
        """;

    /// <summary>Who may call a method, from its access rule.</summary>
    public static string Access(MethodDescriptor method)
    {
        var grants = method.GetOptions()?.GetExtension(AccessExtensions.Rule)?.Grants ?? [];
        var lines = grants.Select(grant =>
            $"- {Reach(grant.Scope)}：{string.Join("、", grant.Roles.Select(Name))}".TrimEnd('：'));
        return "可调用者：\n" + string.Join('\n', lines);
    }

    public static JsonObject IdempotencyKey() => new()
    {
        ["name"] = RequestReader.IdempotencyKey,
        ["in"] = "header",
        ["required"] = false,
        ["description"] = "可代替内容中的 requestId；两者都有时必须一致。",
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    public static JsonObject IfMatch() => new()
    {
        ["name"] = Versions.IfMatch,
        ["in"] = "header",
        ["required"] = false,
        ["description"] = "读取时答复的 ETag，可代替内容中的 version；已被别人修改时答复 412，什么都不改。两者都有时必须一致。",
        ["schema"] = new JsonObject { ["type"] = "string" },
        ["example"] = "\"3\"",
    };

    public static JsonObject EntityTag() => new()
    {
        ["ETag"] = new JsonObject
        {
            ["description"] = "内容的版本；修改时放入请求头 If-Match。",
            ["schema"] = new JsonObject { ["type"] = "string" },
            ["example"] = "\"3\"",
        },
    };

    public static JsonObject ProblemSchema() => Whole(new JsonObject
    {
        ["type"] = Text("urn:region:problem:<domain>:<reason>"),
        ["title"] = Text("问题类别"),
        ["status"] = new JsonObject { ["type"] = "integer" },
        ["detail"] = Text("中文说明"),
        ["instance"] = Text("请求的路径"),
        ["code"] = Text("gRPC 状态名，如 FAILED_PRECONDITION"),
        ["reason"] = Text("违反的规则，如 PACK_FRACTION"),
        ["domain"] = Text("规则所属，如 procurement.region"),
        ["errors"] = new JsonObject
        {
            ["type"] = "array",
            ["items"] = Whole(new JsonObject
            {
                ["field"] = Text("字段，或表格中的位置"),
                ["reason"] = Text("违反的规则"),
                ["message"] = Text("中文说明"),
            }),
        },
        ["traceId"] = Text("排查时提供给运维"),
    });

    /// <summary>What people call a role.</summary>
    public static string Name(Role role) => role switch
    {
        Role.Secretary => "书记",
        Role.CommitteeMember => "党委委员",
        Role.CountyOffice => "县专班",
        Role.Auditor => "审计",
        Role.Manager => "职业经理人",
        Role.Buyer => "采购员",
        Role.Receiver => "收货员",
        Role.CompanyAccountant => "公司会计",
        Role.Cashier => "出纳",
        Role.VillageAccountant => "村会计",
        Role.VillageHead => "村主任",
        Role.Supervisor => "村务监督员",
        Role.Operator => "运维",
        Role.Service => "系统服务",
        Role.Unspecified => "",
    };

    private static string Reach(Scope scope) => scope switch
    {
        Scope.OwnBook => "本账套",
        Scope.OwnVillage => "本村",
        Scope.OwnCompany => "本公司所在区域",
        Scope.OwnRegion => "本区域",
        Scope.RoundMember => "本村参加的批次",
        Scope.County => "全县",
        Scope.Service => "服务之间",
        Scope.Public => "无需登录",
        Scope.Self => "本人账号",
        Scope.Unspecified => "",
    };

    private static JsonObject Text(string description) =>
        new() { ["type"] = "string", ["description"] = description };

    private static JsonObject Whole(JsonObject properties) =>
        new() { ["type"] = "object", ["properties"] = properties };
}
