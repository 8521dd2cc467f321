using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Assets;

/// <summary>The asset register of a book. Cards are only added to; a register has some thousands at most.</summary>
internal static class AssetsStore
{
    /// <summary>All cards, in the order of their codes.</summary>
    public static Task<IReadOnlyList<StoredAsset>> LoadAsync(Session session, CancellationToken cancellationToken) =>
        LoadAsync(session, "", cancellationToken);

    /// <summary>One card, or null.</summary>
    public static async Task<StoredAsset?> FindAsync(
        Session session,
        string code,
        CancellationToken cancellationToken) =>
        code.Length is 0 ? null : (await LoadAsync(session, code, cancellationToken)).SingleOrDefault();

    public static async Task AddAsync(
        UnitOfWork work,
        AssetCard card,
        string voucherId,
        Acting by,
        CancellationToken cancellationToken)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO assets (code, in_service, opening_depreciated, voucher_id, registered_by, recorded_at)
            VALUES (@Code, @InService, @OpeningDepreciated, @voucherId, @Login, @At)
            """,
            new
            {
                card.Code,
                InService = BusinessDate.Write(card.InService),
                OpeningDepreciated = card.OpeningDepreciated.Fen,
                voucherId,
                by.Login,
                by.At,
            },
            cancellationToken);
        await AddTermsAsync(work, card.Code, card.Newest, by, cancellationToken);
    }

    public static Task AddTermsAsync(
        UnitOfWork work,
        string code,
        AssetTerms terms,
        Acting by,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO asset_terms (code, from_month, acted_on, name, category, purpose, method, original, residual,
              base, span, reason, acted_by, recorded_at)
            VALUES (@code, @FromMonth, @ActedOn, @Name, @Category, @Purpose, @Method, @Original, @Residual,
              @Base, @Span, @Reason, @Login, @At)
            """,
            new
            {
                code,
                FromMonth = BusinessDate.WriteMonth(terms.From),
                ActedOn = BusinessDate.Write(terms.ActedOn),
                terms.Name,
                terms.Category,
                Purpose = terms.Use.ToString(),
                Method = terms.Method.ToString(),
                Original = terms.Original.Fen,
                Residual = terms.Residual.Fen,
                Base = terms.Total.Fen,
                terms.Span,
                terms.Reason,
                by.Login,
                by.At,
            },
            cancellationToken);

    public static Task AddDisposalAsync(
        UnitOfWork work,
        string code,
        Voucher voucher,
        string reason,
        Acting by,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO asset_disposals (code, disposed_on, reason, voucher_id, disposed_by, recorded_at)
            VALUES (@code, @on, @reason, @voucherId, @Login, @At)
            """,
            new
            {
                code,
                on = BusinessDate.Write(voucher.Content.Date),
                reason,
                voucherId = voucher.Id.ToString("D"),
                by.Login,
                by.At,
            },
            cancellationToken);

    public static Task AddWorkAsync(
        UnitOfWork work,
        string code,
        DateOnly month,
        Quantity units,
        Acting by,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO asset_works (code, month, units, recorded_by, recorded_at)
            VALUES (@code, @month, @units, @Login, @At)
            """,
            new { code, month = BusinessDate.WriteMonth(month), units = units.Thousandths, by.Login, by.At },
            cancellationToken);

    /// <summary>Keeps what a depreciation voucher holds for each card.</summary>
    public static Task AddDepreciationsAsync(
        UnitOfWork work,
        Voucher voucher,
        IReadOnlyList<DueDepreciation> due,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO depreciations (code, voucher_id, month, amount) VALUES (@Code, @VoucherId, @Month, @Amount)
            """,
            due.Select(one => new
            {
                one.Card.Code,
                VoucherId = voucher.Id.ToString("D"),
                Month = BusinessDate.WriteMonth(voucher.Content.Date),
                Amount = one.Amount.Fen,
            }).ToArray(),
            cancellationToken);

    private static async Task<IReadOnlyList<StoredAsset>> LoadAsync(
        Session session,
        string code,
        CancellationToken cancellationToken)
    {
        // A disposal, and a month's depreciation, count until their voucher is cancelled in red.
        var cards = await session.QueryAsync<CardRow>(
            """
            SELECT a.code, a.in_service, a.opening_depreciated, a.voucher_id, gone.disposed_on,
              CAST(COALESCE((
                SELECT SUM(d.amount) FROM depreciations d
                WHERE d.code = a.code
                  AND NOT EXISTS (SELECT 1 FROM vouchers red WHERE red.reverses = d.voucher_id)), 0) AS BIGINT)
                AS posted
            FROM assets a
            LEFT JOIN asset_disposals gone ON gone.code = a.code
              AND NOT EXISTS (SELECT 1 FROM vouchers red WHERE red.reverses = gone.voucher_id)
            WHERE @code = '' OR a.code = @code
            ORDER BY a.code
            """,
            new { code },
            cancellationToken);
        var terms = await session.QueryAsync<TermsRow>(
            """
            SELECT code, from_month, acted_on, name, category, purpose, method, original, residual, base, span, reason,
              acted_by
            FROM asset_terms WHERE @code = '' OR code = @code ORDER BY seq
            """,
            new { code },
            cancellationToken);
        var works = await session.QueryAsync<(string Code, string Month, long Units)>(
            "SELECT code, month, units FROM asset_works WHERE @code = '' OR code = @code",
            new { code },
            cancellationToken);
        var termsOf = terms.ToLookup(row => row.Code, StringComparer.Ordinal);
        var worksOf = works.ToLookup(row => row.Code, StringComparer.Ordinal);
        return [.. cards.Select(card => card.ToAsset([.. termsOf[card.Code]], worksOf[card.Code]))];
    }

    private sealed record CardRow
    {
        public required string Code { get; init; }

        public required string InService { get; init; }

        public required long OpeningDepreciated { get; init; }

        public required string VoucherId { get; init; }

        public string? DisposedOn { get; init; }

        public required long Posted { get; init; }

        public StoredAsset ToAsset(
            IReadOnlyList<TermsRow> terms,
            IEnumerable<(string Code, string Month, long Units)> works) =>
            new(
                new AssetCard
                {
                    Code = Code,
                    InService = Day.Read(InService),
                    OpeningDepreciated = new Money(OpeningDepreciated),
                    Posted = new Money(Posted),
                    DisposedOn = Day.ReadOrNull(DisposedOn),
                    Terms = [.. terms.Select(row => row.ToTerms())],
                    Works = works.ToDictionary(
                        row => Day.Read($"{row.Month}-01"),
                        row => Quantity.FromThousandths(row.Units)),
                },
                VoucherId,
                [.. terms.Select(row => row.ActedBy)]);
    }

    private sealed record TermsRow
    {
        public required string Code { get; init; }

        public required string FromMonth { get; init; }

        public required string ActedOn { get; init; }

        public required string Name { get; init; }

        public required string Category { get; init; }

        public required string Purpose { get; init; }

        public required string Method { get; init; }

        public required long Original { get; init; }

        public required long Residual { get; init; }

        public required long Base { get; init; }

        public required long Span { get; init; }

        public required string Reason { get; init; }

        public required string ActedBy { get; init; }

        public AssetTerms ToTerms() => new()
        {
            From = Day.Read($"{FromMonth}-01"),
            ActedOn = Day.Read(ActedOn),
            Name = Name,
            Category = Category,
            Use = Enum.Parse<AssetUse>(Purpose),
            Method = Enum.Parse<DepreciationMethod>(Method),
            Original = new Money(Original),
            Residual = new Money(Residual),
            Total = new Money(Base),
            Span = Span,
            Reason = Reason,
        };
    }
}

/// <summary>A card with what the register notes beside it.</summary>
/// <param name="Card">The card.</param>
/// <param name="VoucherId">The voucher by which it came; empty where it came at the opening.</param>
/// <param name="ActedBy">Who wrote each of its terms.</param>
internal sealed record StoredAsset(AssetCard Card, string VoucherId, IReadOnlyList<string> ActedBy);

/// <summary>Who acts, and when, in Unix milliseconds, UTC.</summary>
internal sealed record Acting(string Login, long At);
