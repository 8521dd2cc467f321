using Microsoft.AspNetCore.Components;

namespace Region.Gateway.Web.Parts;

/// <summary>A column of a list: its head, its cells, and how they stand (n number, c centre, w unbroken).</summary>
public sealed record Column<T>(string Title, RenderFragment<T> Cell, string Kind = "");

/// <summary>The usual columns.</summary>
public static class Column
{
    public static Column<T> Text<T>(string title, Func<T, string> text, string kind = "") =>
        new(title, row => builder => builder.AddContent(0, text(row)), kind);

    /// <summary>An amount; blank for nothing, red below zero.</summary>
    public static Column<T> Money<T>(string title, Func<T, long> fen) => new(title, row => Amount(fen(row)), "n");

    public static Column<T> Date<T>(string title, Func<T, string> date) =>
        Text<T>(title, row => Say.Date(date(row)), "w");

    public static Column<T> Link<T>(string title, Func<T, string> href, Func<T, string> text, string kind = "w") =>
        new(title, row => Anchor(href(row), text(row)), kind);

    public static Column<T> Chip<T>(string title, Func<T, (string Text, string Tone)> state) =>
        new(title, row => builder =>
        {
            var (text, tone) = state(row);
            if (text.Length is 0)
                return;

            builder.OpenComponent<Chip>(0);
            builder.AddAttribute(1, nameof(Parts.Chip.Text), text);
            builder.AddAttribute(2, nameof(Parts.Chip.Tone), tone);
            builder.CloseComponent();
        }, "c");

    public static RenderFragment Anchor(string href, string text) => builder =>
    {
        if (href.Length is 0)
        {
            builder.AddContent(0, text);
            return;
        }

        builder.OpenElement(0, "a");
        builder.AddAttribute(1, "href", href);
        builder.AddContent(2, text);
        builder.CloseElement();
    };

    public static RenderFragment Amount(long fen) => builder =>
    {
        if (fen >= 0)
        {
            builder.AddContent(0, Say.YuanOrBlank(fen));
            return;
        }

        builder.OpenElement(0, "span");
        builder.AddAttribute(1, "class", "red");
        builder.AddContent(2, Say.Yuan(fen));
        builder.CloseElement();
    };
}
