using Google.Protobuf;
using Grpc.Core;
using Region.Contracts.Access.V1;
using Shouldly;

namespace Region.Services.Tests.Isolation;

/// <summary>
/// {role × method × own / other / absent}, generated from the protos: nobody learns from any answer what exists outside
/// his reach. Exempt, because the contracts make it public: names and stakes within a region (GetRegion), everything
/// about a round among the members of its region, and the counterparties that a book itself names.
/// </summary>
[Collection<SharedRegions>]
public sealed class IsolationTests(TwoRegions world)
{
    private static readonly Stage[] Stages = Enum.GetValues<Stage>();

    /// <summary>Units whose facts are closed to V0101, R01 and C01: neighbours first, then strangers.</summary>
    private static readonly Dictionary<string, (string[] Existing, string Absent)> OtherUnits = new(
        StringComparer.Ordinal)
    {
        ["village"] = (["V0102", "V0201"], "V0199"),
        ["region"] = (["R02"], "R09"),
        ["book"] = (["V0102", "V0201", "C02"], "V0199"),
    };

    [Fact]
    public async Task A_role_in_no_grant_is_refused_alike_whether_the_ids_are_its_own_another_s_or_absent()
    {
        foreach (var verb in Slice.All)
        {
            foreach (var role in verb.Strangers)
            {
                var token = world.TokenOf(role, HomeOf(role));
                var own = await world.CallAsync(verb, Requests.Fill(verb, Own(role, Stage.Ordered)), token);

                own.Status.ShouldBe(StatusCode.PermissionDenied, $"{role} {verb}");
                foreach (var ids in (Ids[])[Other, Absent])
                    (await world.CallAsync(verb, Requests.Fill(verb, ids), token)).ShouldBe(own, $"{role} {verb}");
            }
        }
    }

    [Fact]
    public async Task Another_s_unit_is_not_found_with_the_same_bytes_as_one_that_does_not_exist()
    {
        var compared = 0;
        foreach (var (verb, role) in Granted().Where(pair => IsBounded(pair.Verb.ScopeOf(pair.Role))))
        {
            var token = world.TokenOf(role, HomeOf(role));
            var (existing, absentUnit) = OtherUnits[verb.UnitField];
            foreach (var ids in (Ids[])[Own(role, Stage.Ordered), Other, Absent])
            {
                var absent = await UnitAsync(verb, ids, absentUnit, token);
                absent.Status.ShouldBe(StatusCode.NotFound, $"{role} {verb}");
                foreach (var unit in existing)
                {
                    (await UnitAsync(verb, ids, unit, token)).ShouldBe(absent, $"{role} {verb} {unit}");
                    compared++;
                }
            }
        }

        compared.ShouldBeGreaterThan(500);
    }

    [Fact]
    public async Task Another_s_id_in_any_reference_field_answers_with_the_same_bytes_as_one_that_does_not_exist()
    {
        var compared = 0;
        foreach (var (verb, role) in Granted().Where(pair => !pair.Verb.IsPublic && pair.Role is not Role.Service))
        {
            var token = world.TokenOf(role, HomeOf(role));
            foreach (var field in Requests.ReferencesOf(verb).Where(field => Counts(verb, field, role)))
            {
                var unfound = false;
                foreach (var stage in Stages)
                {
                    var request = Requests.Fill(verb, Own(role, stage));
                    foreach (var other in OthersOf(verb, field))
                    {
                        var none = NoneLike(other);
                        var absent = await ReferenceAsync(verb, request, (field, none), token);
                        var existing = await ReferenceAsync(verb, request, (field, other), token);

                        Compare((existing, other), (absent, none), $"{role} {verb} {field} {stage}");
                        unfound |= absent.Status is StatusCode.NotFound;
                        compared++;
                    }
                }

                (unfound || Requests.Names.Contains(field)).ShouldBeTrue($"{role} {verb}: {field} was never looked up");
            }
        }

        compared.ShouldBeGreaterThan(500);
    }

    [Fact]
    public async Task Nothing_of_another_unit_stands_in_any_answer_to_a_reader_of_his_own()
    {
        var readers = Granted().Where(pair => pair.Verb.Reads && IsBounded(pair.Verb.ScopeOf(pair.Role)));
        foreach (var (verb, role) in readers)
        {
            var token = world.TokenOf(role, HomeOf(role));
            var read = false;
            foreach (var stage in Stages)
            {
                var answer = await world.CallAsync(verb, Requests.Fill(verb, Own(role, stage)), token);
                read |= answer.Status is StatusCode.OK;
                var seen = $"{answer.Detail}\n{answer.Trailers}\n{answer.Unpacked}";
                foreach (var mark in MarksOfOthers(verb, role))
                    seen.ShouldNotContain(Answer.Latin(mark), Case.Sensitive, $"{role} {verb} {stage}");
            }

            read.ShouldBeTrue($"{role} {verb} never answered with anything");
        }
    }

