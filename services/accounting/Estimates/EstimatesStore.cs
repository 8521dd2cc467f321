using Region.Accounting.Domain;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Estimates;

/// <summary>Goods that were accepted and not billed, and what a month's estimates say of them already.</summary>
internal static class EstimatesStore
{
    /// <summary>What was accepted until a day and not billed until then, by counterparty and item.</summary>
    public static async Task<IReadOnlyList<EstimatedGoods>> DueAsync(
        Session session,
        DateOnly until,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<GoodsRow>(
            """
            SELECT counterparty, MAX(counterparty_name) AS counterparty_name, stock,
              CAST(SUM(quantity) AS BIGINT) AS quantity, CAST(SUM(amount) AS BIGINT) AS amount,
              CAST(SUM(1 - 2 * taken_back) AS BIGINT) AS papers
            FROM stock_memos received
            WHERE kind = 'Received' AND accounting_date <= @until
              AND 0 >= (
                SELECT COALESCE(SUM(1 - 2 * settled.taken_back), 0) FROM stock_memos settled
                WHERE settled.kind = 'Settled' AND settled.matter = received.matter
                  AND settled.stock = received.stock AND settled.accounting_date <= @until)
            GROUP BY counterparty, stock
            ORDER BY counterparty, stock
            """,
            new { until = BusinessDate.Write(until) },
            cancellationToken);
        return [.. rows.Select(row => row.ToGoods())];
    }

    /// <summary>What the estimates of a month hold, by counterparty and item.</summary>
    public static async Task<IReadOnlyList<EstimatedGoods>> HeldAsync(
        Session session,
        string month,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<GoodsRow>(
            """
            SELECT counterparty, MAX(counterparty_name) AS counterparty_name, stock,
              CAST(SUM(quantity) AS BIGINT) AS quantity, CAST(SUM(amount) AS BIGINT) AS amount,
              CAST(0 AS BIGINT) AS papers
            FROM estimates WHERE month = @month
            GROUP BY counterparty, stock HAVING SUM(amount) <> 0
            ORDER BY counterparty, stock
            """,
            new { month },
            cancellationToken);
        return [.. rows.Select(row => row.ToGoods())];
    }

    /// <summary>Keeps what an estimate says, so that the next one of the month knows it.</summary>
    public static Task AddAsync(
        UnitOfWork work,
        Voucher estimate,
        IReadOnlyList<EstimatedGoods> goods,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO estimates (voucher_id, month, line, counterparty, counterparty_name, stock, quantity, amount)
            VALUES (@VoucherId, @Month, @Line, @Counterparty, @CounterpartyName, @Stock, @Quantity, @Amount)
            """,
            goods.Select((one, index) => new
            {
                VoucherId = estimate.Id.ToString("D"),
                Month = BusinessDate.WriteMonth(estimate.Content.Date),
                Line = index + 1,
                one.Counterparty,
                one.CounterpartyName,
                one.Stock,
                Quantity = one.Quantity.Thousandths,
                Amount = one.Amount.Fen,
            }).ToArray(),
            cancellationToken);

    private sealed record GoodsRow
    {
        public required string Counterparty { get; init; }

        public required string CounterpartyName { get; init; }

        public required string Stock { get; init; }

        public required long Quantity { get; init; }

        public required long Amount { get; init; }

        public required long Papers { get; init; }

        public EstimatedGoods ToGoods() => new()
        {
            Counterparty = Counterparty,
            CounterpartyName = CounterpartyName,
            Stock = Stock,
            Quantity = Kernel.Quantity.FromThousandths(Quantity),
            Amount = new Money(Amount),
            Papers = (int)Math.Max(0, Papers),
        };
    }
}
