using LoTrinh.Platform;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Urging;

/// <summary>Reminders and letters of urging for programs; the same use cases as the pages.</summary>
internal static class UrgingEndpoints
{
    public static void MapUrging(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/steering");
        Demand(group.MapGet("/urging", Units), Permissions.Read);
        Demand(group.MapGet("/tasks/{id:guid}/reminders", Reminders), Permissions.Read);
        Demand(group.MapGet("/urging/letters", Letters), Permissions.Read);
        Demand(group.MapGet("/urging/letters/{id:guid}", Letter), Permissions.Read);
        Demand(group.MapPost("/urging/letters", Prepare).Produces<ChangedAnswer>(StatusCodes.Status201Created), UrgingPermissions.Write);
        Demand(group.MapPost("/urging/letters/{id:guid}/issue", Issue).Produces<ChangedAnswer>(), UrgingPermissions.Write);
        Demand(group.MapPost("/urging/letters/{id:guid}/answers", (Guid id, LetterAnswerBody body, Actor actor, LetterAnswerWork work, HttpContext http, CancellationToken ct) =>
            Changed(work.Answer(actor, id, body.Version, body.ToDraft(), FileBody.Sent(body.Files), ct), http)), UrgingPermissions.Answer);
        Demand(group.MapPost("/urging/letters/{id:guid}/answers/acceptance", (Guid id, ReasonBody body, Actor actor, LetterAnswerWork work, HttpContext http, CancellationToken ct) =>
            Changed(work.Accept(actor, id, body.Version, body.Reason, ct), http)), UrgingPermissions.Write);
        Demand(group.MapPost("/urging/letters/{id:guid}/answers/return", (Guid id, SendBackBody body, Actor actor, LetterAnswerWork work, HttpContext http, CancellationToken ct) =>
            Changed(work.SendBack(actor, id, body.Version, body.Reason, body.AnswerBy, ct), http)), UrgingPermissions.Write);
    }

    private static async Task<Results<Ok<ChangedAnswer>, ProblemHttpResult>> Changed(Task<Result<UrgingLetter>> act, HttpContext http) =>
        await act is var result && result.TryGet(out var letter) ? TypedResults.Ok(new ChangedAnswer(letter.Id, letter.FullNumber, letter.Version)) : result.Problems.ToHttp(http);

    private static void Demand(RouteHandlerBuilder route, string permission) => route.RequireAuthorization(PermitsAttribute.Prefix + permission);

    private static async Task<Ok<List<UnitAnswer>>> Units(Actor actor, UrgingQueries urging, CancellationToken ct) =>
        TypedResults.Ok((await urging.UnitsAsync(actor, ct)).Select(u =>
            new UnitAnswer(u.Unit.Key, u.Unit.Name, u.Overdue, u.DueSoon, u.OldestDueOn, u.Urged, u.LastLetter?.Id)).ToList());

    private static async Task<Results<Ok<TaskAnswer>, ProblemHttpResult>> Reminders(
        Guid id, Actor actor, TaskQueries tasks, UrgingQueries urging, HttpContext http, CancellationToken ct)
    {
        if (!await tasks.Seen(actor).AnyAsync(t => t.Id == id, ct))
        {
            return Problem.NotFound("steering.task-unknown").ToHttp(http);
        }

        var found = await urging.OfTaskAsync(actor, id, ct);
        return TypedResults.Ok(new TaskAnswer(found.TimesUrged,
            [.. found.Reminders.Select(r => new ReminderAnswer(r.At, r.DueOn, r.DaysLate, r.Level, r.To.Split(' '), r.People))], [.. found.Letters.Select(l => l.Id)]));
    }

    private static async Task<Results<Ok<List<LetterAnswerRow>>, ProblemHttpResult>> Letters(
        Actor actor, UrgingQueries urging, OrganisationDirectory organisation, TimeProvider clock, HttpContext http, CancellationToken ct, string? unit = null)
    {
        var wanted = unit is null ? null : organisation.Find(unit);
        return unit is not null && wanted is null ? Problem.Invalid("urging.unit", "Unit").ToHttp(http)
            : TypedResults.Ok((await urging.LettersAsync(actor, wanted?.Id, ct)).Select(l => LetterAnswerRow.Of(l, organisation, clock.Today())).ToList());
    }