    private static string HomeOf(Role role) => role switch
    {
        Role.VillageAccountant or Role.VillageHead or Role.Supervisor => "V0101",
        Role.CountyOffice or Role.Auditor or Role.Operator => "COUNTY",
        _ => "R01",
    };

    private static IEnumerable<(Verb Verb, Role Role)> Granted() =>
        from verb in Slice.All
        from role in verb.Granted
        select (verb, role);

    private static bool IsBounded(Scope scope) =>
        scope is not (Scope.County or Scope.Service or Scope.Public or Scope.Self);

    /// <summary>
    /// The county's offices may name every unit and person, so for them only what lies inside a unit counts. A dead
    /// letter of accounting is another's everywhere but there. Villages of one region are public to each other in a
    /// round, so there the other village is one of the other region.
    /// </summary>
    private static bool Counts(Verb verb, string field, Role role) =>
        (IsBounded(verb.ScopeOf(role)) || (Requests.Ids.Contains(field) && field != verb.UnitField))
        && !(field is "event_id" && verb.Host is "accounting");

    private static void Compare((Answer Answer, string Sent) existing, (Answer Answer, string Sent) absent, string what)
    {
        // What was not found says nothing at all; a refusal may repeat what the caller himself wrote.
        if (absent.Answer.Status is StatusCode.NotFound)
            existing.Answer.ShouldBe(absent.Answer, what);
        else
            existing.Answer.Without(existing.Sent).ShouldBe(absent.Answer.Without(absent.Sent), what);
    }

    private Ids Own(Role role, Stage stage) =>
        world.IdsOf("R01", stage, HomeOf(role).StartsWith('V') ? "V0101" : "R01");

    private Ids Other => world.IdsOf("R02", Stage.Ordered, "V0201");

    private Ids Absent => new(Other.Known.ToDictionary(
        pair => pair.Key, pair => pair.Value.Length > 0 ? NoneLike(pair.Value) : "", StringComparer.Ordinal));

    /// <summary>References for a field that exist elsewhere, the nearest neighbour's included.</summary>
    private IEnumerable<string> OthersOf(Verb verb, string field)
    {
        IEnumerable<string> others = field switch
        {
            "service" => [verb.Host is "villages" ? "accounting" : "villages"],
            "page_token" => [Other.Known["round_id"], "V0201"],
            "voucher_id" or "draft_id" or "template_id" or "file_hash" =>
            [
                Other.Known[field],
                world.IdsOf("R02", Stage.Ordered, "R02").Known[field],
                world.IdsOf("R01", Stage.Ordered, "V0102").Known[field],
            ],
            _ => Stages.Select(stage => world.IdsOf("R02", stage, "V0201").Known[field]),
        };
        return others.Where(other => other.Length > 0).Distinct(StringComparer.Ordinal);
    }

    private Task<Answer> ReferenceAsync(Verb verb, IMessage request, (string Field, string Id) reference, string token)
    {
        var field = verb.Method.InputType.FindFieldByName(reference.Field);
        var value = field.Name is "table" ? Other.With("table", reference.Id).Find(field, verb.Host)! : reference.Id;
        return world.CallAsync(verb, Requests.With(verb, request, field.Name, value), token);
    }

    /// <summary>As long as the id and beside it in every order, but nobody's.</summary>
    private static string NoneLike(string id) =>
        id.Length is 3 ? $"{id[0]}09" : $"{id[..^1]}{(id[^1] is '9' ? '8' : '9')}";

    private Task<Answer> UnitAsync(Verb verb, Ids ids, string unit, string token)
    {
        IMessage request = Requests.Fill(verb, ids);
        return world.CallAsync(verb, Requests.With(verb, request, verb.UnitField, unit), token);
    }

    private IEnumerable<string> MarksOfOthers(Verb verb, Role role)
    {
        string[] strangers = ["R02", "C02", "V020", "福田村", "驴业"];
        var rounds = world.Rounds.Where(round => round.Region is "R02")
            .SelectMany(round => (string[])[round.Round, round.Quote, round.Prepayment, round.Delivery])
            .Where(id => id.Length > 0);
        var closed = verb.ScopeOf(role) is Scope.OwnBook && HomeOf(role) is "V0101";
        return [.. strangers, .. rounds, .. closed ? (string[])["V0102", "V0103", "V0104"] : []];
    }
}
