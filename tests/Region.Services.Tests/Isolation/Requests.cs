using System.Globalization;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Region.Services.Tests.Isolation;

/// <summary>
/// Fills any request of the contracts by the names of its fields. A name that it does not know fails the test: whoever
/// adds a method with a new kind of reference says here whose it is.
/// </summary>
internal static class Requests
{
    /// <summary>References to what belongs to one unit: absent must look like another's.</summary>
    internal static readonly string[] Ids =
    [
        "region", "book", "round_id", "prepayment_id", "quote_id", "delivery_id", "corrects_delivery_id", "voucher_id",
        "event_id", "service", "objection_id", "draft_id", "template_id", "file_hash",
        "event_id", "service", "draft_id", "template_id", "file_hash",
        "event_id", "service", "match_id",
    ];

    /// <summary>References that are not looked up for themselves, but within the caller's own unit.</summary>
    internal static readonly string[] Names = ["village", "issuer", "unit", "table", "page_token"];

    private static readonly Dictionary<string, object> Values = new(StringComparer.Ordinal)
    {
        ["request_id"] = "isolation-0001",
        ["title"] = "隔离检查",
        ["code"] = "M001",
        ["name"] = "橡筋圈坯",
        ["base_unit"] = "kg",
        ["pack_unit"] = "袋",
        ["pack_size"] = "25",
        ["mode"] = 1,
        ["kind"] = 1,
        ["role"] = 0,
        ["cut_off"] = "2026-03-04",
        ["opened_on"] = "2026-03-02",
        ["approved_on"] = "2026-03-31",
        ["requested_on"] = "2026-03-03",
        ["paid_on"] = "2026-03-31",
        ["received_on"] = "2026-03-31",
        ["quoted_on"] = "2026-03-03",
        ["proposed_on"] = "2026-03-31",
        ["ordered_on"] = "2026-03-31",
        ["delivered_on"] = "2026-03-31",
        ["signed_on"] = "2026-03-31",
        ["billed_on"] = "2026-03-31",
        ["settled_on"] = "2026-03-31",
        ["reversed_on"] = "2026-03-31",
        ["opening_date"] = "2026-01-01",
        ["joined_on"] = "2025-12-31",
        ["since"] = "2025-12-31",
        ["month"] = "",
        ["from_month"] = "",
        ["to_month"] = "",
        ["from_date"] = "",
        ["to_date"] = "",
        ["as_of"] = "",
        ["known_at"] = "",
        ["level"] = 0,
        ["details"] = 0,
        ["column"] = 0,
        ["columns"] = 0,
        ["format"] = 2,
        ["ledger_table"] = 5,
        ["statement"] = "balance-sheet",
        ["line"] = 1,
        ["period"] = "2026-01",
        ["text"] = "隔离检查",
        ["raised_by"] = "村民甲",
        ["fee_ppm"] = 15_000,
        ["asset_code"] = "G001",
        ["category"] = "机械设备",
        ["in_service"] = "2026-01-15",
        ["use"] = 1,
        ["method"] = 1,
        ["original_fen"] = 120_000,
        ["residual_ppm"] = 0,
        ["residual_fen"] = 0,
        ["life_months"] = 12,
        ["remaining_months"] = 12,
        ["remaining_work"] = "",
        ["work_total"] = "",
        ["depreciated_fen"] = 0,
        ["depreciated_months"] = 0,
        ["changed_on"] = "2026-03-31",
        ["disposed_on"] = "2026-03-31",
        ["units"] = "1",
        ["packs"] = "1",
        ["purpose"] = "生产",
        ["amount_fen"] = 100,
        ["bank_reference"] = "HD-1",
        ["supplier"] = "S09",
        ["supplier_name"] = "样例供应商",
        ["unit_price"] = "18.45",
        ["minimum_quantity"] = "1",
        ["delivered_packs"] = 0,
        ["rejected_packs"] = 1,
        ["reason"] = "隔离检查用",
        ["number"] = "FP-9",
        ["issuer_name"] = "样例供应商",
        ["invoice_name"] = "",
        ["vat_fen"] = 0,
        ["page_size"] = 1,
        ["version"] = 1,
        ["state"] = 0,
        ["word"] = "记",
        ["accounting_date"] = "2026-03-31",
        ["summary"] = "隔离检查",
        ["attachments"] = 1,
        ["account"] = "121",
        ["account_name"] = "",
        ["counterparty"] = "",
        ["counterparty_name"] = "",
        ["debit_fen"] = 100,
        ["credit_fen"] = 0,
        ["project"] = "",
        ["parent"] = "101",
        ["counterparty_use"] = 0,
        ["project_use"] = 0,
        ["stock_use"] = 0,
        ["takes_automatic"] = 0,
        ["closed_on"] = "2026-12-31",
        ["item_code"] = "W001",
        ["quantity_unit"] = "",
        // Off balance, so that it is refused whatever else stands in it.
        ["balance_table"] = Bytes("科目编码,科目名称,借方,贷方\n101,现金,5.00,\n"),
        ["mapping_table"] = Bytes(""),
        ["stock"] = "",
        ["quantity"] = "",
        ["no_attachments_reason"] = "",
        ["negative_cash_reason"] = "",
        ["corrects_voucher_id"] = "",
        ["recurrence"] = 1,
        ["first_month"] = "",
        ["file_name"] = "收据.pdf",
        ["file_content"] = Bytes("%PDF-1.7"),
        ["year"] = 2026,
        ["loss_cover_fen"] = 0,
        ["appropriation_ppm"] = 0,
        ["appropriation_fen"] = 0,
        ["meeting"] = "",
        ["bank_account"] = "",
        ["outstanding_fen"] = 0,
        ["unmatched_only"] = 0,
        ["clears_start"] = 0,
        ["login"] = "v0101.accountant",
        ["password"] = Region.Gateway.Identity.SampleLogins.Password,
        ["new_password"] = "另一个很长的密码-7",
        ["session_id"] = "none",
        ["token_id"] = "none",
        ["ends_on"] = "2026-03-31",
        ["held_on"] = "",
        ["replaces"] = "",
        ["subject"] = "sub-9",
        ["from_login"] = "v0101.accountant",
        ["to_login"] = "r01.cashier",
        ["handed_over_on"] = "2026-03-31",
        ["note"] = "",
        ["posts_table"] = Bytes("login,name,role,unit\n"),
        ["regions_table"] = Bytes("region,name,industry,town\n"),
        ["companies_table"] = Bytes(""),
        ["villages_table"] = Bytes(""),
    };

