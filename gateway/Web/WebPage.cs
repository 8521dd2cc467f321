using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Components;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Gateway.Web.Parts;
using Region.Kernel;
using Region.Platform.Identity;

namespace Region.Gateway.Web;

/// <summary>
/// A page: it reads what it shows from the services in the name of its visitor, and its forms name the methods that
/// they call. It works without a script.
/// </summary>
public abstract class WebPage : ComponentBase
{
    private const int MostSheets = 50;

    /// <summary>The request that is answered.</summary>
    [CascadingParameter]
    public HttpContext Context { get; set; } = null!;

    /// <summary>Reads everything first, so that a page is drawn once and whole.</summary>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        await ReadAsync();
        await base.SetParametersAsync(ParameterView.Empty);
    }

    /// <summary>Asks the services for what the page shows; a refusal becomes the page that says why.</summary>
    private protected virtual Task ReadAsync() => Task.CompletedTask;

    private protected Desk Desk => Context.RequestServices.GetRequiredService<Desk>();

    private protected Caller Me => Desk.Me;

    private protected Posted? Posted => Context.Items[typeof(Posted)] as Posted;

    private protected CancellationToken Aborted => Context.RequestAborted;

    /// <summary>Today by the offices' clock.</summary>
    private protected DateOnly Today =>
        BusinessDate.At(Context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());

    /// <summary>A part of the address that the page's route names.</summary>
    private protected string Route(string name) => Context.Request.RouteValues[name] as string ?? "";

    /// <summary>A parameter of the query, cut to a length that no honest one has.</summary>
    private protected string Query(string name, string otherwise = "") =>
        Context.Request.Query[name].FirstOrDefault() is { Length: > 0 and <= 400 } text ? text.Trim() : otherwise;

    /// <summary>
    /// The end of the day that is asked for by <c>known</c>, as books take it: what was recorded until then. Empty for
    /// all that is recorded.
    /// </summary>
    private protected string KnownAt => Query("known") is { Length: > 0 } day ? $"{day}T23:59:59.999+08:00" : "";

    private protected bool Is(params ReadOnlySpan<Role> roles) => roles.Contains(Me.Role);

    /// <summary>
    /// For a page that is all form: whoever may not send it is told so before he fills it in. What a form may, the
    /// service decides all the same.
    /// </summary>
    private protected void Only(Role role)
    {
        if (!Is(role))
            throw new RpcException(new Status(StatusCode.PermissionDenied, "The page is for another post."));
    }

    /// <summary>The same in one region: another's is not found, like one that does not exist.</summary>
    private protected void Only(Role role, string region)
    {
        Only(role);
        if (!string.Equals(Me.Region, region, StringComparison.Ordinal))
            throw new RpcException(new Status(StatusCode.NotFound, "There is no such region in reach."));
    }

    /// <summary>The names of those who signed, to be shown in place of their logins.</summary>
    private protected Task<Signers> SignersAsync(params IEnumerable<string> logins) =>
        Context.RequestServices.GetRequiredService<SignerNames>().OfAsync(logins, Aborted);

    /// <summary>The names of those who signed vouchers.</summary>
    private protected Task<Signers> SignersAsync(IEnumerable<Voucher> vouchers) => SignersAsync(vouchers.SelectMany(
        voucher => (string[])
            [voucher.PreparedBy, voucher.CheckedBy, voucher.ReviewedBy, voucher.Cashier, voucher.PostedBy]));

    /// <summary>Whether the visitor keeps the book: hers are the buttons that write in it.</summary>
    private protected bool Keeps(string book) =>
        Is(Role.VillageAccountant, Role.CompanyAccountant) && string.Equals(Me.Book, book, StringComparison.Ordinal);

    /// <summary>Whether the visitor answers for the unit whose book it is: the village's head, the manager.</summary>
    private protected bool Heads(string book) =>
        Is(Role.VillageHead, Role.Manager) && string.Equals(Me.Book, book, StringComparison.Ordinal);

    /// <summary>Reads a list sheet by sheet up to what is looked for; else the page says there is none.</summary>
    private protected static async Task<T> FindAsync<T>(
        Func<string, Task<(IReadOnlyList<T> Rows, string Next)>> read, Func<T, bool> isIt)
        where T : class
    {
        var token = "";
        for (var sheet = 0; sheet < MostSheets; sheet++)
        {
            var (rows, next) = await read(token);
            if (rows.FirstOrDefault(isIt) is { } found)
                return found;

            token = next;
            if (token.Length is 0)
                break;
        }

        throw Absent;
    }

    /// <summary>The visitor is told that there is nothing at this address.</summary>
    private protected static RpcException Absent => new(new Status(StatusCode.NotFound, ""));

    /// <summary>The same address with other parameters in its query.</summary>
    private protected string With(params ReadOnlySpan<(string Name, string Value)> changes)
    {
        var query = Context.Request.Query
            .Where(pair => pair.Key is not "done")
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        foreach (var (name, value) in changes)
            query[name] = value;
        return Links.To(Context.Request.Path, [.. query.Select(pair => (pair.Key, pair.Value))]);
    }

    /// <summary>
    /// One page of a list that its service answers whole: it stays small however much a book holds.
    /// </summary>
    private protected (IReadOnlyList<T> Rows, string Next) PageOf<T>(IReadOnlyList<T> rows, int most)
    {
        var start = int.TryParse(Query("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? Math.Min(place, rows.Count) : 0;
        var end = start + most;
        return (
            [.. rows.Skip(start).Take(most)],
            end < rows.Count ? Next(end.ToString(CultureInfo.InvariantCulture)) : "");
    }

    /// <summary>The beginning of a list that stands on a page beside others; its file holds all of it.</summary>
    private protected IReadOnlyList<T> Beginning<T>(IReadOnlyList<T> rows, int most) =>
        ListFile.IsWanted(Context) ? rows : [.. rows.Take(most)];

    /// <summary>The address of the next page of a list; empty where there is none.</summary>
    private protected string Next(string token) => token.Length is 0 ? "" : With(("page", token));
}
