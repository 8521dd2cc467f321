using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>A pattern for vouchers (凭证模板); with a recurrence it says in which months one is due (定期凭证).</summary>
internal sealed record VoucherTemplate
{
    public const int MaximumName = 60;

    // An office that was away for two years has other worries than a list of everything that it missed.
    private const int MostDue = 24;

    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Without a date; amounts may be zero, to be filled in the draft.</summary>
    public required DraftEdit Edit { get; init; }

    public Recurrence Recurrence { get; init; }

    /// <summary>The first month that a draft is due in; its first day.</summary>
    public DateOnly FirstMonth { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>Who retired it; empty while it is in use.</summary>
    public string RetiredBy { get; init; } = "";

    private int Step => Recurrence is Recurrence.Quarterly ? 3 : 1;

    /// <summary>Makes a template of what somebody wrote.</summary>
    public static Decision<VoucherTemplate, Refusal> Make(Guid id, NewTemplate written)
    {
        if (written.Name.Length is 0 or > MaximumName || !PlainText.IsPlain(written.Name))
            return Refusal.TemplateNameInvalid.On("name", PlainText.Of(PlainText.Shorten(written.Name, MaximumName)));

        // The contract counts from 1, so that what is not set is told from what is meant.
        var recurrence = (Recurrence)(written.Recurrence - 1);
        if (!Enum.IsDefined(recurrence))
            return Refusal.RecurrenceInvalid.On("recurrence", written.Recurrence);

        var month = default(DateOnly);
        if (recurrence is not Recurrence.None && !BusinessDate.TryReadMonth(written.FirstMonth, out month))
            return Refusal.RecurrenceInvalid.On("first_month", written.FirstMonth);

        var form = ManualVoucher.CheckForm(written.Edit);
        return form.Length > 0 ? form : new VoucherTemplate
        {
            Id = id,
            Name = written.Name,
            Edit = written.Edit,
            Recurrence = recurrence,
            FirstMonth = month,
            CreatedBy = written.CreatedBy,
        };
    }

    /// <summary>Takes it out of use.</summary>
    public Decision<VoucherTemplate, Refusal> Retire(string login) => RetiredBy.Length > 0
        ? Refusal.TemplateRetired.On("template_id", Name)
        : this with { RetiredBy = login };

    /// <summary>The newest months up to this day in which a draft is due, made or not.</summary>
    public IReadOnlyList<string> DueUntil(DateOnly today)
    {
        if (Recurrence is Recurrence.None || RetiredBy.Length > 0)
            return [];

        var months = new List<string>();
        for (var month = FirstMonth; month <= today; month = month.AddMonths(Step))
            months.Add(BusinessDate.WriteMonth(month));

        return months.Count > MostDue ? months[^MostDue..] : months;
    }

    /// <summary>The content of a draft for a day.</summary>
    /// <param name="day">Its accounting date.</param>
    /// <param name="made">The months that a draft was made for already.</param>
    public Decision<DraftEdit, Refusal> For(DateOnly day, IReadOnlySet<string> made)
    {
        if (RetiredBy.Length > 0)
            return Refusal.TemplateRetired.On("template_id", Name);

        if (MonthFor(day) is not { } month)
            return Refusal.TemplateNotDue.On("accounting_date", BusinessDate.Write(day));

        return made.Contains(month)
            ? Refusal.TemplateMonthTaken.On("accounting_date", month)
            : Edit with { Content = Edit.Content with { Date = day } };
    }

    /// <summary>
    /// The month that a draft of this day counts for; empty without a recurrence, null where none is due.
    /// </summary>
    public string? MonthFor(DateOnly day)
    {
        if (Recurrence is Recurrence.None)
            return "";

        var since = ((day.Year - FirstMonth.Year) * 12) + day.Month - FirstMonth.Month;
        return since >= 0 && since % Step is 0 ? BusinessDate.WriteMonth(day) : null;
    }
}

/// <summary>What somebody wrote to be kept as a template.</summary>
internal sealed record NewTemplate(
    string Name, int Recurrence, string FirstMonth, DraftEdit Edit, string CreatedBy);

internal enum Recurrence
{
    /// <summary>Used when a person wants it.</summary>
    None = 0,

    /// <summary>每月.</summary>
    Monthly = 1,

    /// <summary>每季: every third month from the first one.</summary>
    Quarterly = 2,
}
