namespace Region.Procurement;

/// <summary>The fields of requests as people call them; fields of tables are in Chinese already.</summary>
internal static class RefusedFields
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["title"] = "批次名称",
        ["item.code"] = "物资编码",
        ["item.name"] = "物资名称",
        ["item.base_unit"] = "计量单位",
        ["item.pack_unit"] = "包装单位",
        ["item.pack_size"] = "每件含量",
        ["mode"] = "采购方式",
        ["cut_off"] = "申报截止日",
        ["opened_on"] = "开展日期",
        ["approved_on"] = "批准日期",
        ["fee_ppm"] = "代购费率",
        ["region"] = "区域",
        ["round_id"] = "批次",
        ["caller"] = "经办人",
        ["village"] = "村",
        ["packs"] = "件数",
        ["purpose"] = "用途",
        ["requested_on"] = "申报日期",
        ["table"] = "申报表",
        ["amount_fen"] = "金额",
        ["paid_on"] = "付款日期",
        ["received_on"] = "到账日期",
        ["bank_reference"] = "银行回单号",
        ["supplier"] = "供应商编码",
        ["supplier_name"] = "供应商名称",
        ["unit_price"] = "单价",
        ["minimum_quantity"] = "起订量",
        ["quoted_on"] = "报价日期",
        ["quote_id"] = "报价",
        ["reason"] = "理由",
        ["proposed_on"] = "提出日期",
        ["ordered_on"] = "下单日期",
        ["delivered_packs"] = "到货件数",
        ["rejected_packs"] = "拒收件数",
        ["delivered_on"] = "到货日期",
        ["corrects_delivery_id"] = "被更正的验收单",
        ["delivery_id"] = "验收单",
        ["signed_on"] = "签认日期",
        ["kind"] = "票据种类",
        ["number"] = "票号",
        ["issuer"] = "开票单位编码",
        ["issuer_name"] = "开票单位名称",
        ["billed_on"] = "开票日期",
        ["invoice_name"] = "发票抬头",
        ["vat_fen"] = "税额",
        ["settled_on"] = "结算日期",
        ["page_size"] = "每页条数",
        ["page_token"] = "翻页标记",
    };

    internal static string InChinese(string field) => Names.GetValueOrDefault(field, field);
}
