using System.Text;
using System.Text.Json.Nodes;
using Region.Accounting.Archives;
using Region.Accounting.Domain;
using Region.Kernel;
using Region.Verifier.Chain;
using Region.Verifier.Checks;
using Region.Verifier.Packages;
using Shouldly;
using BookChain = Region.Accounting.Domain.Chain;

namespace Region.Domain.Tests.Accounting;

/// <summary>
/// T10: ten thousand forgeries of a book of ten thousand vouchers, each found by the verifier, which names the first
/// bad voucher. The verifier follows the chain from its beginning; since it is a fold, the state before a forgery is
/// the one of the untouched book, so a test goes on from there.
/// </summary>
public sealed class TamperTests
{
    private const int Vouchers = 10_000;
    private const int Forgeries = 10_000;
    private const string Book = "V0101";
    private const string Invoice = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static readonly string[] Kinds =
        ["changed", "changed and sealed", "moved", "deleted", "inserted", "inserted and sealed"];

    private static readonly Lazy<ForgedBook> Whole = new(() => new ForgedBook(Vouchers));

    [Fact]
    public void Ten_thousand_forgeries_of_a_book_are_found_and_the_first_bad_voucher_is_named()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var found = new HashSet<string>(StringComparer.Ordinal);
        for (var forgery = 0; forgery < Forgeries; forgery++)
        {
            // Every tenth forgery is one of the book's ends.
            var at = (forgery % 10, random.Next(2)) switch
            {
                (9, 0) => 0,
                (9, _) => Vouchers - 1,
                _ => random.Next(Vouchers),
            };
            var kind = Kinds[forgery / 10 % Kinds.Length];
            var (bad, forged) = Forge(kind, at, random);
            ExpectFirstBad(at, forged, bad, $"{kind} at {at + 1}, seed {seed}, forgery {forgery}");
            found.Add($"{kind} {(at == Vouchers - 1 ? "last" : "")}");
        }

