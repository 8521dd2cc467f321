using Google.Protobuf;
using Grpc.Core;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Operations.V1;
using Region.Contracts.Procurement.V1;
using Region.Contracts.Villages.V1;
using Region.Testing;

namespace Region.Services.Tests.Refusing;

/// <summary>A refusal that comes before, or instead of, any rule of a domain.</summary>
internal sealed record PlatformRefusal(string Name, StatusCode Status, string Reason)
{
    public required Func<RefusingCounty, Task> Call { get; init; }
}

/// <summary>What the platform itself refuses, whatever the service.</summary>
internal static class PlatformRefusals
{
    private const int TooManyBytes = 16 * 1024 * 1024;

    internal static IReadOnlyList<PlatformRefusal> All { get; } =
    [
        new("a request id that is too short", StatusCode.InvalidArgument, "REQUEST_ID_INVALID")
        {
            Call = county => Settle(county, request => request.RequestId = "short"),
        },
        new("a request id with a control character", StatusCode.InvalidArgument, "REQUEST_ID_INVALID")
        {
            Call = county => Settle(county, request => request.RequestId = "with\ncontrol"),
        },
        new("a request id of another body, in villages", StatusCode.AlreadyExists, "REQUEST_ID_REUSED")
        {
            Call = county => county.Register.ImportRegisterAsync(new ImportRegisterRequest
            {
                RequestId = "refusing-0001",
                JoinedOn = "2026-01-01",
            }).ResponseAsync,
        },
        new("a request id of another body, in procurement", StatusCode.AlreadyExists, "REQUEST_ID_REUSED")
        {
            Call = county => Settle(county, request => request.RequestId = county.BillKey),
        },
        new("a request id of another body, in a book", StatusCode.AlreadyExists, "REQUEST_ID_REUSED")
        {
            Call = county => county.VouchersOf("V0101").ReviewVoucherAsync(new ReviewVoucherRequest
            {
                RequestId = county.ReviewKey,
                Book = "V0101",
                VoucherId = county.Cancelled,
            }).ResponseAsync,
        },
        new("nobody's token", StatusCode.Unauthenticated, "UNAUTHENTICATED")
        {
            Call = county => Settle(county, _ => { }, county.World.Anonymous("procurement")),
        },
        new("a role in no grant", StatusCode.PermissionDenied, "PERMISSION_DENIED")
        {
            Call = county => Settle(county, _ => { }, As(county, Role.Buyer, "R01")),
        },
        new("another region", StatusCode.NotFound, "NOT_FOUND")
        {
            Call = county => Settle(county, _ => { }, As(county, Role.CompanyAccountant, "R02")),
        },
        new("a region that does not exist", StatusCode.NotFound, "NOT_FOUND")
        {
            Call = county => Settle(county, request => request.Region = "R99"),
        },
        new("a round that does not exist", StatusCode.NotFound, "NOT_FOUND")
        {
            Call = county => Settle(county, request => request.RoundId = "none"),
        },
        new("a round with too long an id", StatusCode.NotFound, "NOT_FOUND")
        {
            Call = county => Settle(county, request => request.RoundId = new string('x', 61)),
        },
        new("a book that does not exist", StatusCode.NotFound, "NOT_FOUND")
        {
            Call = county => county.OpeningsOf("V0199").ImportOpeningAsync(
                new ImportOpeningRequest { RequestId = county.NewKey(), Book = "V0199" }).ResponseAsync,
        },
        new("a voucher that does not exist", StatusCode.NotFound, "NOT_FOUND")
        {
            Call = county => county.VouchersOf("V0101").ReviewVoucherAsync(new ReviewVoucherRequest
            {
                RequestId = county.NewKey(),
                Book = "V0101",
                VoucherId = "none",
            }).ResponseAsync,
        },
        new("a dead letter that does not exist", StatusCode.NotFound, "NOT_FOUND")
        {
            Call = county => new OperationsService.OperationsServiceClient(
                county.World.As("accounting", Callers.Of(Role.Operator, "COUNTY"))).ReplayDeadLetterAsync(
                new ReplayDeadLetterRequest { Service = "accounting", EventId = "none" }).ResponseAsync,
        },
        new("a message that is too large", StatusCode.ResourceExhausted, "")
        {
            Call = county => county.Register.ImportRegisterAsync(new ImportRegisterRequest
            {
                RequestId = county.NewKey(),
                VillagesTable = ByteString.CopyFrom(new byte[TooManyBytes]),
            }).ResponseAsync,
        },
    ];

    private static CallInvoker As(RefusingCounty county, Role role, string unit) =>
        county.World.As("procurement", Callers.Of(role, unit));

    /// <summary>Settles a round that could be settled, if there were nothing else.</summary>
    internal static Task Settle(RefusingCounty county, Action<SettleRoundRequest> change, CallInvoker? caller = null)
    {
        var request = county.Billed.Settling();
        change(request);
        return new SettlementService.SettlementServiceClient(caller ?? As(county, Role.CompanyAccountant, "R01"))
            .SettleRoundAsync(request).ResponseAsync;
    }
}
