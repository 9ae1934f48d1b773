using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Demo;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Payments;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.PublicServices.Processing;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LoTrinh.Tests.PublicServices;

/// <summary>The ways of a payment from the submission to its end: written in, due at the return, given back, fallen away, given up.</summary>
public sealed class PaymentWayTests
{
    private const string Token = "ma-truy-cap-cua-nen-tang";

    private static readonly Actor Cashier = new(Guid.Empty, "Bộ phận một cửa", null, null, [new(Permissions.Process, "/"), new(PaymentPermissions.Take, "/")]);

    [Theory, EachDatabase]
    public async Task A_result_is_held_until_the_fee_due_at_its_return_is_paid_and_is_then_with_the_applicant(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var code = await Desk.SubmittedAsync(app, await app.ActorAsync("citizen"));
        Assert.True((await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, code, null, default))).Ok);
        await SetAsync(app, code, 200_000);
        await Desk.ThroughAsync(app, code);

        var issued = await Desk.ResultAsync(app, w => w.Issue(Desk.Officers, code, null, null, [new("kq.pdf", new MemoryStream(Desk.Pdf))], false, default));
        var held = await StatusAsync(app, code);
        var refused = await Desk.ResultAsync(app, w => w.GiveOut(Desk.Officers, code, null, new(HandOver.Desk, "Nguyễn Minh Họa", null), default));
        var paid = await WorkAsync(app, w => w.Take(Cashier, code, "after", "cash", null, null, default));
        var before = await StatusAsync(app, code);
        await app.DispatchAsync();
        await app.DispatchAsync();

        Assert.Equal((true, DossierStatus.Processed), (issued.Ok, held));
        Assert.Equal("services.fee-owed", refused.Problems[0].Code);
        Assert.Equal((true, DossierStatus.Processed, DossierStatus.ResultReturned), (paid.Ok, before, await StatusAsync(app, code)));
        Assert.Equal([HandOver.Electronic], await app.WithAsync(s => s.GetRequiredService<AppDb>().HandOvers.Where(h => h.DossierId == issued.Value.Id).Select(h => h.Method).ToListAsync()));
    }

    [Fact]
    public async Task An_amount_that_another_authority_sets_is_written_in_with_its_basis_until_it_is_paid()
    {
        using var app = TestApp.Start();
        var code = await Desk.SubmittedAsync(app, await app.ActorAsync("citizen"));

        var open = await WorkAsync(app, w => w.Take(Cashier, code, "after", "cash", null, null, default));
        var wrong = await WorkAsync(app, w => w.SetAmount(Cashier, code, "after", "licence", -1, " ", null, default));
        var large = await WorkAsync(app, w => w.SetAmount(Cashier, code, "after", "licence", PaymentWork.MostAmount + 1, "NQ", null, default));
        var unknown = await WorkAsync(app, w => w.SetAmount(Cashier, code, "after", "khac", 1, "NQ", null, default));
        var officer = await WorkAsync(app, w => w.SetAmount(Desk.Officers, code, "after", "licence", 1, "NQ", null, default));
        var first = await SetAsync(app, code, 200_000);
        var late = await WorkAsync(app, w => w.SetAmount(Cashier, code, "after", "licence", 300_000, "NQ", first.Version - 1, default));
        var mended = await SetAsync(app, code, 250_000);
        await WorkAsync(app, w => w.Take(Cashier, code, "after", "cash", null, null, default));
        var paid = await WorkAsync(app, w => w.SetAmount(Cashier, code, "after", "licence", 1, "NQ", null, default));

        Assert.Equal("services.payment-amount-open", open.Problems[0].Code);
        Assert.Equal(["services.payment-amount", "services.payment-basis"], wrong.Problems.Select(p => p.Code));
        Assert.Equal(("services.payment-amount", "services.payment-amount-fixed", ProblemKind.Forbidden), (large.Problems[0].Code, unknown.Problems[0].Code, officer.Problems[0].Kind));
        Assert.Equal((250_000, 0, 250_000), (mended.Amount, mended.FeeAmount, mended.ChargeAmount));
        Assert.Equal(("changed-meanwhile", "services.payment-amount-fixed"), (late.Problems[0].Code, paid.Problems[0].Code));
        var said = await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.Where(e => e.SubjectId == mended.Id && e.Action == "services.payment.amount-set").Select(e => e.Reason).ToListAsync());
        Assert.Equal(2, said.Count);
        Assert.Contains(said, r => r!.Contains("250000 – Nghị quyết 07/2020/NQ-HĐND", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_amount_that_the_catalogue_fixes_is_nobodys_to_write()
    {
        using var app = TestApp.Start();
        var code = await SubmittedAsync(app);

        var refused = await WorkAsync(app, w => w.SetAmount(Cashier, code, "before", "licence", 1, "NQ", null, default));

        Assert.Equal("services.payment-amount-fixed", refused.Problems[0].Code);
        Assert.Equal(135_000, (await PaymentAsync(app, code, "before")).Amount);
    }

    [Theory, EachDatabase]
    public async Task What_was_paid_goes_back_once_when_its_dossier_ended_without_a_result(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var code = await SubmittedAsync(app);
        await WorkAsync(app, w => w.Take(Cashier, code, "before", "cash", null, null, default));
        var early = await WorkAsync(app, w => w.Refund(Cashier, code, "before", "Còn đang giải quyết", null, default));
        Assert.True((await Desk.ReceptionAsync(app, w => w.Refuse(Desk.Officers, code, null, "Không thuộc thẩm quyền", default))).Ok);
        await app.DispatchAsync();
        var kept = (await PaymentAsync(app, code, "before")).State;

        var silent = await WorkAsync(app, w => w.Refund(Cashier, code, "before", " ", null, default));
        var back = await WorkAsync(app, w => w.Refund(Cashier, code, "before", "Hồ sơ bị từ chối", null, default));
        var again = await WorkAsync(app, w => w.Refund(Cashier, code, "before", "Lần nữa", null, default));

        Assert.Equal(("services.refund-not-yet", PaymentState.Paid, "services.refund-reason"), (early.Problems[0].Code, kept, silent.Problems[0].Code));
        Assert.Equal((PaymentState.Refunded, "Hồ sơ bị từ chối", true), (back.Value.State, back.Value.RefundReason, back.Value.RefundedAt is not null));
        Assert.Equal("services.refund-not-yet", again.Problems[0].Code);
    }

    [Theory, EachDatabase]
    public async Task What_nobody_paid_falls_away_with_its_dossier_and_money_that_comes_all_the_same_goes_back(TestDatabase database)
    {
        await using var platform = await PaymentPlatformStandIn.StartAsync();
        using var app = Start(platform, database);
        var code = await SubmittedAsync(app);
        var request = await BeginAsync(app, code);
        var citizen = await app.ActorAsync("citizen");
        Assert.True((await app.WithAsync(s => s.GetRequiredService<DossierWork>().Withdraw(citizen, code, null, "Không cần nữa", default))).Ok);
        await app.DispatchAsync();
        var cancelled = (await PaymentAsync(app, code, "before")).State;
        var taken = await WorkAsync(app, w => w.Take(Cashier, code, "before", "cash", null, null, default));
        var begun = await app.WithAsync(s => s.GetRequiredService<OnlinePayment>().Begin(citizen, code, "before", null, "127.0.0.1", default));

        var settled = await app.WithAsync(s => s.GetRequiredService<Settling>().Take(PaymentPlatformStandIn.Said(request.Reference, 135_000), false, default));
        await app.DispatchAsync();
        var back = await WorkAsync(app, w => w.Refund(Cashier, code, "before", "Hồ sơ đã rút", null, default));

        Assert.Equal((PaymentState.Cancelled, "services.payment-not-owed", "services.payment-not-owed"), (cancelled, taken.Problems[0].Code, begun.Problems[0].Code));
        Assert.Equal((Settled.Paid, DossierStatus.Withdrawn), (settled.Value, await StatusAsync(app, code)));
        Assert.Equal(PaymentState.Refunded, back.Value.State);
    }

    [Fact]
    public async Task One_transfer_pays_once_and_the_receipt_that_has_it_is_named()
    {
        using var app = TestApp.Start();
        var (first, second) = (await SubmittedAsync(app), await SubmittedAsync(app));
        var paid = await WorkAsync(app, w => w.Take(Cashier, first, "before", "transfer", "vcb0315001", null, default));

        var again = await WorkAsync(app, w => w.Take(Cashier, second, "before", "transfer", " VCB0315001 ", null, default));
        var other = await WorkAsync(app, w => w.Take(Cashier, second, "before", "transfer", "VCB0315002", null, default));

        Assert.Equal(("services.payment-transaction-twice", "Transaction", paid.Value.ReceiptNumber), (again.Problems[0].Code, again.Problems[0].Field, again.Problems[0].Args[0]));
        Assert.True(other.Ok);
    }

    [Fact]
    public async Task An_amount_is_typed_as_pages_print_it_and_one_that_is_none_is_said_where_it_can_be_seen()
    {
        using var app = TestApp.Start();
        var code = await Desk.SubmittedAsync(app, await app.ActorAsync("citizen"));
        using var desk = await app.SignInAsync("desk");
        var url = $"/dich-vu-cong/ho-so/{code}/thanh-toan";
        Dictionary<string, string> typed = new() { ["Due"] = "after", ["Fee"] = "licence", ["Amount"] = "200.0", ["Basis"] = "Nghị quyết 07/2020/NQ-HĐND" };

        using var refused = await desk.PostFormAsync(url, typed, url + "?handler=Amount");
        var wrong = await refused.ReadPageAsync();
        using var done = await desk.PostFormAsync(url, new(typed) { ["Amount"] = "200.000" }, url + "?handler=Amount");

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.True(wrong.QuerySelector("#Amount-after-licence-problem")!.Closest("details")!.HasAttribute("open"));
        Assert.Equal(200_000, (await PaymentAsync(app, code, "after")).Amount);
    }

    [Theory, EachDatabase]
    public async Task What_waits_to_go_back_is_said_to_its_applicant_and_listed_for_the_desk_however_old_it_is(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var code = await SubmittedAsync(app);
        await WorkAsync(app, w => w.Take(Cashier, code, "before", "cash", null, null, default));
        var citizen = await app.ActorAsync("citizen");
        Assert.True((await app.WithAsync(s => s.GetRequiredService<DossierWork>().Withdraw(citizen, code, null, "Không cần nữa", default))).Ok);
        await app.DispatchAsync();
        using var applicant = await app.SignInAsync("citizen");
        using var desk = await app.SignInAsync("desk");

        var told = await applicant.OpenAsync($"/dich-vu-cong/ho-so/{code}");
        var listed = await desk.OpenAsync("/dich-vu-cong/thanh-toan?trang-thai=cho-hoan&tu=01/01/2020&den=02/01/2020");
        await WorkAsync(app, w => w.Refund(Cashier, code, "before", "Hồ sơ đã rút", null, default));
        var after = await desk.OpenAsync("/dich-vu-cong/thanh-toan?trang-thai=cho-hoan");

        Assert.Contains("được xem xét hoàn", told.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal([code], listed.QuerySelectorAll("tbody th.code").Select(c => c.TextContent));
        Assert.Empty(after.QuerySelectorAll("tbody th.code"));
    }

    [Fact]
    public async Task Who_took_the_money_stands_in_the_way_of_the_dossier_and_amounts_stand_as_pages_print_them()
    {
        await using var platform = await PaymentPlatformStandIn.StartAsync();
        using var app = Start(platform);
        var (online, counter) = (await SubmittedAsync(app), await SubmittedAsync(app));
        foreach (var code in new[] { online, counter })
        {
            Assert.True((await WorkAsync(app, w => w.Ask(Cashier, code, null, default))).Ok);
        }

        var request = await BeginAsync(app, online);
        await app.WithAsync(s => s.GetRequiredService<Settling>().Take(PaymentPlatformStandIn.Said(request.Reference, 135_000), false, default));
        await WorkAsync(app, w => w.Take(Cashier, counter, "before", "cash", null, null, default));
        await app.DispatchAsync();

        Assert.Equal("Nền tảng thanh toán trực tuyến", (await LastAsync(online)).By);
        Assert.Equal("Bộ phận một cửa", (await LastAsync(counter)).By);
        Assert.All(await app.WithAsync(s => s.GetRequiredService<AppDb>().Dossiers.SelectMany(d => d.History).Where(h => h.Status == DossierStatus.PaymentRequested).Select(h => h.Note!).ToListAsync()),
            n => Assert.Contains("135.000 đồng", n, StringComparison.Ordinal));

        Task<DossierStep> LastAsync(string code) => app.WithAsync(s => s.GetRequiredService<AppDb>().Dossiers.Where(d => d.Code == code).SelectMany(d => d.History).OrderByDescending(h => h.Number).FirstAsync());
    }

    [Fact]
    public async Task Where_a_fee_is_owed_the_desk_is_told_so_and_offered_to_take_it_before_anything_else()
    {
        using var app = TestApp.Start();
        var (owed, open) = (await SubmittedAsync(app), await Desk.SubmittedAsync(app, await app.ActorAsync("citizen")));
        using var desk = await app.SignInAsync("desk");

        var closed = await desk.OpenAsync($"/dich-vu-cong/xu-ly/{owed}");
        var free = await desk.OpenAsync($"/dich-vu-cong/xu-ly/{open}");

        Assert.Null(closed.QuerySelector("form[action*='handler=Receive']"));
        var first = closed.QuerySelectorAll(".two > .stack:last-child > section");
        Assert.Contains("135.000 đồng", first[0].TextContent, StringComparison.Ordinal);
        Assert.NotNull(first[1].QuerySelector("form[action*='handler=Ask'] button:not([data-variant='secondary'])"));
        Assert.NotNull(free.QuerySelector("form[action*='handler=Receive']"));
        Assert.DoesNotContain("0 đồng", free.QuerySelector("#thanh-toan-after")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_says_no_delays_its_own_request_and_keeps_no_other()
    {
        await using var platform = await PaymentPlatformStandIn.StartAsync();
        using var app = Start(platform);
        var (unsure, sure) = (await BeginAsync(app, await SubmittedAsync(app)), await BeginAsync(app, await SubmittedAsync(app)));
        (platform.Unsure[unsure.Reference], platform.Paid[sure.Reference]) = (true, true);

        var after = await AfterAsync(app, unsure, TimeSpan.FromMinutes(10));

        Assert.Equal((RequestState.Open, "96", true), (after.State, after.Fault, after.NextAt > unsure.NextAt));
        Assert.Equal(RequestState.Paid, await app.WithAsync(s => s.GetRequiredService<AppDb>().PaymentRequests.Where(r => r.Id == sure.Id).Select(r => r.State).SingleAsync()));
    }

    [Theory]
    [InlineData(null, 50_000)]
    [InlineData(1, 50_000)]
    [InlineData(3, 150_000)]
    public async Task A_fee_per_row_is_owed_as_often_as_there_are_rows(int? rows, long owed)
    {
        using var app = TestApp.Start();
        var procedure = new Procedure
        {
            Groups = [new() { Rows = rows is null ? null : "vehicles", MostRows = 9, Fields = [new() { Key = "plate" }] }],
            Fees = [new() { Key = "permit", Amount = 50_000, Per = rows is null ? null : "vehicles", When = "before", Kind = DossierFee.Fee }, new() { Key = "card", Amount = 7_000, When = "before" }],
        };
        var dossier = new Dossier { ProcedureCode = "1.000703" };
        dossier.Submit("000.00.00.G04-210315-0001", new(2021, 3, 20), null, Guid.Empty, false, "An", DateTime.UnixEpoch);

        var frozen = await app.WithAsync(s =>
        {
            var db = s.GetRequiredService<AppDb>();
            new FreezeFees(db, TimeProvider.System).Freeze(dossier, procedure, new(new Dictionary<string, string[]> { ["vehicles"] = [$"{rows}"] }));
            return Task.FromResult(db.Payments.Local.Single());
        });

        Assert.Equal((owed, 7_000, owed + 7_000), (frozen.FeeAmount, frozen.ChargeAmount, frozen.Amount));
    }

    [Theory, EachDatabase]
    public async Task A_request_that_nothing_was_heard_of_for_a_day_is_given_up_and_money_that_comes_later_still_counts(TestDatabase database)
    {
        await using var platform = await PaymentPlatformStandIn.StartAsync();
        using var app = Start(platform, database);
        var code = await SubmittedAsync(app);
        var request = await BeginAsync(app, code);

        var almost = await AfterAsync(app, request, TimeSpan.FromHours(23));
        var waiting = (await PaymentAsync(app, code, "before")).State;
        var over = await AfterAsync(app, request, TimeSpan.FromHours(31)); // the pause has grown to six hours at most
        var free = (await PaymentAsync(app, code, "before")).State;
        var settled = await app.WithAsync(s => s.GetRequiredService<Settling>().Take(PaymentPlatformStandIn.Said(request.Reference, 135_000), false, default));

        Assert.Equal((RequestState.Open, PaymentState.Pending), (almost.State, waiting));
        Assert.Equal((RequestState.Expired, null, PaymentState.Unpaid), (over.State, over.NextAt, free));
        Assert.Equal((Settled.Paid, PaymentState.Paid), (settled.Value, (await PaymentAsync(app, code, "before")).State));
    }

    [Fact]
    public async Task Neither_the_secret_nor_the_token_nor_a_signature_reaches_the_log_or_the_ledger()
    {
        var log = new LogLines();
        await using var platform = await PaymentPlatformStandIn.StartAsync();
        using var app = Start(platform, log: log);
        var code = await SubmittedAsync(app);
        var request = await BeginAsync(app, code);
        JsonObject[] messages = [PaymentPlatformStandIn.Said(request.Reference, 135_000, secret: "khac"), PaymentPlatformStandIn.Said(request.Reference, 1), PaymentPlatformStandIn.Said(request.Reference, 135_000)];
        using var nobody = app.Anonymous();
        foreach (var message in messages)
        {
            using var answer = await nobody.PostAsJsonAsync("/api/v1/services/payments/callback", message);
        }

        await AfterAsync(app, request, TimeSpan.FromHours(1));

        string[] hidden = [PaymentPlatformStandIn.Secret, Token, .. messages.Append(platform.Asked[request.Reference]).Select(m => m["MaXacThuc"]!.ToString())];
        var ledger = await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.Select(e => e.Changes + " " + e.Reason).ToListAsync());
        Assert.Contains(log.Written, l => l.Contains("/init", StringComparison.Ordinal)); // what is sent is followed in the log at all
        Assert.Contains(ledger, l => l.Contains("MaXacThuc", StringComparison.Ordinal));
        Assert.All(hidden, h => Assert.DoesNotContain(log.Written.Concat(ledger), l => l.Contains(h, StringComparison.OrdinalIgnoreCase)));
    }

    private static TestApp Start(PaymentPlatformStandIn platform, TestDatabase database = TestDatabase.Sqlite, ILoggerProvider? log = null)
    {
        var app = TestApp.Start(database, configure: s =>
        {
            if (log is not null)
            {
                s.AddSingleton(log);
            }
        }, settings: new()
        {
            ["LOTRINH_PAY_ADDRESS"] = platform.Address, ["LOTRINH_PAY_PARTNER"] = PaymentPlatformStandIn.Partner, ["LOTRINH_PAY_SECRET"] = PaymentPlatformStandIn.Secret,
            ["LOTRINH_PAY_TOKEN"] = Token, ["Logging:LogLevel:Default"] = log is null ? "Warning" : "Trace",
        });
        app.Clock.Set(new DateTime(2021, 3, 15, 8, 4, 0, DateTimeKind.Utc));
        return app;
    }

    private static async Task<string> SubmittedAsync(TestApp app)
    {
        var citizen = await app.ActorAsync("citizen");
        var values = new FormValues(SeedFile.Read<ServicesSeed.DossierFile>("payments-demonstration.yaml").Dossiers[0].Values.ToDictionary(v => v.Key, v => new[] { v.Value }));
        return await app.WithAsync(async s =>
        {
            var (work, procedure) = (s.GetRequiredService<DossierWork>(), s.GetRequiredService<ProcedureCatalogue>().Find("1.002809")!);
            var papers = procedure.Documents.Where(d => d.IsNeeded(values)).Select(d => new SentDocument(d.Key, new($"{d.Key}.pdf", new MemoryStream(Desk.Pdf)))).ToList();
            var draft = (await work.Save(citizen, null, "1.002809", values, papers, default)).Value;
            return (await work.Submit(citizen, draft.Id, default)).Value.Code!;
        });
    }

    private static async Task<PaymentRequest> BeginAsync(TestApp app, string code)
    {
        var citizen = await app.ActorAsync("citizen");
        return (await app.WithAsync(s => s.GetRequiredService<OnlinePayment>().Begin(citizen, code, "before", null, "127.0.0.1", default))).Value;
    }

    private static async Task<PaymentRequest> AfterAsync(TestApp app, PaymentRequest request, TimeSpan time)
    {
        app.Clock.Set(new DateTimeOffset(DateTime.SpecifyKind(request.At, DateTimeKind.Utc)) + time);
        await app.RunAsync<AskPlatform>();
        return await app.WithAsync(s => s.GetRequiredService<AppDb>().PaymentRequests.AsNoTracking().SingleAsync(r => r.Id == request.Id));
    }

    private static async Task<Payment> SetAsync(TestApp app, string code, long amount) =>
        (await WorkAsync(app, w => w.SetAmount(Cashier, code, "after", "licence", amount, "Nghị quyết 07/2020/NQ-HĐND", null, default))).Value;

    private static Task<Result<Payment>> WorkAsync(TestApp app, Func<PaymentWork, Task<Result<Payment>>> act) => app.WithAsync(s => act(s.GetRequiredService<PaymentWork>()));

    private static Task<Payment> PaymentAsync(TestApp app, string code, string due) =>
        app.WithAsync(s => s.GetRequiredService<AppDb>().Payments.AsNoTracking().SingleAsync(p => p.DossierCode == code && p.Due == due));

    private static Task<DossierStatus> StatusAsync(TestApp app, string code) => app.WithAsync(s => s.GetRequiredService<AppDb>().Dossiers.Where(d => d.Code == code).Select(d => d.Status).SingleAsync());
}
