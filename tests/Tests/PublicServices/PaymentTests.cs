using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CsCheck;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Demo;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Payments;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.PublicServices;

/// <summary>Fees: what is owed is fixed with the submission, nothing but money that came moves a dossier, and nothing is counted twice.</summary>
public sealed class PaymentTests
{
    private const long Fee = 135_000;

    private static readonly Actor Cashier = new(Guid.Empty, "Bộ phận một cửa", null, null, [new(Permissions.Process, "/"), new(PaymentPermissions.Take, "/")]);

    [Fact]
    public void A_message_is_signed_over_its_fields_in_their_order_and_the_secret() =>
        // Computed with sha256sum over "a|b|secret".
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("a|b|secret"u8)), PaymentMessages.Sign(["a", "b"], "secret"));

    [Fact]
    public void Four_past_three_in_the_afternoon_is_written_as_fifteen_hours() =>
        Assert.Equal("20210315150400", PaymentMessages.At(new DateTime(2021, 3, 15, 8, 4, 0, DateTimeKind.Utc)));

    [Theory]
    [InlineData(135_000, "Một trăm ba mươi lăm nghìn đồng")]
    [InlineData(1_005_000, "Một triệu không trăm linh năm nghìn đồng")]
    [InlineData(21, "Hai mươi mốt đồng")]
    [InlineData(0, "Không đồng")]
    public void Amounts_are_written_in_words(long amount, string words) => Assert.Equal(words, MoneyWords.Of(amount));

    [Theory]
    [InlineData("200000", 200_000L), InlineData("200.000", 200_000L), InlineData("200 000", 200_000L), InlineData("1,250,000", 1_250_000L), InlineData(" 135.000 đồng ", 135_000L), InlineData("0", 0L)]
    [InlineData("200.00", null), InlineData("1.250,000", null), InlineData("0.200", null), InlineData("-1", null), InlineData("hai trăm", null), InlineData("", null), InlineData(null, null)]
    public void Amounts_are_read_as_pages_print_them(string? typed, long? amount) => Assert.Equal(amount, Money.Read(typed));

    [Theory, EachDatabase]
    public async Task A_fee_due_before_keeps_a_dossier_from_being_received_until_it_is_paid_at_the_counter(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var code = await SubmittedAsync(app);

        var refused = await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, code, null, default));
        var asked = await WorkAsync(app, w => w.Ask(Cashier, code, null, default));
        var waiting = await StatusAsync(app, code);
        var nothing = await WorkAsync(app, w => w.Take(Cashier, code, "before", "transfer", null, null, default));
        var paid = await WorkAsync(app, w => w.Take(Cashier, code, "before", "cash", null, null, default));
        await app.DispatchAsync();
        var twice = await WorkAsync(app, w => w.Take(Cashier, code, "before", "cash", null, null, default));
        var received = await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, code, null, default));

        Assert.Equal("services.fee-owed", refused.Problems[0].Code);
        Assert.Equal((true, DossierStatus.PaymentRequested), (asked.Ok, waiting));
        Assert.Equal("services.payment-transaction", nothing.Problems[0].Code);
        Assert.Equal((PaymentState.Paid, Fee, "cash"), (paid.Value.State, paid.Value.Amount, paid.Value.PaidBy));
        Assert.StartsWith("BL-2021-", paid.Value.ReceiptNumber, StringComparison.Ordinal);
        Assert.Equal("services.payment-not-owed", twice.Problems[0].Code);
        Assert.True(received.Ok);
    }

    [Theory, EachDatabase]
    public async Task An_online_payment_is_begun_called_back_and_its_receipt_fetched(TestDatabase database)
    {
        await using var platform = await PaymentPlatformStandIn.StartAsync();
        using var app = Start(platform, database);
        var code = await SubmittedAsync(app);
        var request = (await BeginAsync(app, code)).Value;

        using var first = await CallBackAsync(app, PaymentPlatformStandIn.Said(request.Reference, Fee));
        using var second = await CallBackAsync(app, PaymentPlatformStandIn.Said(request.Reference, Fee));
        using var twice = await app.Anonymous().PostAsync(new Uri("/api/v1/services/payments/callback", UriKind.Relative), new StringContent("""{"MaThamChieu":"a","MaThamChieu":"b"}""", System.Text.Encoding.UTF8, "application/json"));
        await app.DispatchAsync();
        app.Clock.Set(new DateTime(2021, 3, 15, 9, 0, 0, DateTimeKind.Utc));
        await app.RunAsync<AskPlatform>();
        var payment = await PaymentAsync(app, code);

        var said = platform.Asked[request.Reference];
        Assert.Equal(("INIT", "1.0.6", "135000", "20210315150400"), (said["LoaiBanTin"]!.ToString(), said["PhienBan"]!.ToString(), said["SoTien"]!.ToString(), said["ThoiGianGD"]!.ToString()));
        Assert.Equal(code, said["ThongTinBienLai"]!["MaHoSo"]!.ToString());
        Assert.StartsWith("https://thanhtoan.example.org/", request.Address, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.BadRequest), (first.StatusCode, second.StatusCode, twice.StatusCode));
        Assert.Equal((PaymentState.Paid, "online"), (payment.State, payment.PaidBy));
        Assert.Equal(1, await app.WithAsync(s => s.GetRequiredService<AppDb>().Set<StoredFile>().CountAsync(f => f.Room == AskPlatform.FileRoom && f.SubjectId == payment.Id)));
        Assert.True((await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, code, null, default))).Ok);
    }

    [Theory]
    [InlineData("secret", "services.payment-signature")]
    [InlineData("amount", "services.payment-differs")]
    public async Task A_forged_or_different_callback_moves_nothing_and_stands_in_the_ledger(string what, string problem)
    {
        await using var platform = await PaymentPlatformStandIn.StartAsync();
        using var app = Start(platform);
        var code = await SubmittedAsync(app);
        var request = (await BeginAsync(app, code)).Value;

        using var answer = await CallBackAsync(app, PaymentPlatformStandIn.Said(request.Reference, what == "amount" ? 1000 : Fee, secret: what == "secret" ? "khac" : PaymentPlatformStandIn.Secret));
        var body = await answer.Content.ReadFromJsonAsync<JsonObject>();
        var payment = await PaymentAsync(app, code);

        Assert.Equal(problem, body!["codes"]![0]!.ToString());
        Assert.Equal(PaymentState.Pending, payment.State);
        Assert.Equal(1, await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.CountAsync(e => e.SubjectId == payment.Id && e.Action == "services.payment.refused-message")));
        Assert.Equal("services.fee-owed-online", (await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, code, null, default))).Problems[0].Code);
    }

    [Theory, EachDatabase]
    public async Task Two_callbacks_at_once_pay_once(TestDatabase database)
    {
        await using var platform = await PaymentPlatformStandIn.StartAsync();
        using var app = Start(platform, database);
        var code = await SubmittedAsync(app);
        var request = (await BeginAsync(app, code)).Value;

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.WithAsync(s => s.GetRequiredService<Settling>().Take(PaymentPlatformStandIn.Said(request.Reference, Fee), false, default))));
        var payment = await PaymentAsync(app, code);

        Assert.Equal((1, 3), (answers.Count(a => a.Value == Settled.Paid), answers.Count(a => a.Value == Settled.Already)));
        Assert.Equal(1, await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.CountAsync(e => e.SubjectId == payment.Id && e.Action == "services.payment.paid-online")));
    }

    [Fact]
    public async Task A_callback_that_overtakes_the_answer_is_taken()
    {
        await using var platform = await PaymentPlatformStandIn.StartAsync();
        using var app = Start(platform);
        var code = await SubmittedAsync(app);
        platform.BeforeAnswer = async message =>
        {
            using var answer = await CallBackAsync(app, PaymentPlatformStandIn.Said(message["MaThamChieu"]!.ToString(), Fee));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        };

        var begun = await BeginAsync(app, code);

        Assert.True(begun.Ok);
        Assert.Equal(PaymentState.Paid, (await PaymentAsync(app, code)).State);
    }

    [Theory, EachDatabase]
    public async Task Where_no_callback_comes_the_platform_is_asked(TestDatabase database)
    {
        await using var platform = await PaymentPlatformStandIn.StartAsync();
        using var app = Start(platform, database);
        var code = await SubmittedAsync(app);
        var request = (await BeginAsync(app, code)).Value;
        app.Clock.Set(new DateTime(2021, 3, 15, 8, 10, 0, DateTimeKind.Utc));
        await app.RunAsync<AskPlatform>();
        var before = (await PaymentAsync(app, code)).State;

        platform.Paid[request.Reference] = true;
        app.Clock.Set(new DateTime(2021, 3, 15, 10, 0, 0, DateTimeKind.Utc));
        await app.RunAsync<AskPlatform>();

        Assert.Equal((PaymentState.Pending, PaymentState.Paid), (before, (await PaymentAsync(app, code)).State));
    }

    [Fact]
    public async Task Money_that_comes_after_the_counter_took_it_is_a_surplus_that_goes_back()
    {
        await using var platform = await PaymentPlatformStandIn.StartAsync();
        using var app = Start(platform);
        var code = await SubmittedAsync(app);
        var request = (await BeginAsync(app, code)).Value;
        await WorkAsync(app, w => w.Take(Cashier, code, "before", "cash", null, null, default));

        var settled = await app.WithAsync(s => s.GetRequiredService<Settling>().Take(PaymentPlatformStandIn.Said(request.Reference, Fee), false, default));
        var back = await WorkAsync(app, w => w.Refund(Cashier, code, "before", "Nộp hai lần", null, default));
        var again = await WorkAsync(app, w => w.Refund(Cashier, code, "before", "Lần nữa", null, default));

        Assert.Equal((Settled.Surplus, true, "services.refund-not-yet"), (settled.Value, back.Ok, again.Problems[0].Code));
        Assert.Equal(PaymentState.Paid, (await PaymentAsync(app, code)).State);
    }

    [Fact]
    public async Task Only_who_takes_money_takes_it_and_only_the_applicant_begins_to_pay()
    {
        await using var platform = await PaymentPlatformStandIn.StartAsync();
        using var app = Start(platform);
        var code = await SubmittedAsync(app);

        var officer = await WorkAsync(app, w => w.Take(Desk.Officers, code, "before", "cash", null, null, default));
        var other = await app.WithAsync(s => s.GetRequiredService<OnlinePayment>().Begin(new(Guid.CreateVersion7(), "Khác", null, null, [new(Permissions.Apply, "/")]), code, "before", null, "127.0.0.1", default));

        Assert.Equal((ProblemKind.Forbidden, ProblemKind.NotFound), (officer.Problems[0].Kind, other.Problems[0].Kind));
    }

    [Fact]
    public async Task No_order_of_messages_lets_a_dossier_be_received_unpaid()
    {
        await using var platform = await PaymentPlatformStandIn.StartAsync();
        using var app = Start(platform);
        var orders = Gen.Int[0, 4].Array[1, 6].Array[6].Single();
        foreach (var order in orders)
        {
            var code = await SubmittedAsync(app);
            var request = (await BeginAsync(app, code)).Value;
            var paid = false;
            foreach (var what in order)
            {
                var message = what switch
                {
                    0 => PaymentPlatformStandIn.Said(request.Reference, Fee, "24"),
                    1 => PaymentPlatformStandIn.Said(request.Reference, Fee - 1),
                    2 => PaymentPlatformStandIn.Said(request.Reference, Fee, secret: "khac"),
                    3 => PaymentPlatformStandIn.Said(new string('0', 32), Fee),
                    _ => PaymentPlatformStandIn.Said(request.Reference, Fee),
                };
                await app.WithAsync(s => s.GetRequiredService<Settling>().Take(message, false, default));
                paid |= what == 4;
                Assert.Equal(paid, (await PaymentAsync(app, code)).State == PaymentState.Paid);
            }

            Assert.Equal(paid, (await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, code, null, default))).Ok);
        }
    }

    [Fact]
    public async Task The_receipt_names_the_charge_in_figures_and_in_words()
    {
        using var app = TestApp.Start();
        var code = await SubmittedAsync(app);
        var number = (await WorkAsync(app, w => w.Take(Cashier, code, "before", "cash", null, null, default))).Value.ReceiptNumber;
        using var citizen = await app.SignInAsync("citizen");

        var page = await citizen.OpenAsync($"/dich-vu-cong/bien-lai/{number}");
        using var docx = await citizen.GetAsync($"/dich-vu-cong/bien-lai/{number}?dang=docx");

        Assert.Contains("Một trăm ba mươi lăm nghìn đồng", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("135.000", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Contains($"Số: {number}", page.Body.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain($"{number}/", page.QuerySelector("article")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Chủ hồ sơ: Nguyễn Thị Minh Họa", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Contains("Người nộp tiền: Công dân (minh họa)", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Công dân (minh họa)", "Bộ phận một cửa"], page.QuerySelectorAll("article footer .signer").Select(s => s.QuerySelectorAll("b")[^1].TextContent));
        Assert.Equal(HttpStatusCode.OK, docx.StatusCode);
    }

    private static TestApp Start(PaymentPlatformStandIn platform, TestDatabase database = TestDatabase.Sqlite)
    {
        var app = TestApp.Start(database, settings: new()
        {
            ["LOTRINH_PAY_ADDRESS"] = platform.Address, ["LOTRINH_PAY_PARTNER"] = PaymentPlatformStandIn.Partner, ["LOTRINH_PAY_SECRET"] = PaymentPlatformStandIn.Secret,
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
            var draft = (await work.Save(citizen, null, "1.002809", values, [.. procedure.Documents.Where(d => d.IsNeeded(values)).Select(d => new SentDocument(d.Key, new($"{d.Key}.pdf", new MemoryStream(Desk.Pdf))))], default)).Value;
            return (await work.Submit(citizen, draft.Id, default)).Value.Code!;
        });
    }

    private static async Task<Result<PaymentRequest>> BeginAsync(TestApp app, string code)
    {
        var citizen = await app.ActorAsync("citizen");
        var begun = await app.WithAsync(s => s.GetRequiredService<OnlinePayment>().Begin(citizen, code, "before", null, "127.0.0.1", default));
        Assert.True(begun.Ok, await app.WithAsync(s => s.GetRequiredService<AppDb>().PaymentRequests.OrderByDescending(r => r.At).Select(r => r.Fault).FirstOrDefaultAsync()) ?? "refused");
        return begun;
    }

    private static async Task<HttpResponseMessage> CallBackAsync(TestApp app, JsonObject message)
    {
        using var nobody = app.Anonymous();
        return await nobody.PostAsJsonAsync("/api/v1/services/payments/callback", message);
    }

    private static Task<Result<Payment>> WorkAsync(TestApp app, Func<PaymentWork, Task<Result<Payment>>> act) => app.WithAsync(s => act(s.GetRequiredService<PaymentWork>()));

    private static Task<Payment> PaymentAsync(TestApp app, string code) => app.WithAsync(s => s.GetRequiredService<AppDb>().Payments.AsNoTracking().SingleAsync(p => p.DossierCode == code && p.Due == "before"));

    private static Task<DossierStatus> StatusAsync(TestApp app, string code) => app.WithAsync(s => s.GetRequiredService<AppDb>().Dossiers.Where(d => d.Code == code).Select(d => d.Status).SingleAsync());
}
