using Google.Protobuf.Collections;
using Google.Rpc;
using Grpc.Core;
using Region.Kernel;
using Region.Platform.Refusals;
using Shouldly;

namespace Region.Platform.Tests.Refusals;

public sealed class RefusalBookTests
{
    private static readonly RefusalBook<Rule> Book = new(
        "orchard",
        rule => rule switch
        {
            Rule.TooManyPears => StatusCode.InvalidArgument,
            Rule.GateClosed => StatusCode.FailedPrecondition,
            Rule.TreeUnknown => StatusCode.NotFound,
        },
        refused => refused.Rule switch
        {
            Rule.TooManyPears => $"梨子 {refused.Offending} 个，太多。",
            Rule.GateClosed => "果园已关门。",
            Rule.TreeUnknown => $"没有这棵树 {refused.Offending}。",
        });

    private enum Rule
    {
        TooManyPears,
        GateClosed,
        TreeUnknown,
    }

    [Fact]
    public void A_refusal_carries_status_sentence_rule_and_field()
    {
        var exception = Book.ToRpcException(Rule.TooManyPears.On("pears", 1001));

        exception.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        exception.Status.Detail.ShouldBe("梨子 1001 个，太多。");
        var details = StatusDetails.Read(exception).ShouldNotBeNull();
        details.Code.ShouldBe((int)StatusCode.InvalidArgument);
        details.Message.ShouldBe("梨子 1001 个，太多。");
        var info = details.Details[0].Unpack<ErrorInfo>();
        (info.Type, info.Domain).ShouldBe(("TOO_MANY_PEARS", "orchard.region"));
        var localized = details.Details[1].Unpack<LocalizedMessage>();
        (localized.Locale, localized.Message).ShouldBe(("zh-CN", "梨子 1001 个，太多。"));
        var violation = details.Details[2].Unpack<BadRequest>().FieldViolations.ShouldHaveSingleItem();
        (violation.Field, violation.Description).ShouldBe(("pears", "梨子 1001 个，太多。"));
    }

    [Fact]
    public void Several_refusals_are_one_violation_each_and_the_first_gives_the_status()
    {
        var exception = Book.ToRpcException([Rule.GateClosed.On("gate"), Rule.TooManyPears.On("第3行 pears", "9")]);

        exception.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        exception.Status.Detail.ShouldBe("果园已关门。（共 2 处）");
        Violations(exception).Select(violation => violation.Field).ShouldBe(["gate", "第3行 pears"]);
    }

    [Fact]
    public void Thousands_of_refusals_and_endless_values_stay_within_what_headers_hold()
    {
        var refused = Rule.TooManyPears.On("pears", new string('万', 9_000));

        var exception = Book.ToRpcException([.. Enumerable.Repeat(refused, 5_000)]);

        Violations(exception).Count.ShouldBe(StatusDetails.MaxFields);
        exception.Status.Detail.Length.ShouldBeLessThanOrEqualTo(StatusDetails.MaxSentence);
        exception.Trailers.GetValueBytes(StatusDetails.Trailer)!.Length.ShouldBeLessThan(20_000);
    }

    [Fact]
    public void A_sentence_is_never_cut_within_a_rare_character()
    {
        var sentence = string.Concat(new string('一', StatusDetails.MaxSentence - 2), "𠀀𠀀𠀀");

        var exception = StatusDetails.Exception(StatusCode.Internal, "X", "y", sentence);

        exception.Status.Detail.ShouldBe(new string('一', StatusDetails.MaxSentence - 2) + "…");
    }

    [Fact]
    public void Unknown_things_are_the_same_bytes_whatever_was_asked_for()
    {
        var unknown = Book.ToRpcException(Rule.TreeUnknown.On("tree", "T42"));
        var foreign = NotFound.Exception();

        unknown.Status.ShouldBe(foreign.Status);
        unknown.Status.Detail.ShouldBe("没有找到，或无权查看。");
        unknown.Trailers.GetValueBytes(StatusDetails.Trailer)
            .ShouldBe(foreign.Trailers.GetValueBytes(StatusDetails.Trailer));
        StatusDetails.Read(foreign)!.Details.Count.ShouldBe(2);
        StatusDetails.Read(foreign)!.Details[0].Unpack<ErrorInfo>()
            .ShouldBe(new ErrorInfo { Type = "NOT_FOUND", Domain = "region" });
    }

    [Fact]
    public void A_read_answers_what_was_decided_or_throws_the_refusal()
    {
        Decision<int, Rule> allowed = 7;
        Decision<int, Rule> refused = Rule.GateClosed.On("gate");

        allowed.OrThrow(Book).ShouldBe(7);
        Should.Throw<RpcException>(() => refused.OrThrow(Book)).StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        Should.Throw<RpcException>(() => Book.Throw(Rule.GateClosed.On("gate"))).Status.Detail.ShouldBe("果园已关门。");
    }

    [Fact]
    public void Damaged_details_read_as_none()
    {
        var trailers = new Metadata { { StatusDetails.Trailer, new byte[] { 0xFF, 0xFF } } };

        StatusDetails.Read(new RpcException(new Grpc.Core.Status(StatusCode.Internal, ""), trailers)).ShouldBeNull();
        StatusDetails.Read(new RpcException(new Grpc.Core.Status(StatusCode.Internal, ""))).ShouldBeNull();
    }

    private static RepeatedField<BadRequest.Types.FieldViolation> Violations(RpcException exception) =>
        StatusDetails.Read(exception)!.Details[2].Unpack<BadRequest>().FieldViolations;
}
