using Grpc.Core;
using Region.Contracts.Accounting.V1;
using Region.Gateway.Rest;
using Region.Platform.Identity;

namespace Region.Gateway.Identity.Handovers;

/// <summary>What a book stands at: its totals, and the newest voucher, which seals all before it.</summary>
internal sealed record BookProof(long TotalDebitFen, long TotalCreditFen, long VoucherCount, string ChainHead);

/// <summary>Reads the proof of a book in somebody's name; accounting checks that he may.</summary>
internal sealed class BookProofs(Upstreams upstreams, TokenMint mint, RestSettings settings, TimeProvider clock)
{
    private const int MostTries = 3;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <exception cref="RpcException">
    /// Accounting refused or did not answer, or vouchers came in faster than the book could be read.
    /// </exception>
    public async Task<BookProof> ReadAsync(string book, Caller caller, CancellationToken cancellationToken)
    {
        var client = new BookService.BookServiceClient(upstreams.Of("accounting"));
        var headers = new Metadata { { "authorization", $"Bearer {mint.Mint(caller, Lifetime)}" } };
        var options = new CallOptions(
            headers, clock.GetUtcNow().Add(settings.Deadline).UtcDateTime, cancellationToken);
        var before = await client.GetBookAsync(new GetBookRequest { Book = book }, options);
        for (var tries = 0; tries < MostTries; tries++)
        {
            var balance = await client.GetTrialBalanceAsync(new GetTrialBalanceRequest { Book = book }, options);
            var after = await client.GetBookAsync(new GetBookRequest { Book = book }, options);

            // Totals and head belong together only where no voucher came in between.
            if (string.Equals(before.Book.ChainHead, after.Book.ChainHead, StringComparison.Ordinal))
            {
                return new BookProof(
                    balance.TotalDebitFen, balance.TotalCreditFen, after.Book.VoucherCount, after.Book.ChainHead);
            }

            before = after;
        }

        throw new RpcException(new Status(StatusCode.Aborted, "Vouchers came in while the book was read."));
    }
}
