using System.Globalization;
using Region.Contracts;
using Region.Contracts.Procurement.V1;

namespace Region.Services.Tests.Model;

/// <summary>The model's events as procurement would write them.</summary>
internal static class EventMessages
{
    private const string Title = "批次";

    internal static (string Topic, Func<ModelEvent, PrepaymentReceived> Write) Prepaid =>
        (Topics.PrepaymentReceived, told => new PrepaymentReceived
        {
            Region = "R01",
            Company = BooksModel.Company,
            RoundId = "round",
            RoundTitle = Title,
            Village = told.Village,
            VillageName = "样例村",
            PrepaymentId = told.Id,
            AmountFen = told.Goods,
            AccountingDate = Date(told.Date),
        });

    internal static (string Topic, Func<ModelEvent, SettlementAllocated> Write) Settled =>
        (Topics.SettlementAllocated, told => new SettlementAllocated
        {
            Region = "R01",
            Company = BooksModel.Company,
            RoundId = "round",
            RoundTitle = Title,
            Village = told.Village,
            VillageName = "样例村",
            ItemCode = "M001",
            ItemName = "样例物资",
            BaseUnit = "kg",
            Quantity = "1",
            GoodsFen = told.Goods,
            FreightFen = told.Freight,
            FeeFen = told.Fee,
            Supplier = ModelEvent.Supplier,
            SupplierName = "样例供应商",
            Carrier = told.Carrier,
            CarrierName = "样例承运人",
            Mode = told.Fault is Fault.NoMode ? PurchaseMode.Unspecified : PurchaseMode.Agency,
            AccountingDate = Date(told.Date),
        });

    internal static (string Topic, Func<ModelEvent, SupplierPaid> Write) SupplierPaid =>
        (Topics.SupplierPaid, told => new SupplierPaid
        {
            Region = "R01",
            Company = BooksModel.Company,
            RoundId = "round",
            RoundTitle = Title,
            PaymentId = told.Id,
            Supplier = ModelEvent.Supplier,
            SupplierName = "样例供应商",
            AmountFen = told.Goods,
            AccountingDate = Date(told.Date),
        });

    internal static (string Topic, Func<ModelEvent, CarrierPaid> Write) CarrierPaid =>
        (Topics.CarrierPaid, told => new CarrierPaid
        {
            Region = "R01",
            Company = BooksModel.Company,
            RoundId = "round",
            RoundTitle = Title,
            PaymentId = told.Id,
            Carrier = told.Carrier,
            CarrierName = "样例承运人",
            AmountFen = told.Goods,
            AccountingDate = Date(told.Date),
        });

    internal static (string Topic, Func<ModelEvent, RefundPaid> Write) Refunded =>
        (Topics.RefundPaid, told => new RefundPaid
        {
            Region = "R01",
            Company = BooksModel.Company,
            RoundId = "round",
            RoundTitle = Title,
            Village = told.Village,
            VillageName = "样例村",
            PaymentId = told.Id,
            AmountFen = told.Goods,
            AccountingDate = Date(told.Date),
        });

    internal static (string Topic, Func<ModelEvent, DeliveryAccepted> Write) Delivered =>
        (Topics.DeliveryAccepted, told => new DeliveryAccepted
        {
            Region = "R01",
            Company = BooksModel.Company,
            RoundId = "round",
            DeliveryId = told.Id,
            ItemCode = "M001",
            AcceptedPacks = 1,
            AccountingDate = Date(told.Date),
        });

    /// <summary>YYYY-MM-DD; something that is no date for none.</summary>
    internal static string Date(DateOnly? date) =>
        date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "2026-02-30";
}