        found.Count.ShouldBe(2 * Kinds.Length, string.Join('；', found));
    }

    [Fact]
    public void Every_single_field_of_a_voucher_is_under_the_hash()
    {
        var line = Whole.Value.Lines[7];
        foreach (var path in Paths(JsonNode.Parse(line)!))
            ExpectFirstBad(7, [Forge(line, path, new Random(1))], 8, path.ToString()!);
    }

    [Fact]
    public void A_cut_tail_is_found_by_a_published_head()
    {
        var head = new ExpectedHead("公布的链头", Vouchers, Whole.Value.States[^1].Head);
        var check = new HeadCheck(Whole.Value.States[0], [head]);
        foreach (var state in Whole.Value.States.Skip(1).Take(Vouchers - 1))
            check.Pass(state);

        check.Finish(Whole.Value.States[Vouchers - 1]).ShouldHaveSingleItem().ShouldContain("截去");
    }

    [Fact]
    public void A_chain_that_was_computed_anew_is_found_by_a_published_head_and_by_nothing_else()
    {
        var published = new ExpectedHead("公布的链头", 5_000, Whole.Value.States[5_000].Head);
        var forged = new ForgedBook(Vouchers, changed: 4_000);
        var honest = new HeadCheck(forged.States[0], []);
        var check = new HeadCheck(forged.States[0], [published]);
        foreach (var state in forged.States.Skip(1))
        {
            honest.Pass(state);
            check.Pass(state);
        }

        honest.Finish(forged.States[^1]).ShouldBeEmpty();
        check.Finish(forged.States[^1]).ShouldHaveSingleItem().ShouldContain("重算");
    }

    [Fact]
    public void A_head_from_before_a_package_is_compared_where_it_begins_and_named_where_it_lies_further_back()
    {
        var states = Whole.Value.States;
        ExpectedHead At(long vouchers, string head) => new("公布的链头", vouchers, head);

        new HeadCheck(states[100], [At(100, states[100].Head)]).Finish(states[200]).ShouldBeEmpty();
        new HeadCheck(states[100], [At(100, states[99].Head)]).Finish(states[200])
            .ShouldHaveSingleItem().ShouldContain("不符");
        new HeadCheck(states[100], [At(99, states[99].Head)]).Finish(states[200])
            .ShouldHaveSingleItem().ShouldContain("资料包从第 101 张开始，不含它");
    }

    // The lines from a place on, as a forger leaves them, and the place of the first voucher that must be named; null
    // where only the end of the chain tells.
    private static (int? Bad, IReadOnlyList<string> Lines) Forge(string kind, int at, Random random)
    {
        var lines = Whole.Value.Lines;
        var own = lines[at];
        string[] rest = at + 1 < Vouchers ? [lines[at + 1]] : [];
        int? behind = rest.Length > 0 ? at + 2 : null;
        return kind switch
        {
            "changed" => (at + 1, [Change(own, random), .. rest]),
            "changed and sealed" => (behind, [Seal(own, at), .. rest]),
            "moved" => (at + 1, [lines[(at + 1 + random.Next(Vouchers - 1)) % Vouchers], .. rest]),
            "deleted" => (rest.Length > 0 ? at + 1 : null, rest),
            "inserted" => (at + 1, [lines[(at + 1 + random.Next(Vouchers - 1)) % Vouchers], own, .. rest]),
            "inserted and sealed" => (at + 2, [Seal(own, at), own, .. rest]),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such forgery."),
        };
    }

    // Another amount, and a hash that fits it: what stands behind it no longer fits.
    private static string Seal(string line, int at)
    {
        var voucher = JsonNode.Parse(line)!.AsObject();
        foreach (var posting in voucher["postings"]!.AsArray())
        {
            foreach (var side in (ReadOnlySpan<string>)["debit", "credit"])
            {
                if (posting![side]!.GetValue<long>() is not 0 and var fen)
                    posting[side] = fen + 1;
            }
        }

        voucher["hash"] = VoucherBytes.HashOf(
            AuditPackage.ParseVoucher(voucher.ToJsonString()), Whole.Value.States[at].Head);
        return voucher.ToJsonString();
    }

    private static void ExpectFirstBad(int at, IReadOnlyList<string> lines, int? bad, string what)
    {
        var state = Whole.Value.States[at];
        foreach (var line in lines)
        {
            (state, var wrong) = state.Next(AuditPackage.ParseVoucher(line));
            if (wrong is null)
                continue;

            wrong.ShouldStartWith(FormattableString.Invariant($"第 {bad} 张，"), customMessage: what);
            return;
        }

        bad.ShouldBeNull(what);
        state.Head.ShouldNotBe(Whole.Value.States[^1].Head, what);
    }

    private static string Change(string line, Random random)
    {
        var paths = Paths(JsonNode.Parse(line)!);
        return Forge(line, paths[random.Next(paths.Count)], random);
    }

    // Every value of the voucher: a key in the voucher, or a key in one of its lines.
    private static List<(int Posting, string Key)> Paths(JsonNode voucher) =>
    [
        .. voucher.AsObject().Where(pair => pair.Value is not JsonArray).Select(pair => (-1, pair.Key)),
        (-1, "files"),
        .. voucher["postings"]!.AsArray().SelectMany((posting, index) =>
            posting!.AsObject().Select(pair => (index, pair.Key))),
    ];

    private static string Forge(string line, (int Posting, string Key) path, Random random)
    {
        var voucher = JsonNode.Parse(line)!.AsObject();
        var place = path.Posting < 0 ? voucher : voucher["postings"]![path.Posting]!.AsObject();
        place[path.Key] = place[path.Key] switch
        {
            JsonArray => new JsonArray("0"),
            { } value when value.GetValueKind() is System.Text.Json.JsonValueKind.Number =>
                value.GetValue<long>() + 1 + random.Next(100),
            { } value => value.GetValue<string>() + "改",
            null => "改",
        };
        return voucher.ToJsonString();
    }

    /// <summary>A book as a package holds it, with the verifier's state before each voucher.</summary>
    private sealed class ForgedBook
    {
        public ForgedBook(int count, int changed = -1)
        {
            var chain = BookChain.StartOf(Book);
            var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
            var lines = new List<string>(count);
            var states = new List<ChainState>(count + 1)
            {
                ChainState.Before(1, VoucherBytes.StartOf(Book), 2026),
            };
            for (var index = 0; index < count; index++)
            {
                var content = Content(index, index == changed ? 1 : 0);
                var month = BusinessDate.WriteMonth(content.Date);
                var number = numbers[month] = numbers.GetValueOrDefault(month) + 1;
                var voucher = chain.Append(content, Books.IdOf(index + 1), number, Books.Noon.AddSeconds(index));
                chain = BookChain.EndingIn(voucher);
                lines.Add(Encoding.UTF8.GetString(PackedJson.Line(voucher).Span).TrimEnd('\n'));
                var (state, wrong) = states[^1].Next(AuditPackage.ParseVoucher(lines[^1]));
                wrong.ShouldBeNull();
                states.Add(state);
            }

            Lines = lines;
            States = states;
        }

        public List<string> Lines { get; }

        public List<ChainState> States { get; }

        private static Draft Content(int index, long more) =>
            Books.Draft(
                Books.Debit("121", 1_000 + index + more) with
                {
                    Stock = "M001",
                    Quantity = Quantity.FromThousandths(25_000 + index),
                },
                Books.Credit("112", 1_000 + index + more, "C01")) with
            {
                Date = new DateOnly(2026, 1, 1).AddDays(index / 40),
                Attachments = 1 + (index % 3),
                CheckedBy = "v0101.head",
                PostedBy = "v0101.accountant",
                Files = index % 7 is 0 ? [Invoice] : [],
            };
    }
}