    private static async Task<Results<Ok<WholeLetterAnswer>, ProblemHttpResult>> Letter(Guid id, Actor actor, UrgingQueries urging, TimeProvider clock, HttpContext http, CancellationToken ct) =>
        await urging.LetterAsync(actor, id, ct) is { } whole
            ? TypedResults.Ok(new WholeLetterAnswer(whole.Letter.Id, whole.Unit.Key, whole.Letter.FullNumber, whole.Letter.PreparedOn, whole.Letter.IssuedOn,
                whole.Letter.AnswerBy, whole.Letter.Version, [.. whole.Letter.Tasks.Select(t => t.TaskId)],
                [.. whole.Files.Where(f => f.Part == UrgingWork.IssuedPart || actor.May(UrgingPermissions.Write, whole.Unit.Path))
                    .Select(FileAnswer.Of)],
                whole.Letter.Number is null ? null : AnswerRule.Of(whole.Letter.Step, whole.Letter.AnswerBy, clock.Today()),
                [.. whole.Letter.Answers.OrderBy(a => a.At).Select(a => GivenAnswer.Of(a, whole.FilesOf(a)))], whole.Letter.Level))
            : Problem.NotFound("urging.unknown").ToHttp(http);

    private static async Task<IResult> Prepare(LetterBody body, Actor actor, UrgingWork work, OrganisationDirectory organisation, HttpContext http, CancellationToken ct)
    {
        var draft = new LetterDraft(organisation.Find(body.Unit)?.Id, body.Tasks ?? [], body.AnswerBy, body.Form, body.Extra, body.Level);
        var result = await work.Prepare(actor, draft, ct);
        return result.TryGet(out var letter) ? TypedResults.Created($"/api/v1/steering/urging/letters/{letter.Id}", new ChangedAnswer(letter.Id, letter.FullNumber, letter.Version))
            : result.Problems.ToHttp(http);
    }

    private static async Task<IResult> Issue(Guid id, IssueBody body, Actor actor, UrgingWork work, HttpContext http, CancellationToken ct)
    {
        var result = await work.Issue(actor, id, body.Version, body.Number, body.IssuedOn, ct);
        return result.TryGet(out var letter) ? TypedResults.Ok(new ChangedAnswer(letter.Id, letter.FullNumber, letter.Version)) : result.Problems.ToHttp(http);
    }

    internal sealed record UnitAnswer(string Unit, string UnitName, int Overdue, int DueSoon, DateOnly? OldestDueOn, int TimesUrged, Guid? LastLetter);

    internal sealed record TaskAnswer(int TimesUrged, IReadOnlyList<ReminderAnswer> Reminders, IReadOnlyList<Guid> Letters);

    internal sealed record ReminderAnswer(DateTime At, DateOnly DueOn, int WorkingDaysLate, int Level, IReadOnlyList<string> To, int People);

    internal sealed record LetterAnswerRow(Guid Id, string? Unit, string? Number, DateOnly PreparedOn, DateOnly? IssuedOn, DateOnly AnswerBy, int Tasks, AnswerState? Answer)
    {
        public static LetterAnswerRow Of(LetterRow row, OrganisationDirectory organisation, DateOnly today) =>
            new(row.Id, organisation.Find(row.UnitId)?.Key, row.FullNumber, row.PreparedOn, row.IssuedOn, row.AnswerBy, row.Tasks, row.Number is null ? null : row.StateOn(today));
    }

    internal sealed record GivenAnswer(string Text, string? Document, string By, DateTime At, bool? Accepted, string? Reason, string? DecidedBy, DateTime? DecidedAt,
        IReadOnlyList<TaskCause> Tasks, IReadOnlyList<FileAnswer> Files)
    {
        public static GivenAnswer Of(LetterAnswer a, IEnumerable<StoredFile> files) => new(a.Text, a.Document, a.By, a.At, a.Accepted, a.Reason, a.DecidedBy, a.DecidedAt,
            [.. a.Tasks.Select(t => new TaskCause(t.TaskId, t.Cause, t.ProposedOn))], [.. files.Select(FileAnswer.Of)]);
    }

    internal sealed record LetterAnswerBody(string? Text, string? Document, TaskCause[]? Tasks, FileBody[]? Files, int? Version)
    {
        public AnswerDraft ToDraft() => new(Text, Document, [.. (Tasks ?? []).OfType<TaskCause>()]);
    }

    internal sealed record SendBackBody(string? Reason, DateOnly? AnswerBy, int? Version);

    internal sealed record WholeLetterAnswer(Guid Id, string Unit, string? Number, DateOnly PreparedOn, DateOnly? IssuedOn, DateOnly AnswerBy, int Version,
        IReadOnlyList<Guid> Tasks, IReadOnlyList<FileAnswer> Files, AnswerState? Answer, IReadOnlyList<GivenAnswer> Answers, int? Level);

    internal sealed record FileAnswer(string Name, string Url, string Sha256, long Length)
    {
        public static FileAnswer Of(StoredFile f) => new(f.Name, FileDownloads.Url(f.Id).TrimStart('~'), f.Sha256, f.Length);
    }

    internal sealed record ChangedAnswer(Guid Id, string? Number, int Version);

    internal sealed record LetterBody(string? Unit, Guid[]? Tasks, DateOnly? AnswerBy, string? Form, string? Extra, int? Level);

    internal sealed record IssueBody(string? Number, DateOnly? IssuedOn, int? Version);
}
