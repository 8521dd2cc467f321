using Grpc.Core;
using Region.Contracts.Accounting.V1;

namespace Region.Services.Tests.Gateway;

/// <summary>Stands for accounting's vouchers: what is explained by regulation, by proposal, or by neither.</summary>
internal sealed class FakeVouchers(Conversation conversation) : VoucherService.VoucherServiceBase
{
    public const string Ruled = "by-regulation";
    public const string Proposed = "by-proposal";
    public const string ByHand = "by-hand";
    public const string Maker = "v0101.accountant";
    public const string Stranger = "nobody.known";

    public override Task<GetVoucherResponse> GetVoucher(GetVoucherRequest request, ServerCallContext context)
    {
        conversation.Note(request, context);
        return Task.FromResult(new GetVoucherResponse
        {
            Voucher = new Voucher
            {
                VoucherId = request.VoucherId,
                Word = "转",
                AccountingDate = "2026-03-09",
                PreparedBy = Maker,
                CheckedBy = Stranger,
            },
        });
    }

    public override Task<ExplainVoucherResponse> ExplainVoucher(
        ExplainVoucherRequest request, ServerCallContext context) => Task.FromResult(request.VoucherId switch
        {
            ByHand => new ExplainVoucherResponse { Reasons = { "513 管理费用：100.00 元，由v0101.accountant填制。" } },
            var id => new ExplainVoucherResponse
            {
                Rule = "coop-agency-settlement",
                RuleVersion = 1,
                Document = "采购批次 P1 结算",
                Reasons = { "货款计入产品物资的成本。" },
                Source = "农民专业合作社会计制度 财会〔2021〕37号：第十七条（一）",
                Proposal = id is Proposed ? "制度没有写合作社通过公司代购<b>，走应收款。" : "",
            },
        });
}

/// <summary>Stands for accounting's attached files: there are none.</summary>
internal sealed class FakeFiles : AttachmentService.AttachmentServiceBase
{
    public override Task<ListVoucherFilesResponse> ListVoucherFiles(
        ListVoucherFilesRequest request, ServerCallContext context) => Task.FromResult(new ListVoucherFilesResponse());
}
