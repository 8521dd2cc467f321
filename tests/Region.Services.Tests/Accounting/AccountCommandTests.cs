using Google.Protobuf;
using Grpc.Core;
using Region.Contracts.Accounting.V1;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

/// <summary>T4 for every command about accounts, registers, charts and the old book.</summary>
public sealed class AccountCommandTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Every_command_done_twice_at_once_happens_once_and_its_key_fits_no_other_body(StoreKind kind)
    {
        var office = await AccountOffice.InAsync(worlds, kind);
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

    private static async Task<IReadOnlyList<Command>> CommandsAsync(AccountOffice office)
    {
        var (book, accounts) = (office.Book, office.Accounts);
        await office.OpenAsync("102", "102.01", "甲");
        await office.OpenAsync("102", "102.02", "乙");
        await office.OpenAsync("102", "102.03", "丙");
        await office.CloseAsync("102.03", "2026-12-01");
        await office.AddAsync(ItemKind.Project, "P1", "修路");
        await office.AddAsync(ItemKind.Project, "P2", "修渠");
        return
        [
            Of(office.Opening("101", "101.01"), accounts.OpenSubAccountAsync),
            Of(new RenameSubAccountRequest { Book = book, Account = "102.01", Name = "农商行" },
                accounts.RenameSubAccountAsync),
            Of(new CloseSubAccountRequest { Book = book, Account = "102.02", ClosedOn = "2026-12-01" },
                accounts.CloseSubAccountAsync),
            Of(new ReopenSubAccountRequest { Book = book, Account = "102.03" }, accounts.ReopenSubAccountAsync),
            Of(new RouteAutomaticRequest { Book = book, Account = "102.03" }, accounts.RouteAutomaticAsync),
            Of(office.Adding(ItemKind.Stock, "M9", "种子", "公斤"), accounts.AddItemAsync),
            Of(new RenameItemRequest { Book = book, Kind = ItemKind.Project, ItemCode = "P1", Name = "修桥" },
                accounts.RenameItemAsync),
            Of(new CloseItemRequest { Book = book, Kind = ItemKind.Project, ItemCode = "P2" }, accounts.CloseItemAsync),
            Of(new ReopenItemRequest { Book = book, Kind = ItemKind.Project, ItemCode = "P2" },
                accounts.ReopenItemAsync),
            Of(new AdoptChartRequest { Book = book, Version = 2, Year = 2027 }, accounts.AdoptChartAsync),
            Of(office.OldBook("101,现金,5,,,,,\n301,资本,,5,,,,"), office.Transition.ImportOldBookAsync),
        ];
    }

    private static Command Of<TRequest, TAnswer>(
        TRequest request,
        Func<TRequest, Metadata?, DateTime?, CancellationToken, AsyncUnaryCall<TAnswer>> call)
        where TRequest : IMessage<TRequest>
        where TAnswer : IMessage<TAnswer>
    {
        request.Descriptor.FindFieldByName("request_id").Accessor.SetValue(request, RegionBooks.NewKey());

        // An unknown field makes another body of any request.
        var other = (IMessage)request.Descriptor.Parser.ParseFrom([.. request.ToByteArray(), 0xF8, 0x3F, 0x01]);
        return new Command(
            request.Descriptor.Name,
            request,
            other,
            async message => await call((TRequest)message, null, null, Token).ResponseAsync);
    }

    private static async Task<string> CountAsync(AccountOffice office)
    {
        await using var session = await (await office.Region.StoreAsync(office.Book, Token)).ReadAsync(Token);
        return await session.ScalarAsync<string>(
            """
            SELECT CAST((SELECT COUNT(*) FROM accounts) AS TEXT)
              || '/' || CAST((SELECT COUNT(*) FROM account_acts) AS TEXT)
              || '/' || CAST((SELECT COUNT(*) FROM projects) AS TEXT)
              || '/' || CAST((SELECT COUNT(*) FROM stock_items) AS TEXT)
              || '/' || CAST((SELECT COUNT(*) FROM chart_versions) AS TEXT)
              || '/' || CAST((SELECT COUNT(*) FROM vouchers) AS TEXT)
              || '/' || CAST((SELECT COUNT(*) FROM transition_rows) AS TEXT)
              || '/' || CAST((SELECT COUNT(*) FROM commands) AS TEXT)
            """,
            null,
            Token);
    }

    private sealed record Command(string Name, IMessage Request, IMessage Other, Func<IMessage, Task<IMessage>> Send);
}
