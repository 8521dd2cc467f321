using System.Net;
using Region.Sidecar.Apps;
using Region.Sidecar.Delivery;
using Shouldly;

namespace Region.Platform.Tests.Sidecar;

public sealed class VerdictTests
{
    [Theory]
    [InlineData(200, "", "Success")]
    [InlineData(204, "", "Success")]
    [InlineData(299, "", "Success")]
    [InlineData(200, "not json", "Success")]
    [InlineData(200, "[]", "Success")]
    [InlineData(200, "{}", "Success")]
    [InlineData(200, """{"status":""}""", "Success")]
    [InlineData(200, """{"status":null}""", "Success")]
    [InlineData(200, """{"status":"SUCCESS"}""", "Success")]
    [InlineData(200, """{"status":"RETRY"}""", "Retry")]
    [InlineData(200, """{"status":"DROP"}""", "Drop")]
    [InlineData(200, """{"status":"success"}""", "Retry")]
    [InlineData(200, """{"status":"WHAT"}""", "Retry")]
    [InlineData(301, "", "Retry")]
    [InlineData(400, "", "Retry")]
    [InlineData(401, "", "Retry")]
    [InlineData(403, "", "Retry")]
    [InlineData(404, "", "Drop")]
    [InlineData(404, """{"status":"SUCCESS"}""", "Drop")]
    [InlineData(409, "", "Retry")]
    [InlineData(500, "", "Retry")]
    [InlineData(503, """{"status":"DROP"}""", "Retry")]
    public void A_single_answer_means(int status, string body, string expected) =>
        AppVerdict.OfSingle(new AppAnswer((HttpStatusCode)status, body)).Verdict.ToString().ShouldBe(expected);

    [Fact]
    public void No_answer_at_all_means_that_it_comes_again() =>
        AppVerdict.OfSingle(new AppAnswer(null, "", "reset")).ShouldBe(new AppVerdict(Verdict.Retry, "reset"));

    [Fact]
    public void The_reason_that_an_app_gives_is_kept() =>
        AppVerdict.OfSingle(new AppAnswer(HttpStatusCode.OK, """{"status":"DROP","reason":"账簿不存在"}"""))
            .ShouldBe(new AppVerdict(Verdict.Drop, "账簿不存在"));

    [Theory]
    [InlineData(200, """{"statuses":[{"entryId":"1","status":"SUCCESS"},{"entryId":"2","status":"DROP"}]}""", "Success,Drop")]
    [InlineData(200, """{"statuses":[{"entryId":"2","status":"SUCCESS"}]}""", "Retry,Success")]
    [InlineData(200, """{"statuses":[{"entryId":"1","status":""},{"entryId":"2"}]}""", "Retry,Retry")]
    [InlineData(200, """{"statuses":[{"entryId":"1","status":"RETRY"},{"entryId":"2","status":"what"}]}""", "Retry,Retry")]
    [InlineData(200, "", "Retry,Retry")]
    [InlineData(200, "nonsense", "Retry,Retry")]
    [InlineData(200, """{"statuses":7}""", "Retry,Retry")]
    [InlineData(404, "", "Drop,Drop")]
    [InlineData(500, """{"statuses":[{"entryId":"1","status":"SUCCESS"}]}""", "Retry,Retry")]
    public void A_bulk_answer_means(int status, string body, string expected)
    {
        var verdicts = AppVerdict.OfBulk(new AppAnswer((HttpStatusCode)status, body), ["1", "2"]);

        string.Join(',', verdicts.Select(verdict => verdict.Verdict)).ShouldBe(expected);
    }
}
