using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;

namespace Region.Gateway.OpenApi;

/// <summary>What a field of a name usually holds, from the sample's world.</summary>
internal static class ExampleValues
{
    private const string Id = "019c8d4e-5a10-7c3b-9f21-0a4b6c8d1e2f";

    private static readonly FrozenDictionary<string, string> Texts = new Dictionary<string, string>(
        StringComparer.Ordinal)
    {
        ["request_id"] = "019c8d4e-7b21-7d4c-8a32-1b5c7d9e2f30",
        ["region"] = "R01",
        ["company"] = "C01",
        ["village"] = "V0101",
        ["book"] = "V0101",
        ["unit"] = "V0101",
        ["issuer"] = "S01",
        ["supplier"] = "S01",
        ["carrier"] = "S02",
        ["payee"] = "S01",
        ["coop"] = "V0105",
        ["issuer_name"] = "样例供应商",
        ["supplier_name"] = "样例供应商",
        ["carrier_name"] = "样例运输队",
        ["name"] = "样例名称",
        ["village_name"] = "晨光村",
        ["account"] = "513",
        ["account_name"] = "管理费用",
        ["parent"] = "513",
        ["code"] = "M001",
        ["item_code"] = "M001",
        ["asset_code"] = "G001",
        ["category"] = "机械设备",
        ["item_name"] = "橡筋圈坯",
        ["base_unit"] = "kg",
        ["pack_unit"] = "袋",
        ["quantity_unit"] = "kg",
        ["pack_size"] = "25",
        ["quantity"] = "50.000",
        ["units"] = "50.000",
        ["unit_price"] = "18.450000",
        ["minimum_quantity"] = "100",
        ["packs"] = "2",
        ["stock"] = "M001",
        ["counterparty"] = "S01",
        ["counterparty_name"] = "样例供应商",
        ["project"] = "P01",
        ["purpose"] = "生产",
        ["title"] = "P1 橡筋圈坯",
        ["summary"] = "购买办公用品",
        ["word"] = "记",
        ["reason"] = "金额写错，重新填制",
        ["note"] = "公章一枚、支票一本",
        ["text"] = "三月运费为何增加？",
        ["raised_by"] = "村民甲",
        ["month"] = "2026-03",
        ["from_month"] = "2026-01",
        ["to_month"] = "2026-03",
        ["first_month"] = "2026-03",
        ["period"] = "2026-03",
        ["year"] = "2026",
        ["login"] = "v0101.accountant",
        ["logins"] = "v0101.accountant",
        ["replaces"] = "v0101.former",
        ["password"] = "晨光村的老槐树-1962",
        ["new_password"] = "晨光村的新水渠-2026",
        ["subject"] = "248289761001",
        ["number"] = "01234567",
        ["invoice_number"] = "01234567",
        ["list_number"] = "1",
        ["bank_reference"] = "HD20260331001",
        ["bank_account"] = "10201",
        ["cut_off"] = "2026-03-04",
        ["since"] = "2026-01-01",
        ["as_of"] = "2026-03-31",
        ["known_at"] = "2026-03-31T08:00:00Z",
        ["in_service"] = "2026-01-15",
        ["closed_through"] = "2026-02",
        ["span"] = "2026-03",
        ["valid_from"] = "2026-01-01",
        ["holds_from"] = "2026-01-01",
        ["statement"] = "balance-sheet",
        ["service"] = "accounting",
        ["file_name"] = "收据.pdf",
        ["media_type"] = "application/pdf",
        ["step"] = "check",
        ["token"] = "region_Zm9v…",
        ["access_token"] = "eyJhbGciOiJFUzI1NiJ9…",
        ["secret"] = "JBSWY3DPEHPK3PXP",
        ["uri"] = "otpauth://totp/v0101.accountant?secret=JBSWY3DPEHPK3PXP",
        ["qr_svg"] = "<svg>…</svg>",
        ["recovery_codes"] = "K7QWE-2RTYU-IOPAS-DFGHJ",
        ["way"] = "password",
        ["agent"] = "Mozilla/5.0",
        ["address"] = "192.0.2.17",
        ["act"] = "check",
        ["rule_version"] = "1",
        ["credit_code"] = "N2410000MADEM0011G",
        ["industry"] = "皮筋头饰",
        ["town"] = "样例镇甲",
        ["next_page_token"] = "",
        ["page_token"] = "",
        ["refusal"] = "",
        ["locked_reason"] = "",
        ["revoked_at"] = "",
        ["end_reason"] = "",
        ["amount_in_words"] = "人民币壹佰贰拾叁元肆角伍分",
        ["remaining_work"] = "1000",
        ["work_total"] = "1000",
        ["no_attachments_reason"] = "",
        ["negative_cash_reason"] = "",
        ["meeting"] = "2026年3月村民代表会议",
        ["event_id"] = Id,
        ["topic"] = "procurement.settlement-allocated.v1",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Tables = new Dictionary<string, string>(
        StringComparer.Ordinal)
    {
        ["posts_table"] = "login,name,role,unit,ends_on\nv0101.accountant,样例会计一,village_accountant,V0101,\n",
        ["regions_table"] = "region,name,industry,town\nR01,样例发饰区域党委,皮筋头饰,样例镇甲\n",
        ["balance_table"] = "科目编码,科目名称,借方,贷方\n101,现金,100.00,\n301,资本,,100.00\n",
        ["mapping_table"] = "旧科目编码,新科目编码\n101,101\n",
        ["file_content"] = "%PDF-1.7",
        ["ImportRequisitionsRequest"] = "村编码,件数,用途\nV0101,5,生产\n",
        ["ImportDraftsRequest"] = "凭证号,日期,字,摘要,科目编码,借方,贷方\n1,2026-03-31,记,办公用品,513,100.00,\n"
            + "1,2026-03-31,记,办公用品,101,,100.00\n",
        ["ImportStatementRequest"] = "日期,收入,支出,余额,摘要\n2026-03-31,100.00,,100.00,存入\n",
        ["ImportOpeningRequest"] = "账套,科目编码,借方,贷方\nV0101,101,100.00,\nV0101,301,,100.00\n",
        ["ImportOpeningsRequest"] = "账套,科目编码,借方,贷方\nV0101,101,100.00,\nV0101,301,,100.00\n",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int> Numbers = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["page_size"] = 50,
        ["year"] = 2026,
        ["version"] = 3,
        ["attachments"] = 2,
        ["life_months"] = 120,
        ["remaining_months"] = 117,
        ["expires_in_seconds"] = 900,
        ["population"] = 1620,
        ["households"] = 455,
        ["fee_ppm"] = 15_000,
        ["residual_ppm"] = 50_000,
        ["appropriation_ppm"] = 100_000,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A value that the field's type takes.</summary>
    public static JsonNode Of(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Bool => JsonValue.Create(true),
        FieldType.Bytes => Convert.ToBase64String(Encoding.UTF8.GetBytes(TableOf(field))),
        FieldType.Int32 or FieldType.SInt32 or FieldType.UInt32 => Numbers.GetValueOrDefault(field.Name, 1),
        FieldType.Int64 or FieldType.SInt64 or FieldType.UInt64 => Long(field.Name),
        _ => TextOf(field.Name),
    };

    // proto3 JSON writes 64-bit integers as text.
    private static string Long(string name) => name.EndsWith("_fen", StringComparison.Ordinal)
        ? "12345"
        : Numbers.GetValueOrDefault(name, 2).ToString(CultureInfo.InvariantCulture);

    private static string TableOf(FieldDescriptor field) =>
        Tables.GetValueOrDefault(field.Name)
        ?? Tables.GetValueOrDefault(field.ContainingType.Name, "");

    private static string TextOf(string name)
    {
        if (Texts.TryGetValue(name, out var known))
            return known;

        var ending = name[(name.LastIndexOf('_') + 1)..];
        return ending switch
        {
            "id" or "ids" => Id,
            "on" or "date" => "2026-03-31",
            "at" => "2026-03-31T08:00:00Z",
            "login" or "by" => "v0101.accountant",
            "hash" or "hashes" or "head" => "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "name" => "样例名称",
            "quantity" => "50.000",
            "price" => "18.450000",
            "code" => "123456",
            _ => "样例",
        };
    }
}
