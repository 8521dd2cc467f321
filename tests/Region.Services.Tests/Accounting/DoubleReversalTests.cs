using System.Collections.Concurrent;
using System.Text.Json;
using Grpc.Core;
using Region.Contracts;
using Region.Contracts.Accounting.V1;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

/// <summary>T5: many vouchers, each cancelled by two people at the same moment.</summary>
public sealed class DoubleReversalTests(AccountingWorlds worlds)
{
    private const int Vouchers = 500;

    private static readonly ParallelOptions AtOnce = new() { MaxDegreeOfParallelism = 16 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Of_five_hundred_vouchers_reversed_twice_at_once_each_is_cancelled_once(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        await PrepayAsync(region);
        var originals = new List<(string Book, string Id)>();
        foreach (var village in region.Villages)
            originals.AddRange((await region.VouchersAsync(village, Token)).Select(one => (village, one.VoucherId)));

        originals.Count.ShouldBe(Vouchers);
        var answers = new ConcurrentQueue<StatusCode>();
        await Parallel.ForEachAsync(originals, AtOnce, async (voucher, _) =>
        {
            var both = await Task.WhenAll(
                ReverseAsync(region, voucher, "first"), ReverseAsync(region, voucher, "second"));
            both.Order().ShouldBe([StatusCode.OK, StatusCode.FailedPrecondition]);
            foreach (var answer in both)
                answers.Enqueue(answer);
        });

        answers.Count(answer => answer is StatusCode.OK).ShouldBe(Vouchers);
        answers.Count(answer => answer is StatusCode.FailedPrecondition).ShouldBe(Vouchers);
        await MirrorAsync(region);
        foreach (var book in region.Books)
            (await region.ClosingAsync(book, Token)).ShouldBeEmpty(book);
    }

    private static Task PrepayAsync(RegionBooks region)
    {
        var round = new RoundP1(region);
        return Parallel.ForEachAsync(
            Enumerable.Range(0, Vouchers),
            AtOnce,
            async (number, _) => await region.ApplyAsync(
                Topics.PrepaymentReceived,
                round.PrepaymentOf(number % region.Villages.Count, 100 + number),
                Token));
    }

    private static async Task<StatusCode> ReverseAsync(
        RegionBooks region,
        (string Book, string Id) voucher,
        string login)
    {
        try
        {
            var request = new ReverseVoucherRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = voucher.Book,
                VoucherId = voucher.Id,
                ReversedOn = "2026-03-27",
                Reason = "金额有误",
            };
            var caller = RegionBooks.Accountant(voucher.Book, login);
            await region.VouchersAs(caller).ReverseVoucherAsync(request, cancellationToken: Token);
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    /// <summary>Brings what the villages' books announced to the company's book, as the sidecar would.</summary>
    private static async Task MirrorAsync(RegionBooks region)
    {
        foreach (var village in region.Villages)
        {
            IReadOnlyList<byte[]> envelopes;
            await using (var session = await (await region.StoreAsync(village, Token)).ReadAsync(Token))
            {
                envelopes = await session.QueryAsync<byte[]>(
                    "SELECT envelope FROM outbox WHERE topic = @topic", new { topic = Topics.VoucherReversed }, Token);
            }

            await Parallel.ForEachAsync(envelopes, AtOnce, async (envelope, _) =>
            {
                using var json = JsonDocument.Parse(envelope);
                var told = VoucherReversed.Parser.ParseJson(json.RootElement.GetProperty("data").GetRawText());
                await region.ApplyAsync(Topics.VoucherReversed, told, Token);
            });
        }
    }
}
