using Google.Protobuf;
using Grpc.Core;
using Region.Contracts.Accounting.V1;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

/// <summary>T4 for every command about drafts: the same key at the same time has one effect and one answer.</summary>
public sealed class DraftCommandTests(AccountingWorlds worlds)
{
    private const string PdfOnly = "%PDF-1.7 只此一份";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Every_command_done_twice_at_once_happens_once_and_its_key_fits_no_other_body(StoreKind kind)
    {
        var office = new DraftOffice(await worlds.RegionAsync(kind, Token));
        foreach (var command in await CommandsAsync(office))
        {
            var answers = await Task.WhenAll(command.Send(command.Request), command.Send(command.Request));
            var counted = await CountAsync(office);
            var late = await command.Send(command.Request);

            answers[0].ShouldBe(answers[1], command.Name);
            late.ShouldBe(answers[0], command.Name);
            (await CountAsync(office)).ShouldBe(counted, command.Name);
            var other = await Should.ThrowAsync<RpcException>(() => command.Send(command.Other), command.Name);
            other.StatusCode.ShouldBe(StatusCode.AlreadyExists, command.Name);
        }
    }

    private static async Task<IReadOnlyList<Command>> CommandsAsync(DraftOffice office)
    {
        var (book, open, toCheck) = (office.Book, await office.CreateAsync(), await office.CreateAsync());
        var toReturn = await office.CreateAsync();
        var money = await office.CheckAsync(await office.CreateAsync(DraftOffice.Content("102", "501")));
        var toPost = await office.CheckAsync(await office.CreateAsync());
        var toDiscard = await office.CreateAsync();
        var voucher = await office.BookAsync(DraftOffice.Content());
        var template = await NewTemplateAsync(office);
        var makers = office.As(office.Maker);
        var heads = office.As(office.Head);
        var files = office.FilesAs(office.Maker);
        var templates = office.TemplatesAs(office.Maker);
        return
        [
            Of(new CreateDraftRequest { Book = book, Content = DraftOffice.Content() }, makers.CreateDraftAsync),
            Of(new UpdateDraftRequest
                { Book = book, DraftId = open.DraftId, Version = 1, Content = DraftOffice.Content(fen: 9) },
                makers.UpdateDraftAsync),
            Of(new CopyVoucherRequest { Book = book, VoucherId = voucher.VoucherId, AccountingDate = "2026-03-31" },
                makers.CopyVoucherAsync),
            Of(new DiscardDraftRequest { Book = book, DraftId = toDiscard.DraftId, Version = 1, Reason = "重复" },
                makers.DiscardDraftAsync),
            Of(new CheckDraftRequest { Book = book, DraftId = toCheck.DraftId, Version = 1 }, heads.CheckDraftAsync),
            Of(new ReturnDraftRequest { Book = book, DraftId = toReturn.DraftId, Version = 1, Reason = "不符" },
                heads.ReturnDraftAsync),
            Of(new SignDraftRequest { Book = book, DraftId = money.DraftId, Version = 1 },
                office.As(office.Cashier).SignDraftAsync),
            Of(new PostDraftRequest { Book = book, DraftId = toPost.DraftId }, makers.PostDraftAsync),
            Of(new PostDraftsRequest { Book = book, Month = "2026-03" }, makers.PostDraftsAsync),
            Of(new ImportDraftsRequest { Book = book, Table = Table() }, makers.ImportDraftsAsync),
            Of(new AttachFileRequest
                {
                    Book = book,
                    DraftId = open.DraftId,
                    FileName = "收据.pdf",
                    FileContent = ByteString.CopyFromUtf8(PdfOnly),
                },
                files.AttachFileAsync),
            Of(new CreateTemplateRequest
                { Book = book, Name = "水费", Content = DraftOffice.Content(), Recurrence = Recurrence.None },
                templates.CreateTemplateAsync),
            Of(new DraftFromTemplateRequest { Book = book, TemplateId = template, AccountingDate = "2026-03-31" },
                templates.DraftFromTemplateAsync),
            Of(new RetireTemplateRequest { Book = book, TemplateId = template }, templates.RetireTemplateAsync),
        ];
    }

    private static Command Of<TRequest, TAnswer>(
        TRequest request,
        Func<TRequest, Metadata?, DateTime?, CancellationToken, AsyncUnaryCall<TAnswer>> call)
        where TRequest : IMessage<TRequest>
        where TAnswer : IMessage<TAnswer>
    {
        var key = request.Descriptor.FindFieldByName("request_id").Accessor;
        key.SetValue(request, RegionBooks.NewKey());

        // An unknown field makes another body of any request.
        var other = (IMessage)request.Descriptor.Parser.ParseFrom([.. request.ToByteArray(), 0xF8, 0x3F, 0x01]);
        return new Command(
            request.Descriptor.Name,
            request,
            other,
            async message => await call((TRequest)message, null, null, Token).ResponseAsync);
    }

    private static ByteString Table() => ByteString.CopyFromUtf8(
        "凭证号,日期,字,摘要,科目编码,借方,贷方,附件数\n1,2026-03-05,记,买,121,5,,1\n1,2026-03-05,记,买,211,,5,\n");

    private static async Task<string> NewTemplateAsync(DraftOffice office) =>
        (await office.TemplatesAs(office.Maker).CreateTemplateAsync(
            new CreateTemplateRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = office.Book,
                Name = "电费",
                Content = DraftOffice.Content(),
                Recurrence = Recurrence.None,
            },
            cancellationToken: Token)).Template.TemplateId;

    private static async Task<string> CountAsync(DraftOffice office)
    {
        await using var session = await (await office.Region.StoreAsync(office.Book, Token)).ReadAsync(Token);
        return await session.ScalarAsync<string>(
            """
            SELECT CAST((SELECT COUNT(*) FROM drafts) AS TEXT) || '/' || CAST((SELECT COUNT(*) FROM draft_acts) AS TEXT)
              || '/' || CAST((SELECT COUNT(*) FROM vouchers) AS TEXT)
              || '/' || CAST((SELECT COUNT(*) FROM files) AS TEXT)
              || '/' || CAST((SELECT COUNT(*) FROM templates) AS TEXT)
              || '/' || CAST((SELECT COUNT(*) FROM commands) AS TEXT)
            """,
            null,
            Token);
    }

    private sealed record Command(string Name, IMessage Request, IMessage Other, Func<IMessage, Task<IMessage>> Send);
}
