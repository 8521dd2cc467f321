using System.Text.RegularExpressions;
using Google.Protobuf;
using Region.Gateway.Rest;

namespace Region.Gateway.Web;

/// <summary>What came of a form.</summary>
internal static partial class Answers
{
    /// <summary>Puts fields of the answer into an address, such as /books/V0101/drafts/{draft.draft_id}.</summary>
    public static string FillIn(string address, IMessage answer) => Place().Replace(address, match =>
        FieldPath.Resolve(answer.Descriptor, match.Groups["field"].Value)?.Read(answer) is string value
            ? Uri.EscapeDataString(value) : "");

    /// <summary>What was done, in a sentence; empty for other methods, so that nobody can invent one.</summary>
    public static string Sentence(string method) => method switch
    {
        "OpenRound" => "批次已发起，等待书记批准。",
        "ApproveRound" => "批次已批准，各村可以申报了。",
        "SubmitRequisition" => "需求已申报。",
        "ImportRequisitions" => "需求已导入。",
        "DeclarePrepayment" => "预付款已登记，等待公司会计确认到账。",
        "ConfirmPrepayment" => "到账已确认，两本账各记一张凭证。",
        "RecordQuote" => "报价已录入。",
        "ProposeAward" => "定标建议已提交，等待书记批准。",
        "ApproveAward" => "定标已批准，经理可以下单了。",
        "PlaceOrder" => "订单已下。",
        "RecordDelivery" => "收货已登记，等待村务监督员签字。",
        "SignDelivery" => "验收单已签字。",
        "RecordBill" => "票据已登记。",
        "SettleRound" => "已结算，各村凭证正在自动记账。",
        "PaySupplier" => "货款已支付。",
        "PayCarrier" => "运费已支付。",
        "RefundVillage" => "余款已退还。",
        "CreateDraft" or "UpdateDraft" => "草稿已保存。",
        "CopyVoucher" => "已复制为草稿。",
        "DiscardDraft" => "草稿已作废，记录仍保留。",
        "CheckDraft" => "已审核。",
        "ReturnDraft" => "已退回制单人。",
        "SignDraft" => "出纳已签字。",
        "PostDraft" => "已记账，凭证不再改动。",
        "PostDrafts" => "已审核的草稿已记账。",
        "ImportDrafts" => "凭证已导入为草稿。",
        "ImportOpening" => "期初余额已导入。",
        "ImportStatement" => "对账单已导入。",
        "ReviewVoucher" => "已审核。",
        "ReverseVoucher" => "已红字冲销。",
        "CloseMonth" => "已结账，财务公开表已发布。",
        "ReopenMonth" => "已反结账。",
        "RunDepreciation" => "折旧已计提。",
        "RunEstimates" => "暂估入库已处理。",
        "MatchAutomatically" => "自动勾对完成。",
        "MatchLines" => "已勾对。",
        "UnmatchLines" => "已取消勾对。",
        "RecordObjection" => "异议已登记。",
        "AnswerObjection" => "答复已登记。",
        "AttachFile" => "附件已添加。",
        _ => OfPeople(method),
    };

    private static string OfPeople(string method) => method switch
    {
        "EndOwnSession" => "那台设备已退出。",
        "SignOutEverywhere" => "已在所有设备上退出，接口令牌已作废。",
        "RemoveSecondFactor" => "动态口令已关闭。",
        "RevokeApiToken" => "令牌已撤销，立即失效。",
        "LockAccount" => "账号已停用。",
        "UnlockAccount" => "账号已重新启用。",
        "LinkAccount" => "外部登录的关联已保存。",
        "ImportRegister" => "名册已导入，各账套正在开账。",
        "ImportPosts" => "职务已导入。",
        "AppointPost" => "任职已登记。",
        "EndPost" => "卸任已登记。",
        "RecordHandover" => "移交已登记，请打印移交书，由三方签字。",
        _ => OfChartAndYear(method),
    };

    private static string OfChartAndYear(string method) => method switch
    {
        "CloseYear" => "年终结转已办，各张凭证已记账。",
        "ReverseYearEnd" => "年终结转已用红字凭证撤回。",
        "RegisterAsset" => "资产已登记。",
        "ChangeAsset" => "资产变动已登记，从下月起按新的计提。",
        "DisposeAsset" => "资产已处置，凭证已记账。",
        "RecordAssetWork" => "工作量已登记。",
        "CreateTemplate" => "模板已保存。",
        "RetireTemplate" => "模板已停用，已制成的草稿不受影响。",
        "DraftFromTemplate" => "已按模板制成草稿，请核对金额。",
        "OpenSubAccount" => "明细科目已开设。",
        "RenameSubAccount" or "RenameItem" => "已更名。",
        "CloseSubAccount" or "CloseItem" => "已停用。",
        "ReopenSubAccount" => "已重新启用。",
        "ReopenItem" => "已恢复使用，凭证又可以用它了。",
        "RouteAutomatic" => "今后自动凭证记入这个明细科目。",
        "AddItem" => "已登记。",
        "AdoptChart" => "已采用新版科目表。",
        "ImportOldBook" => "旧账已转入，期初凭证已记账。",
        _ => "",
    };

    [GeneratedRegex(@"\{(?<field>[\w.]{1,60})\}", RegexOptions.None, 1000)]
    private static partial Regex Place();
}
