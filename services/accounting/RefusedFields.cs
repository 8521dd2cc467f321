using System.Globalization;
using System.Text.RegularExpressions;

namespace Region.Accounting;

/// <summary>The fields of requests as people call them; places in tables are in Chinese already.</summary>
internal static partial class RefusedFields
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["account"] = "科目",
        ["accounting_date"] = "凭证日期",
        ["appropriation_fen"] = "提取公积",
        ["asset_code"] = "资产编号",
        ["attachments"] = "附件张数",
        ["balance_table"] = "旧账余额表",
        ["bank_account"] = "银行科目",
        ["book"] = "账套",
        ["category"] = "类别",
        ["changed_on"] = "变动日期",
        ["closed_on"] = "停用日期",
        ["corrects_voucher_id"] = "订正的凭证",
        ["counterparty"] = "往来单位",
        ["counterparty_name"] = "往来单位名称",
        ["credit_fen"] = "贷方金额",
        ["debit_fen"] = "借方金额",
        ["depreciated_fen"] = "已提折旧",
        ["disposed_on"] = "处置日期",
        ["distributions"] = "分配明细",
        ["file_hashes"] = "附件",
        ["file_name"] = "文件名",
        ["first_month"] = "起始月份",
        ["from_date"] = "起始日期",
        ["from_month"] = "起始月份",
        ["in_service"] = "投入使用日期",
        ["item_code"] = "编码",
        ["kind"] = "档案种类",
        ["known_at"] = "记账截至时刻",
        ["ledger_table"] = "账表",
        ["level"] = "级次",
        ["life_months"] = "使用月数",
        ["line"] = "行次",
        ["loss_cover_fen"] = "弥补亏损",
        ["mapping_table"] = "补充对照表",
        ["meeting"] = "会议决议",
        ["method"] = "折旧方法",
        ["month"] = "月份",
        ["name"] = "名称",
        ["negative_cash_reason"] = "现金透支的原因",
        ["no_attachments_reason"] = "没有附件的原因",
        ["opening_date"] = "建账日期",
        ["original_fen"] = "原值",
        ["outstanding_fen"] = "期初未达账项",
        ["page_size"] = "每页条数",
        ["page_token"] = "翻页标记",
        ["parent"] = "上级科目",
        ["period"] = "期间",
        ["postings"] = "分录",
        ["project"] = "项目",
        ["quantity"] = "数量",
        ["quantity_unit"] = "计量单位",
        ["raised_by"] = "村民姓名",
        ["reason"] = "原因",
        ["recurrence"] = "周期",
        ["remaining_months"] = "还要提的月数",
        ["remaining_work"] = "剩余工作量",
        ["residual_fen"] = "净残值",
        ["residual_ppm"] = "净残值率",
        ["reversed_on"] = "红字凭证日期",
        ["state"] = "状态",
        ["statement"] = "报表",
        ["stock"] = "存货",
        ["summary"] = "摘要",
        ["table"] = "表格",
        ["text"] = "内容",
        ["to_date"] = "截止日期",
        ["to_month"] = "截止月份",
        ["units"] = "工作量",
        ["use"] = "用途",
        ["version"] = "版本",
        ["word"] = "凭证字",
        ["work_total"] = "总工作量",
        ["year"] = "年度",
    };

    internal static string InChinese(string field)
    {
        var place = Place().Match(field);
        if (!place.Success)
            return Names.GetValueOrDefault(field, field);

        var number = int.Parse(place.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        var rest = place.Groups["rest"].Value;
        var name = rest.Length > 0 ? Names.GetValueOrDefault(rest, rest) : "";
        return string.Create(CultureInfo.InvariantCulture, $"第 {number + 1} 行{name}");
    }

    [GeneratedRegex(
        @"^(?:postings|lines|distributions)\[(?<number>\d{1,6})\](?:\.(?<rest>\w+))?$", RegexOptions.None, 1000)]
    private static partial Regex Place();
}
