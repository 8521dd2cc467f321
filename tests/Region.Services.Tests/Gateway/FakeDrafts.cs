using Grpc.Core;
using Region.Contracts.Accounting.V1;
using Region.Platform.Refusals;

namespace Region.Services.Tests.Gateway;

/// <summary>Stands for accounting's drafts: each has version 3, and every other version is refused.</summary>
internal sealed class FakeDrafts(Conversation conversation) : DraftService.DraftServiceBase
{
    public const long Newest = 3;

    public override Task<GetDraftResponse> GetDraft(GetDraftRequest request, ServerCallContext context)
    {
        conversation.Note(request, context);
        return Task.FromResult(new GetDraftResponse
        {
            Draft = new VoucherDraft { DraftId = request.DraftId, Version = Newest },
        });
    }

    public override Task<UpdateDraftResponse> UpdateDraft(UpdateDraftRequest request, ServerCallContext context)
    {
        conversation.Note(request, context);
        return request.Version is Newest
            ? Task.FromResult(new UpdateDraftResponse
            {
                Draft = new VoucherDraft { DraftId = request.DraftId, Version = Newest + 1 },
            })
            : throw StatusDetails.Exception(
                StatusCode.Aborted, "DRAFT_VERSION_DIFFERS", "accounting.region", "草稿已被他人修改，请重新打开。");
    }

    public override Task<ListDraftsResponse> ListDrafts(ListDraftsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListDraftsResponse { Drafts = { new VoucherDraft { Version = Newest } } });
}
