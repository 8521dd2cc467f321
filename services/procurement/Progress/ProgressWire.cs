using Region.Contracts;
using Region.Contracts.Access.V1;
using Region.Procurement.Domain;
using Region.Procurement.Rounds;
using Wire = Region.Contracts.Procurement.V1;

namespace Region.Procurement.Progress;

/// <summary>How far a round is, on the wire.</summary>
internal static class ProgressWire
{
    internal static Wire.GetRoundProgressResponse ToWire(RoundFile file, IReadOnlyList<VoucheredLeg> legs)
    {
        var receipt = Receipt.OfSigned(file.Purchase.Deliveries);
        var ordered = file.Purchase.Order?.Packs ?? 0;
        var outstanding = ordered - receipt.Delivered;
        var settled = file.Funds.Settlement is not null;
        return new Wire.GetRoundProgressResponse
        {
            Round = file.Round.ToWire(),
            Villages = { file.Round.Members.Select(member => ToVillage(file, member, legs)) },
            NextSteps = { NextSteps.Of(file).Select(ToWire) },
            OrderedPacks = ordered,
            DeliveredPacks = receipt.Delivered,
            AcceptedPacks = receipt.Accepted,
            RejectedPacks = receipt.Rejected,
            OpenPacks = settled ? 0 : outstanding,
            ShortPacks = settled ? outstanding : 0,
        };
    }

    private static Wire.VillageProgress ToVillage(RoundFile file, Member member, IReadOnlyList<VoucheredLeg> legs)
    {
        var village = member.Village;
        var asked = file.Requisitions.FirstOrDefault(other => Same(other.Village, village));
        var allocated = file.Funds.Settlement?.Legs.FirstOrDefault(other => Same(other.Village, village));
        return new Wire.VillageProgress
        {
            Village = village,
            Name = member.Name,
            RequestedPacks = asked?.Packs ?? 0,
            PrepaidFen = Prepayment.Received(file.Funds.Prepayments, village).Fen,
            AllocatedPacks = allocated?.Packs ?? 0,
            AllocatedFen = allocated?.Total.Fen ?? 0,
            RefundedFen = file.Funds.RefundedTo(village).Fen,
            BalanceFen = file.Funds.BalanceOf(village, DateOnly.MaxValue).Fen,
            Vouchers = { legs.Where(leg => Same(leg.Village, village)).Select(ToWire) },
        };
    }

    private static Wire.LegVoucher ToWire(VoucheredLeg leg) => new()
    {
        EventId = leg.EventId,
        Kind = leg.Topic switch
        {
            Topics.PrepaymentReceived => "预付款",
            Topics.SettlementAllocated => "结算分摊",
            Topics.RefundPaid => "退款",
            Topics.SupplierPaid => "支付货款",
            Topics.CarrierPaid => "支付运费",
            _ => throw new InvalidOperationException($"{leg.Topic} is no leg of a round."),
        },
        VillageVoucher = leg.VillageVoucher,
        CompanyVoucher = leg.CompanyVoucher,
    };

    private static Wire.NextStep ToWire(NextStep step) => new()
    {
        Role = step.Duty switch
        {
            Duty.Secretary => Role.Secretary,
            Duty.Manager => Role.Manager,
            Duty.Buyer => Role.Buyer,
            Duty.Receiver => Role.Receiver,
            Duty.CompanyAccountant => Role.CompanyAccountant,
            Duty.Cashier => Role.Cashier,
            Duty.VillageAccountant => Role.VillageAccountant,
            Duty.Supervisor => Role.Supervisor,
        },
        Unit = step.Unit,
        Action = step.Action,
    };

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.Ordinal);
}
