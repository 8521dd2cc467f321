using Region.Contracts.Access.V1;
using Region.Contracts.Villages.V1;
using Region.Villages;
using Region.Villages.Domain;

namespace Region.Services.Tests.Refusing;

/// <summary>What the register refuses. Each case changes one thing in a table that would be imported.</summary>
internal static class VillagesRefusals
{
    private const string Wheat = "100.00,0,0,100.00,";

    internal static RefusalCases<Refusal> Cases { get; } = new(Refusals.ToStatus, Refusals.ToSentence)
    {
        { Refusal.TableUnreadable, county => county.RegisterAsync("population,", "people,") },
        { Refusal.TableUnreadable, county => county.RegisterAsync("麦香村", new string('长', 1_000_000)) },
        { Refusal.TextMissing, county => county.RegisterAsync("麦香村", "") },
        { Refusal.TextTooLong, county => county.RegisterAsync("麦香村", new string('长', 61)) },
        { Refusal.TextUnprintable, county => county.RegisterAsync("麦香村", "\"麦\n香村\"") },
        { Refusal.DateUnreadable, county => county.RegisterAsync("", "", joinedOn: "2026-02-30") },
        { Refusal.NumberUnreadable, county => county.RegisterAsync(",800,", ",八百,") },
        { Refusal.NumberOutOfRange, county => county.RegisterAsync(",800,", ",-1,") },
        {
            Refusal.NumberOutOfRange,
            county => county.Register.ListRegionsAsync(new ListRegionsRequest { PageSize = 201 }).ResponseAsync
        },
        { Refusal.AmountUnreadable, county => county.RegisterAsync(Wheat, "100.001,0,0,100.00,") },
        { Refusal.AmountNegative, county => county.RegisterAsync(Wheat, "-100.00,0,0,100.00,") },
        { Refusal.AmountTooLarge, county => county.RegisterAsync(Wheat, "100000000000.01,0,0,100.00,") },
        {
            Refusal.PageUnreadable,
            county => county.Register.ListRegionsAsync(new ListRegionsRequest { PageToken = "V0101" }).ResponseAsync
        },
        {
            Refusal.NothingToImport,
            county => county.Register.ImportRegisterAsync(
                new ImportRegisterRequest { RequestId = county.NewKey(), JoinedOn = "2026-01-01" }).ResponseAsync
        },
        { Refusal.RegionCodeInvalid, county => county.RegisterAsync("R09,样例粮油区域党委", "9R,样例粮油区域党委") },
        {
            Refusal.DuplicateRegion,
            county => county.RegisterAsync("R09,样例粮油区域党委", "R09,甲,乙,丙\nR09,样例粮油区域党委")
        },
        {
            Refusal.DuplicateCompany,
            county => county.RegisterAsync("R09,样例公司", "R09,样例甲,0,0,0,0,91410000MADEM9016H\nR09,样例公司")
        },
        { Refusal.VillageCodeInvalid, county => county.RegisterAsync("V0902", "0902") },
        { Refusal.DuplicateVillage, county => county.RegisterAsync("V0902", "V0901") },
        { Refusal.RegionUnknown, county => county.RegisterAsync("R09,V0902", "R10,V0902") },
        { Refusal.CreditCodeInvalid, county => county.RegisterAsync("MADEM01694", "MADEM01695") },
        { Refusal.DuplicateCreditCode, county => county.RegisterAsync("MADEM0177Y", "MADEM01694") },
        { Refusal.ContributionDiffers, county => county.RegisterAsync(Wheat, "100.00,0,0,100.01,") },
        { Refusal.CapitalDiffers, county => county.RegisterAsync("200.00,200.00,0,0", "200.01,200.01,0,0") },
        { Refusal.StakesDiffer, county => county.RegisterAsync("200.00,200.00,0,0", "200.00,100.00,100.00,0") },
        { Refusal.CompanyMissing, county => county.RegisterAsync("R09,样例公司,200.00,200.00,0,0,91410000MADEM9059Y", "") },
        { Refusal.FactsDiffer, county => county.RegisterSampleAsync("晨光村", "晨星村") },

        { Refusal.LoginInvalid, county => county.AppointAsync("Some Body,某人,buyer,R01") },
        { Refusal.RoleUnknown, county => county.AppointAsync("some.body,某人,king,R01") },
        { Refusal.UnitUnknown, county => county.AppointAsync("some.body,某人,village_head,V0199") },
        { Refusal.UnitNotForRole, county => county.AppointAsync("some.body,某人,village_head,R01") },
        { Refusal.NameDiffers, county => county.AppointAsync("r01.cashier,另一人,cashier,R02") },
        { Refusal.DuplicatePost, county => county.AppointAsync("some.body,某人,buyer,R01\nsome.body,某人,buyer,R01") },
        { Refusal.PostsConflict, county => county.AppointAsync("some.body,某人,buyer,R01\nsome.body,某人,receiver,R01") },
        { Refusal.PostTaken, county => county.AppointAsync("some.body,某人,village_accountant,V0101") },
        { Refusal.PostTaken, county => AppointAsync(county, wanted => wanted.Role = Role.Secretary) },
        { Refusal.PostHeld, county => AppointAsync(county, wanted => wanted.Login = "r01.cashier") },
        { Refusal.PostNotHeld, county => AppointAsync(county, wanted => wanted.Replaces = "r01.buyer") },
        { Refusal.RoleUnknown, county => AppointAsync(county, wanted => wanted.Role = Role.Service) },
        { Refusal.TermBackwards, county => AppointAsync(county, wanted => wanted.EndsOn = "2026-03-31") },
        { Refusal.DateUnreadable, county => county.Posts.ListPostsAsync(
            new ListPostsRequest { Login = "county", HeldOn = "今天" }).ResponseAsync },
        { Refusal.PageUnreadable, county => county.Posts.ListTermsAsync(
            new ListTermsRequest { PageToken = "V0101" }).ResponseAsync },
        { Refusal.NumberOutOfRange, county => county.Posts.ListTermsAsync(
            new ListTermsRequest { PageSize = 201 }).ResponseAsync },
        { Refusal.NumberOutOfRange, county => county.Posts.ListTermsAsync(
            new ListTermsRequest { Logins = { Enumerable.Repeat("r01.buyer", 201) } }).ResponseAsync },
        { Refusal.PostNotHeld, county => EndAsync(county, wanted => wanted.Since = "2026-04-01") },
        { Refusal.PostEnded, county => EndAsync(county, wanted => wanted.Login = "r01.clerk") },
        { Refusal.OwnPost, county => EndAsync(county, wanted => wanted.Login = "countyoffice@county") },
        { Refusal.TermBackwards, county => EndAsync(county, wanted => wanted.EndsOn = "2025-12-01") },
        { Refusal.TextMissing, county => EndAsync(county, wanted => wanted.Reason = " ") },
        { Refusal.RoleUnknown, county => EndAsync(county, wanted => wanted.Role = Role.Unspecified) },
    };

    /// <summary>A second cashier of the company, as the county may appoint one, but for one thing.</summary>
    private static Task<AppointPostResponse> AppointAsync(
        RefusingCounty county, Action<AppointPostRequest> change)
    {
        var wanted = new AppointPostRequest
        {
            RequestId = county.NewKey(),
            Login = "some.body",
            Name = "样例出纳A",
            Role = Role.Cashier,
            Unit = "R01",
            Since = "2026-04-01",
        };
        change(wanted);
        return county.Posts.AppointPostAsync(wanted).ResponseAsync;
    }

    /// <summary>The end of the buyer's post, but for one thing.</summary>
    private static Task<EndPostResponse> EndAsync(RefusingCounty county, Action<EndPostRequest> change)
    {
        var wanted = new EndPostRequest
        {
            RequestId = county.NewKey(),
            Login = "r01.buyer",
            Role = Role.Buyer,
            Unit = "R01",
            Since = RefusingCounty.Joining,
            EndsOn = "2026-06-30",
            Reason = "调离",
        };
        change(wanted);
        return county.Posts.EndPostAsync(wanted).ResponseAsync;
    }
}
