using Region.Accounting.Vouchers;
using Region.Contracts.Accounting.V1;

namespace Region.Accounting.Disclosure;

/// <summary>Sheets and objections in the words of the contract.</summary>
internal static class DisclosureMessages
{
    public static SheetTitle ToMessage(this SheetTitleRow row) => new()
    {
        Period = row.Period,
        Version = (int)row.Version,
        PublishedAt = Instant.Write(row.PublishedAt),
        SheetHash = row.SheetHash,
    };

    public static SheetTitle ToTitle(this SheetRow row) => new()
    {
        Period = row.Period,
        Version = (int)row.Version,
        PublishedAt = Instant.Write(row.PublishedAt),
        SheetHash = row.SheetHash,
    };

    /// <summary>An objection; the villager's name is for the people of the book only.</summary>
    public static Objection ToMessage(this ObjectionRow row, IEnumerable<AnswerRow> answers, bool withNames) => new()
    {
        ObjectionId = row.Id,
        Period = row.Period,
        Version = (int)row.Version,
        Text = row.Text,
        RecordedAt = Instant.Write(row.RecordedAt),
        RaisedBy = withNames ? row.RaisedBy : "",
        RecordedBy = withNames ? row.RecordedBy : "",
        Answers =
        {
            answers.Select(answer => new ObjectionAnswer
            {
                Text = answer.Text,
                AnsweredBy = withNames ? answer.AnsweredBy : "",
                AnsweredAt = Instant.Write(answer.AnsweredAt),
            }),
        },
    };
}
