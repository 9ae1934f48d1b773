using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.PublicServices.Petitions;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.PublicServices;

/// <summary>What becomes of a petition: who may do what, what is owed when, and what nobody else learns.</summary>
public sealed class PetitionTests
{
    private static readonly Actor Clerk = new(Guid.Empty, "Bộ phận một cửa", null, null, [new(PetitionPermissions.Sort, "/")]);
    private static readonly Actor Unit = new(Guid.Empty, "Vụ Vận tải", null, null, [new(PetitionPermissions.Answer, "/")]);
    private static readonly PetitionDraft Draft = new("Regulation", "Một câu", "Nội dung đầy đủ", "Nguyễn Minh Họa", "0900 000 009", null, null);

    [Theory, EachDatabase]
    public async Task It_goes_from_the_desk_to_a_unit_and_back_and_is_published_without_its_sender(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var sent = await SendAsync(app, Actor.Nobody);
        await ActAsync(app, w => w.Transfer(Clerk, sent.Petition.Code, null, "drvn", null, default));
        await ActAsync(app, w => w.GiveAnswer(Unit, sent.Petition.Code, null, "Đã sửa.", default));
        using var nobody = app.Anonymous();
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.GetAsync($"/dich-vu-cong/phan-anh/{sent.Petition.Code}")).StatusCode);

        var published = (await ActAsync(app, w => w.Publish(Clerk, sent.Petition.Code, null, default))).Value;
        var page = await nobody.OpenAsync($"/dich-vu-cong/phan-anh/{sent.Petition.Code}");

        Assert.Equal((PetitionStatus.Published, false), (published.Status, published.WasLate));
        Assert.Contains("Đã sửa.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Minh Họa", page.Body.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("0900", page.Body.TextContent, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Who_has_the_key_of_the_receipt_is_its_sender_and_nobody_else_is(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var sent = await SendAsync(app, Actor.Nobody);
        await ActAsync(app, w => w.AskSupplement(Clerk, sent.Petition.Code, null, "Mã hồ sơ?", default));

        var other = await ActAsync(app, w => w.Supplement(Actor.Nobody, new(null, new string('0', 32)), "Của tôi", default));
        var byCode = await ActAsync(app, w => w.Supplement(Actor.Nobody, new(sent.Petition.Code, null), "Của tôi", default));
        var own = await ActAsync(app, w => w.Supplement(Actor.Nobody, new(null, sent.Key), "Của tôi", default));

        Assert.Equal(["services.petition-unknown", "services.petition-unknown"], new[] { other, byCode }.Select(r => r.Problems[0].Code));
        Assert.Equal(PetitionStatus.New, own.Value.Status);
    }

    [Fact]
    public async Task An_answer_on_the_fifteenth_working_day_is_in_time_and_one_on_the_sixteenth_is_not()
    {
        using var app = TestApp.Start();
        app.Clock.Set(new DateTime(2021, 3, 1, 2, 0, 0, DateTimeKind.Utc));
        var (first, second) = (await SendAsync(app, Actor.Nobody), await SendAsync(app, Actor.Nobody));
        await ActAsync(app, w => w.Transfer(Clerk, first.Petition.Code, null, "drvn", null, default));
        await ActAsync(app, w => w.Transfer(Clerk, second.Petition.Code, null, "drvn", null, default));

        app.Clock.Set(new DateTime(2021, 3, 22, 9, 0, 0, DateTimeKind.Utc)); // the fifteenth
        var onTime = await ActAsync(app, w => w.GiveAnswer(Unit, first.Petition.Code, null, "Đúng hạn", default));
        app.Clock.Set(new DateTime(2021, 3, 23, 2, 0, 0, DateTimeKind.Utc));
        var late = await ActAsync(app, w => w.GiveAnswer(Unit, second.Petition.Code, null, "Chậm", default));

        Assert.Equal((false, true), (onTime.Value.WasLate, late.Value.WasLate));
    }

    [Fact]
    public async Task Refusing_publishing_and_asking_for_more_have_their_own_days()
    {
        using var app = TestApp.Start();
        app.Clock.Set(new DateTime(2022, 7, 4, 2, 0, 0, DateTimeKind.Utc)); // after Decision 766
        var sent = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => SendAsync(app, Actor.Nobody)));
        await ActAsync(app, w => w.Transfer(Clerk, sent[2].Petition.Code, null, "drvn", null, default));
        await ActAsync(app, w => w.GiveAnswer(Unit, sent[2].Petition.Code, null, "Đã sửa", default));

        app.Clock.Set(new DateTime(2022, 7, 7, 2, 0, 0, DateTimeKind.Utc)); // three working days later
        var refused = await ActAsync(app, w => w.Refuse(Clerk, sent[0].Petition.Code, null, "Không thuộc thẩm quyền", default));
        var asked = await ActAsync(app, w => w.AskSupplement(Clerk, sent[1].Petition.Code, null, "Ở đâu?", default));
        var published = await ActAsync(app, w => w.Publish(Clerk, sent[2].Petition.Code, null, default));

        Assert.Equal((true, false, true), (refused.Value.WasLate, asked.Value.WasLate, published.Value.WasLate));
    }

    [Theory, EachDatabase]
    public async Task Who_is_not_content_may_ask_once_more_and_the_unit_owes_another_answer(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var citizen = await app.ActorAsync("citizen");
        var sent = await SendAsync(app, citizen);
        var key = new PetitionKey(sent.Petition.Code, null);
        await ActAsync(app, w => w.Transfer(Clerk, sent.Petition.Code, null, "drvn", null, default));
        await ActAsync(app, w => w.GiveAnswer(Unit, sent.Petition.Code, null, "Chưa rõ", default));

        var early = await ActAsync(app, w => w.Reopen(citizen, key, "Vì sao", default));
        await ActAsync(app, w => w.Judge(citizen, key, false, default));
        var again = await ActAsync(app, w => w.Reopen(citizen, key, "Chưa trả lời câu hỏi", default));
        await ActAsync(app, w => w.GiveAnswer(Unit, sent.Petition.Code, null, "Rõ hơn", default));
        await ActAsync(app, w => w.Judge(citizen, key, false, default));
        var twice = await ActAsync(app, w => w.Reopen(citizen, key, "Lần nữa", default));

        Assert.Equal("services.petition-not-in-this-state", early.Problems[0].Code);
        Assert.Equal((PetitionStatus.Handling, 1), (again.Value.Status, again.Value.Reopened));
        Assert.Equal("services.petition-not-in-this-state", twice.Problems[0].Code);
    }

    [Fact]
    public async Task Everything_wrong_with_a_petition_is_said_at_once()
    {
        using var app = TestApp.Start();
        var sent = await app.WithAsync(s => s.GetRequiredService<PetitionWork>().Send(Actor.Nobody, new("3", " ", null, "", null, null, null), default));

        Assert.Equal(["Kind", "Subject", "Text", "Name", "Phone"], sent.Problems.Select(p => p.Field));
    }

    [Fact]
    public async Task Another_unit_neither_answers_nor_reads_it_and_nobody_publishes_the_own_answer()
    {
        using var app = TestApp.Start();
        var (own, other) = await app.WithAsync(s => Task.FromResult((s.GetRequiredService<OrganisationDirectory>().Find("drvn")!, s.GetRequiredService<OrganisationDirectory>().Find("atgt")!)));
        var sent = await SendAsync(app, Actor.Nobody);
        await ActAsync(app, w => w.Transfer(Clerk, sent.Petition.Code, null, "drvn", null, default));
        var stranger = Unit with { Grants = [new(PetitionPermissions.Answer, other.Path)] };
        var both = Unit with { Name = "Tổng cục", Grants = [new(PetitionPermissions.Answer, own.Path), new(PetitionPermissions.Sort, "/")] };

        var refused = await ActAsync(app, w => w.GiveAnswer(stranger, sent.Petition.Code, null, "Không phải việc tôi", default));
        var read = await app.WithAsync(s => s.GetRequiredService<PetitionQueries>().FindAsync(stranger, new(sent.Petition.Code, null), default));
        await ActAsync(app, w => w.GiveAnswer(both, sent.Petition.Code, null, "Đã sửa", default));
        var ownWords = await ActAsync(app, w => w.Publish(both, sent.Petition.Code, null, default));

        Assert.Equal(ProblemKind.Forbidden, refused.Problems[0].Kind);
        Assert.Null(read);
        Assert.Equal("services.petition-own-answer", ownWords.Problems[0].Code);
    }

    [Fact]
    public async Task The_ledger_says_that_it_was_sent_and_nothing_of_who_or_what()
    {
        using var app = TestApp.Start();
        var sent = await SendAsync(app, Actor.Nobody);

        var entry = await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.AsNoTracking().Where(e => e.SubjectId == sent.Petition.Id).SingleAsync());
        var text = JsonSerializer.Serialize(entry);

        Assert.Equal("services.petition.sent", entry.Action);
        Assert.DoesNotContain("0900", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Minh H", text, StringComparison.Ordinal);
        Assert.DoesNotContain(sent.Key, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anyone_sends_one_over_the_api_and_follows_it_by_its_key()
    {
        using var app = TestApp.Start();
        using var nobody = app.Anonymous();

        using var answer = await nobody.PostAsJsonAsync("/api/v1/public/petitions", new { kind = "Conduct", subject = "Một câu", text = "Nội dung", name = "Ai đó", email = "a@example.org" });
        var sent = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var page = await nobody.OpenAsync($"/dich-vu-cong/phan-anh/bien-nhan/{sent.GetProperty("key").GetString()}");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Contains("Mới tiếp nhận", page.Body!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<SentPetition> SendAsync(TestApp app, Actor sender) => (await app.WithAsync(s => s.GetRequiredService<PetitionWork>().Send(sender, Draft, default))).Value;

    private static Task<Result<Petition>> ActAsync(TestApp app, Func<PetitionWork, Task<Result<Petition>>> act) => app.WithAsync(s => act(s.GetRequiredService<PetitionWork>()));
}
