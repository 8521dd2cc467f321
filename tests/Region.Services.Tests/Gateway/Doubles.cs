using Google.Protobuf;
using Grpc.Core;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Operations.V1;
using Region.Contracts.Procurement.V1;
using Region.Contracts.Villages.V1;
using Region.Platform.Refusals;

namespace Region.Services.Tests.Gateway;

/// <summary>What the doubles received, and what they are told to answer.</summary>
internal sealed class Conversation
{
    public IMessage? Request { get; set; }

    public string? Authorization { get; set; }

    public DateTime Deadline { get; set; }

    public List<Post> Posts { get; } = [];

    public int Imports { get; set; }

    /// <summary>The last table of posts that was imported.</summary>
    public string Appointed { get; set; } = "";

    /// <summary>Notes the call, and refuses it where the request asks for that.</summary>
    public void Note(IMessage request, ServerCallContext context)
    {
        Request = request;
        Authorization = context.RequestHeaders.Get("authorization")?.Value;
        Deadline = context.Deadline;
    }
}

/// <summary>Stands for villages' posts.</summary>
internal sealed class FakePosts(Conversation conversation) : PostService.PostServiceBase
{
    public override Task<ListPostsResponse> ListPosts(ListPostsRequest request, ServerCallContext context)
    {
        conversation.Note(request, context);
        var held = conversation.Posts.Where(post => post.Login == request.Login && IsHeld(post, request.HeldOn));
        return Task.FromResult(new ListPostsResponse { Posts = { held } });
    }

    public override Task<ListTermsResponse> ListTerms(ListTermsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListTermsResponse
        {
            Posts = { conversation.Posts.Where(post => request.Logins.Contains(post.Login)) },
        });

    private static bool IsHeld(Post post, string day) => day.Length is 0
        || (string.CompareOrdinal(post.Since, day) <= 0
            && (post.EndsOn.Length is 0 || string.CompareOrdinal(day, post.EndsOn) <= 0));

    public override Task<ImportPostsResponse> ImportPosts(ImportPostsRequest request, ServerCallContext context)
    {
        conversation.Note(request, context);
        conversation.Imports++;
        conversation.Appointed = request.PostsTable.ToStringUtf8();
        return Task.FromResult(new ImportPostsResponse { PostsAdded = 3 });
    }
}

/// <summary>Stands for villages' register: refuses region R99, breaks on R98.</summary>
internal sealed class FakeRegister(Conversation conversation) : RegisterService.RegisterServiceBase
{
    public override Task<ListRegionsResponse> ListRegions(ListRegionsRequest request, ServerCallContext context)
    {
        conversation.Note(request, context);
        return Task.FromResult(new ListRegionsResponse
        {
            Regions = { new RegionalCommittee { Region = "R01", Name = "一区" } },
        });
    }

    public override Task<GetRegionResponse> GetRegion(GetRegionRequest request, ServerCallContext context)
    {
        conversation.Note(request, context);
        return request.Region switch
        {
            "R99" => throw NotFound.Exception(),
            "R98" => throw new RpcException(new Status(StatusCode.Internal, "at Secret.Place() in /srv/secret.cs")),
            _ => Task.FromResult(new GetRegionResponse
            {
                Company = new Company { Company_ = "C01", RegisteredCapitalFen = 9_007_199_254_740_993 },
            }),
        };
    }

    public override Task<ImportRegisterResponse> ImportRegister(
        ImportRegisterRequest request, ServerCallContext context)
    {
        conversation.Note(request, context);
        return Task.FromResult(new ImportRegisterResponse { VillagesAdded = 15 });
    }
}

/// <summary>Stands for procurement's rounds: refuses what is titled 坏 with two fields.</summary>
internal sealed class FakeRounds(Conversation conversation) : RoundService.RoundServiceBase
{
    public override Task<OpenRoundResponse> OpenRound(OpenRoundRequest request, ServerCallContext context)
    {
        conversation.Note(request, context);
        return request.Title is "坏"
            ? throw StatusDetails.Exception(
                StatusCode.FailedPrecondition,
                "PACK_FRACTION",
                "procurement.region",
                "每袋数量“0”必须大于零。",
                ("item.pack_size", "每袋数量“0”必须大于零。"),
                ("第3行 件数", "件数“2.5”不是整数。"))
            : Task.FromResult(new OpenRoundResponse { Round = new Round { RoundId = "P1" } });
    }

    public override Task<ApproveRoundResponse> ApproveRound(ApproveRoundRequest request, ServerCallContext context)
    {
        conversation.Note(request, context);
        return Task.FromResult(new ApproveRoundResponse());
    }

    public override Task<GetRoundResponse> GetRound(GetRoundRequest request, ServerCallContext context)
    {
        conversation.Note(request, context);
        return Task.FromResult(new GetRoundResponse());
    }
}

/// <summary>Stands for accounting's books: V0002 refuses its export, V0003 breaks in the middle of it.</summary>
internal sealed class FakeBooks(Conversation conversation) : BookService.BookServiceBase
{
    public override async Task ExportLedger(
        ExportLedgerRequest request,
        IServerStreamWriter<ExportLedgerResponse> responseStream,
        ServerCallContext context)
    {
        conversation.Note(request, context);
        if (request.Book is "V0002")
            throw NotFound.Exception();

        await responseStream.WriteAsync(Part("2026-01-01 期初\n"), context.CancellationToken);
        if (request.Book is "V0003")
            throw new RpcException(new Status(StatusCode.Internal, "half a ledger"));

        await responseStream.WriteAsync(Part("2026-01-02 采购\n"), context.CancellationToken);
    }

    public override Task<GetBookResponse> GetBook(GetBookRequest request, ServerCallContext context)
    {
        conversation.Note(request, context);
        var book = new Book { Book_ = request.Book, VoucherCount = 12, ChainHead = "ab12" };
        return Task.FromResult(new GetBookResponse { Book = book });
    }

    public override Task<GetTrialBalanceResponse> GetTrialBalance(
        GetTrialBalanceRequest request, ServerCallContext context)
    {
        conversation.Note(request, context);
        return Task.FromResult(new GetTrialBalanceResponse { TotalDebitFen = 75_414, TotalCreditFen = 75_414 });
    }

    private static ExportLedgerResponse Part(string text) => new()
    {
        Part = new Google.Api.HttpBody
        {
            ContentType = "text/plain; charset=utf-8",
            Data = ByteString.CopyFromUtf8(text),
        },
    };
}

/// <summary>Stands for the operators' service of whichever service is asked.</summary>
internal sealed class FakeOperations(Conversation conversation) : OperationsService.OperationsServiceBase
{
    public override Task<CheckResponse> Check(CheckRequest request, ServerCallContext context)
    {
        conversation.Note(request, context);
        var finding = new Finding { Rule = "1", Title = request.Service };
        return Task.FromResult(new CheckResponse { Findings = { finding } });
    }
}

/// <summary>Posts for the doubles.</summary>
internal static class PostsOf
{
    public static Post County(string login) =>
        new() { Login = login, Name = "样例专班", Role = Role.CountyOffice, Unit = "COUNTY" };

    public static Post Head(string login, string village) => new(Accountant(login, village))
    {
        Name = "样例主任",
        Role = Role.VillageHead,
    };

    public static Post Accountant(string login, string village) => new()
    {
        Login = login,
        Name = "样例会计",
        Role = Role.VillageAccountant,
        Unit = village,
        Region = "R01",
        Book = village,
    };
}