    /// <summary>The request of a method with references from one place.</summary>
    internal static IMessage Fill(Verb verb, Ids ids) =>
        Fill(verb.Method.InputType, field => ids.Find(field, verb.Host), top: true);

    /// <summary>The same request with one field replaced.</summary>
    internal static IMessage With(Verb verb, IMessage request, string field, string value)
    {
        var changed = verb.Method.InputType.Parser.ParseFrom(request.ToByteArray());
        Set(changed, verb.Method.InputType.FindFieldByName(field), value);
        return changed;
    }

    /// <summary>The references that a request has besides the one that names the unit.</summary>
    internal static IEnumerable<string> ReferencesOf(Verb verb) =>
        from field in verb.Method.InputType.Fields.InDeclarationOrder()
        where field.Name != verb.UnitField && (Ids.Contains(field.Name) || Names.Contains(field.Name))
        select field.Name;

    /// <summary>What somebody would type into a field of this name; empty where nobody needs to.</summary>
    internal static string TypedOf(string field) => Values.GetValueOrDefault(field) switch
    {
        string text => text,
        int fen when field.EndsWith("_fen", StringComparison.Ordinal) =>
            (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture),
        int partsPerMillion when field.EndsWith("_ppm", StringComparison.Ordinal) =>
            (partsPerMillion / 10_000m).ToString(CultureInfo.InvariantCulture),
        int number => number.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };

    private static IMessage Fill(MessageDescriptor type, Func<FieldDescriptor, string?> reference, bool top)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            if (field.IsRepeated)
                continue;

            if (field.FieldType is FieldType.Message)
                field.Accessor.SetValue(message, Fill(field.MessageType, reference, top: false));
            else if (top && reference(field) is { } id)
                Set(message, field, id);
            else if (Values.TryGetValue(field.Name, out var value))
                Set(message, field, value);
            else
                throw new InvalidOperationException($"The generator of requests does not know {field.FullName}.");
        }

        return message;
    }

    private static void Set(IMessage message, FieldDescriptor field, object value) =>
        field.Accessor.SetValue(message, field.FieldType switch
        {
            FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, value),
            FieldType.Int32 => Convert.ToInt32(value, CultureInfo.InvariantCulture),
            FieldType.Bool => Convert.ToBoolean(value, CultureInfo.InvariantCulture),
            FieldType.Int64 => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            FieldType.Bytes when value is string text => Bytes(text),
            _ => value,
        });

    private static ByteString Bytes(string text) => ByteString.CopyFrom(Encoding.UTF8.GetBytes(text));
}

/// <summary>What exists in one place: the values of reference fields by name.</summary>
internal sealed record Ids(IReadOnlyDictionary<string, string> Known)
{
    /// <summary>The reference for a field; null where the field refers to nothing.</summary>
    internal string? Find(FieldDescriptor field, string host) => field.Name switch
    {
        "service" => Known.GetValueOrDefault("service", host is Slice.Gateway ? "gateway" : host),
        "table" => Table(field, Known["table"]),
        _ => Known.GetValueOrDefault(field.Name),
    };

    internal Ids With(string field, string value) =>
        new(new Dictionary<string, string>(Known, StringComparer.Ordinal) { [field] = value });

    private static string Table(FieldDescriptor field, string code) => field.ContainingType.Name switch
    {
        "ImportRequisitionsRequest" => $"村编码,件数,用途\n{code},5,\n",
        // Off balance, so that it is refused whatever else stands in it.
        "ImportDraftsRequest" =>
            $"凭证号,日期,字,摘要,科目编码,借方,贷方,往来单位\n1,2026-03-31,记,隔离检查,112,5.00,,{code}\n",
        // Its balance fits no book, so that it is refused whatever else stands in it.
        "ImportStatementRequest" => $"日期,收入,余额,摘要\n2026-03-31,5.00,-77.00,{code}\n",
        "ImportOpeningRequest" or "ImportOpeningsRequest" =>
            $"账套,科目编码,往来单位,往来单位名称,借方,贷方\n{code},101,,,5.00,\n{code},301,,,,5.00\n",
        _ => throw new InvalidOperationException($"The generator of tables does not know {field.FullName}."),
    };
}
