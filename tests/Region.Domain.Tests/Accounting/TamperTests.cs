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

    private static readonly Lazy<ForgedBook> Whole = new(() => new ForgedBook(Vouchers));

    [Fact]
    public void Ten_thousand_forgeries_of_a_book_are_found_and_the_first_bad_voucher_is_named()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var forgery = 0; forgery < Forgeries; forgery++)
        {
            var at = random.Next(Vouchers - 1);
            switch (forgery % 5)
            {
                case 0:
                    Expect(at, Whole.Value.Lines[at + 1], at + 2, "deleted");
                    break;
                case 1:
                    Expect(at, Whole.Value.Lines[(at + 1 + random.Next(Vouchers - 1)) % Vouchers], null, "moved");
                    break;
                default:
                    Expect(at, Change(Whole.Value.Lines[at], random), null, $"changed, seed {seed}, forgery {forgery}");
                    break;
            }
        }
    }

    [Fact]
    public void Every_single_field_of_a_voucher_is_under_the_hash()
    {
        var line = Whole.Value.Lines[7];
        foreach (var path in Paths(JsonNode.Parse(line)!))
            Expect(7, Forge(line, path, new Random(1)), null, path.ToString()!);
    }

    [Fact]
    public void A_cut_tail_is_found_by_a_published_head()
    {
        var head = new PublishedHead("2026-09", Vouchers, Whole.Value.States[^1].Head);
        var check = new HeadCheck([head]);
        foreach (var state in Whole.Value.States.Skip(1).Take(Vouchers - 1))
            check.Pass(state);

        check.Finish(Whole.Value.States[Vouchers - 1]).ShouldHaveSingleItem().ShouldContain("截去");
    }

    [Fact]
    public void A_chain_that_was_computed_anew_is_found_by_a_published_head_and_by_nothing_else()
    {
        var published = new PublishedHead("2026-03", 5_000, Whole.Value.States[5_000].Head);
        var forged = new ForgedBook(Vouchers, changed: 4_000);
        var honest = new HeadCheck([]);
        var check = new HeadCheck([published]);
        foreach (var state in forged.States.Skip(1))
        {
            honest.Pass(state);
            check.Pass(state);
        }

        honest.Finish(forged.States[^1]).ShouldBeEmpty();
        check.Finish(forged.States[^1]).ShouldHaveSingleItem().ShouldContain("重算");
    }

    private static void Expect(int at, string line, int? named, string what)
    {
        var (_, wrong) = Whole.Value.States[at].Next(AuditPackage.ParseVoucher(line));

        wrong.ShouldNotBeNull($"voucher {at + 1}: {what}");
        if (named is { } sequence)
            wrong.ShouldContain(FormattableString.Invariant($"顺序号 {sequence}"));
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
