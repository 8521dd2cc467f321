using Grpc.Core;
using Microsoft.Extensions.Caching.Memory;
using Region.Contracts.Villages.V1;

namespace Region.Gateway.Web;

/// <summary>Names for logins; a login that nobody holds or held a post with stands for itself.</summary>
/// <param name="Names">The names that are known.</param>
public sealed record Signers(IReadOnlyDictionary<string, string> Names)
{
    /// <summary>No names: every login stands for itself.</summary>
    public static Signers None { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>The name that belongs to a login, or the login.</summary>
    public string this[string login] => Names.GetValueOrDefault(login, login);
}

/// <summary>
/// Knows the names of those who signed vouchers (制单、审核、出纳、记账). Books keep logins, which never change hands; the
/// register of posts knows whose they are, also those of people who have left.
/// </summary>
internal sealed class SignerNames(PostService.PostServiceClient posts, IMemoryCache cache, TimeProvider clock)
{
    // Five terms of each fit on one sheet of the register's list.
    private const int MostAtOnce = 40;
    private const int MostTerms = 200;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    // A voucher is worth more than the names on it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The names of these logins; the logins themselves while the register does not answer.</summary>
    public async Task<Signers> OfAsync(IEnumerable<string> logins, CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var unknown = new List<string>();
        foreach (var login in logins.Where(login => login.Length > 0).Distinct(StringComparer.Ordinal))
        {
            if (cache.TryGetValue(Key(login), out string? name) && name is not null)
                names[login] = name;
            else
                unknown.Add(login);
        }

        foreach (var some in unknown.Chunk(MostAtOnce))
        {
            var found = await AskAsync(some, cancellationToken);
            if (found is null)
                break;

            foreach (var login in some)
                names[login] = cache.Set(Key(login), found.GetValueOrDefault(login, login), Fresh);
        }

        return new Signers(names);
    }

    private static (string, string) Key(string login) => (nameof(SignerNames), login);

    /// <summary>The newest name of each; null where the register does not answer.</summary>
    private async Task<Dictionary<string, string>?> AskAsync(string[] logins, CancellationToken cancellationToken)
    {
        try
        {
            var asked = new ListTermsRequest { Logins = { logins }, PageSize = MostTerms };
            var found = await posts.ListTermsAsync(
                asked, deadline: (clock.GetUtcNow() + Patience).UtcDateTime, cancellationToken: cancellationToken);
            return found.Posts.GroupBy(post => post.Login, StringComparer.Ordinal).ToDictionary(
                terms => terms.Key,
                terms => terms.MaxBy(post => post.Since, StringComparer.Ordinal)!.Name,
                StringComparer.Ordinal);
        }
        catch (RpcException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
