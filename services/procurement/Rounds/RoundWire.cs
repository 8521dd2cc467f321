using Region.Kernel;
using Region.Procurement.Domain;
using Wire = Region.Contracts.Procurement.V1;

namespace Region.Procurement.Rounds;

/// <summary>Rounds and items between the wire and the domain.</summary>
internal static class RoundWire
{
    internal static RoundDraft ToDraft(this Wire.OpenRoundRequest request) => new()
    {
        Title = request.Title,
        Item = new ItemDraft
        {
            Code = request.Item?.Code ?? "",
            Name = request.Item?.Name ?? "",
            BaseUnit = request.Item?.BaseUnit ?? "",
            PackUnit = request.Item?.PackUnit ?? "",
            PackSize = request.Item?.PackSize ?? "",
        },
        AgencyMode = request.Mode is Wire.PurchaseMode.Agency,
        CutOff = request.CutOff,
        OpenedOn = request.OpenedOn,
        FeePartsPerMillion = request.FeePpm,
    };

    internal static Wire.Round ToWire(this Round round) => new()
    {
        RoundId = round.Id,
        Region = round.Region,
        Title = round.Title,
        Item = round.Item.ToWire(),
        Mode = Wire.PurchaseMode.Agency,
        State = (Wire.RoundState)round.State,
        CutOff = BusinessDate.Write(round.CutOff),
        OpenedOn = BusinessDate.Write(round.OpenedOn),
        FeePpm = round.Fee.PartsPerMillion,
        Members = { round.Members.Select(member => new Wire.Member { Village = member.Village, Name = member.Name }) },
        ApprovedOn = StoredDate.ToWire(round.ApprovedOn),
    };

    internal static Wire.Item ToWire(this Item item) => new()
    {
        Code = item.Code,
        Name = item.Name,
        BaseUnit = item.BaseUnit,
        PackUnit = item.PackUnit,
        PackSize = item.PackSize.ToString(),
    };
}
