namespace Region.Services.Tests.Model;

/// <summary>What procurement may tell the books.</summary>
internal enum LegKind
{
    Prepaid,
    Settled,
    SupplierPaid,
    CarrierPaid,
    Refunded,
    Delivered,
}

/// <summary>What may be wrong with an event.</summary>
internal enum Fault
{
    None,
    Negative,
    TooLarge,
    NoDate,
    BeforeRules,
    Stranger,
    NotAVillage,
    NoMode,
    NoCarrier,
}

/// <summary>An event, and what it must post where.</summary>
internal sealed record ModelEvent(string Id, LegKind Leg, Fault Fault)
{
    internal const string Supplier = "S1";
    internal const string AnyCarrier = "T1";

    public required string Village { get; init; }
    public required DateOnly? Date { get; init; }

    /// <summary>The amount of every event but a settlement, and there the goods.</summary>
    public required long Goods { get; init; }
    public required long Freight { get; init; }
    public required long Fee { get; init; }

    internal string Carrier => Fault is Fault.NoCarrier ? "" : AnyCarrier;

    internal IEnumerable<long> Amounts => Leg is LegKind.Settled ? [Goods, Freight, Fee] : [Goods];

    internal string Rule => Leg switch
    {
        LegKind.Prepaid => "agency-prepayment",
        LegKind.Settled => "agency-settlement",
        LegKind.SupplierPaid => "agency-supplier-payment",
        LegKind.CarrierPaid => "agency-carrier-payment",
        LegKind.Refunded => "agency-refund",
        _ => "",
    };

    /// <summary>The books that it concerns, the village's first.</summary>
    internal IReadOnlyList<string> Books => Leg is LegKind.SupplierPaid or LegKind.CarrierPaid or LegKind.Delivered
        ? [BooksModel.Company]
        : [Village, BooksModel.Company];

    /// <summary>The lines that it posts in a book; a line of zero is left out.</summary>
    internal IReadOnlyList<ModelLine> LinesOf(string book)
    {
        var lines = book is BooksModel.Company ? OfCompany() : OfVillage();
        return [.. lines.Where(line => line is not { Debit: 0, Credit: 0 })];
    }

    private IEnumerable<ModelLine> OfVillage() => Leg switch
    {
        LegKind.Prepaid => [new("112", BooksModel.Company, Goods, 0), new("102", "", 0, Goods)],
        LegKind.Refunded => [new("102", "", Goods, 0), new("112", BooksModel.Company, 0, Goods)],
        LegKind.Settled => [new("121", "", Total, 0), new("112", BooksModel.Company, 0, Total)],
        _ => [],
    };

    private IEnumerable<ModelLine> OfCompany() => Leg switch
    {
        LegKind.Prepaid => [new("1002", "", Goods, 0), new("2241", Village, 0, Goods)],
        LegKind.Refunded => [new("2241", Village, Goods, 0), new("1002", "", 0, Goods)],
        LegKind.SupplierPaid => [new("2241", $"代付-{Supplier}", Goods, 0), new("1002", "", 0, Goods)],
        LegKind.CarrierPaid => [new("2241", $"代付-{Carrier}", Goods, 0), new("1002", "", 0, Goods)],
        LegKind.Settled =>
        [
            new("2241", Village, Total, 0),
            new("2241", $"代付-{Supplier}", 0, Goods),
            new("2241", $"代付-{Carrier}", 0, Freight),
            new("5051", "", 0, Fee),
        ],
        _ => [],
    };

    private long Total => Goods + Freight + Fee;
}

/// <summary>What may be wrong with a table of opening balances.</summary>
internal enum OpeningFault
{
    None,
    Foreign,
    Negative,
    UnknownAccount,
    Empty,
    Unbalanced,
}

/// <summary>Opening balances: an amount in the bank, and the same in the equity.</summary>
internal sealed record Opening(string Code, DateOnly Date, long Fen, OpeningFault Fault)
{
    public required string By { get; init; }

    internal string Bank => Code is BooksModel.Company ? "1002" : "102";

    internal string Equity => Code is BooksModel.Company ? "3104" : "311";
}
