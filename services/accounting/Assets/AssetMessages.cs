using System.Globalization;
using Region.Accounting.Domain;
using Region.Kernel;
using Message = Region.Contracts.Accounting.V1;

namespace Region.Accounting.Assets;

/// <summary>The asset register in the words of the contract.</summary>
internal static class AssetMessages
{
    /// <summary>A card; with what is due by a month, where one is asked for.</summary>
    public static Message.Asset ToMessage(this StoredAsset asset, DateOnly? month)
    {
        var card = asset.Card;
        AssetTermsBy[] history =
            [.. card.Terms.Zip(asset.ActedBy, (terms, login) => new AssetTermsBy(terms, login))];
        return new Message.Asset
        {
            AssetCode = card.Code,
            InService = BusinessDate.Write(card.InService),
            Terms = ToMessage(history[^1]),
            DepreciatedFen = card.Depreciated.Fen,
            NetFen = card.Net.Fen,
            DueFen = month is { } asked ? card.DueBy(asked).Fen : 0,
            DisposedOn = card.DisposedOn is { } gone ? BusinessDate.Write(gone) : "",
            VoucherId = asset.VoucherId,
            History = { history.Select(ToMessage) },
        };
    }

    public static Message.DepreciationLine ToMessage(DueDepreciation due) => new()
    {
        AssetCode = due.Card.Code,
        Name = due.Card.Newest.Name,
        AmountFen = due.Amount.Fen,
    };

    private static Message.AssetTerms ToMessage(AssetTermsBy by)
    {
        var terms = by.Terms;
        return new Message.AssetTerms
        {
            FromMonth = BusinessDate.WriteMonth(terms.From),
            ActedOn = BusinessDate.Write(terms.ActedOn),
            Name = terms.Name,
            Category = terms.Category,
            Use = (Message.AssetUse)terms.Use,
            Method = (Message.DepreciationMethod)terms.Method,
            OriginalFen = terms.Original.Fen,
            ResidualFen = terms.Residual.Fen,
            TotalFen = terms.Total.Fen,
            Span = terms.Method is DepreciationMethod.WorkUnits
                ? Quantity.FromThousandths(terms.Span).ToString()
                : terms.Span.ToString(CultureInfo.InvariantCulture),
            Reason = terms.Reason,
            ActedBy = by.Login,
        };
    }

    private sealed record AssetTermsBy(AssetTerms Terms, string Login);
}
