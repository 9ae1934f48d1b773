using LoTrinh.Platform;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Committees;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Steering.Meetings;

/// <summary>Meetings for programs; the same use cases as the pages.</summary>
internal static class MeetingEndpoints
{
    public static void MapMeetings(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/steering/meetings");
        Demand(group.MapGet("", List), Permissions.Read);
        Demand(group.MapGet("/open-conclusions", Open), Permissions.Read);
        Demand(group.MapGet("/{id:guid}", Get), Permissions.Read);
        Demand(group.MapGet("/{id:guid}/minutes", Minutes).Produces<FileContentHttpResult>(StatusCodes.Status200OK, LetterDocx.MediaType), Permissions.Read);
        Demand(group.MapPost("", Plan), MeetingPermissions.Organise);
        MapPreparing(group);
        MapRecord(group);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Minutes(
        Guid id, Actor actor, MeetingQueries meetings, MeetingLetters letters, CommitteeQueries committees, HttpContext http, CancellationToken ct) =>
        await meetings.FindAsync(actor, id, ct) is not { State: MeetingState.Held } meeting ? Problem.NotFound("meeting.unknown").ToHttp(http)
            : TypedResults.File(LetterDocx.Write(letters.Minutes(meeting, meeting.CommitteeId is { } of ? await committees.FindAsync(of, ct) : null)),
                LetterDocx.MediaType, $"bien-ban-{meeting.Code}.docx");

    private static void MapPreparing(RouteGroupBuilder group)
    {
        Demand(group.MapPut("/{id:guid}", (Guid id, MeetingPlanBody body, Actor actor, MeetingWork work, OrganisationDirectory organisation, HttpContext http, CancellationToken ct) =>
            Answer(work.Mend(actor, id, body.Version, body.ToDraft(organisation), ct), http)), MeetingPermissions.Organise);
        Demand(group.MapPost("/{id:guid}/papers", (Guid id, PapersBody body, Actor actor, MeetingWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.AddPapers(actor, id, body.Version, body.Item, FileBody.Sent(body.Files), ct), http)), Permissions.Read);
        Demand(group.MapPost("/{id:guid}/invitation", (Guid id, VersionBody body, Actor actor, MeetingWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Invite(actor, id, body.Version, ct), http)), MeetingPermissions.Organise);
        Demand(group.MapPost("/{id:guid}/cancellation", (Guid id, ReasonBody body, Actor actor, MeetingWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Cancel(actor, id, body.Version, body.Reason, ct), http)), MeetingPermissions.Organise);
    }

    private static void MapRecord(RouteGroupBuilder group)
    {
        Demand(group.MapPost("/{id:guid}/attendance", (Guid id, AttendanceBody body, Actor actor, MeetingRecordWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.NoteAttendance(actor, id, body.Version, [.. (body.Rows ?? []).OfType<AttendanceRowBody>()
                .Select(r => new AttendanceDraft(r.Invitee, r.Attendance, r.Reason, r.SubstituteName, r.SubstituteTitle))], ct), http)), MeetingPermissions.Organise);
        Demand(group.MapPost("/{id:guid}/minutes", (Guid id, MinutesBody body, Actor actor, MeetingRecordWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.WriteMinutes(actor, id, body.Version, [.. (body.Items ?? []).OfType<MinutesRowBody>().Select(i => new MinutesDraft(i.Item, i.Text))], ct), http)), MeetingPermissions.Organise);
        Demand(group.MapPost("/{id:guid}/secretary-signature", (Guid id, VersionBody body, Actor actor, MeetingRecordWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.SignAsSecretary(actor, id, body.Version, ct), http)), MeetingPermissions.Organise);
        Demand(group.MapPost("/{id:guid}/chair-signature", (Guid id, VersionBody body, Actor actor, MeetingRecordWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.SignAsChair(actor, id, body.Version, ct), http)), MeetingPermissions.Sign);
        Demand(group.MapPost("/{id:guid}/returned-minutes", (Guid id, ReasonBody body, Actor actor, MeetingRecordWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.ReturnMinutes(actor, id, body.Version, body.Reason, ct), http)), MeetingPermissions.Sign);
        Demand(group.MapPost("/{id:guid}/conclusions", (Guid id, ConclusionsBody body, Actor actor, MeetingRecordWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Conclude(actor, id, body.Version, [.. (body.Conclusions ?? []).OfType<ConclusionRowBody>()
                .Select(c => new ConclusionDraft(c.Text, c.AsksAction, c.DueOn))], ct), http)), MeetingPermissions.Organise);
        Demand(group.MapPost("/{id:guid}/notice", (Guid id, VersionBody body, Actor actor, MeetingRecordWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Issue(actor, id, body.Version, ct), http)), MeetingPermissions.Organise);
        Demand(group.MapPost("/{id:guid}/registered-notice", (Guid id, NoticeBody body, Actor actor, MeetingRecordWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Adopt(actor, id, body.Version, body.Notice, ct), http)), MeetingPermissions.Organise);
    }

    private static void Demand(RouteHandlerBuilder route, string permission) => route.RequireAuthorization(PermitsAttribute.Prefix + permission);

    private static async Task<Ok<MeetingListAnswer>> List(Actor actor, MeetingQueries meetings, OrganisationDirectory organisation, CancellationToken ct,
        string? q = null, MeetingState? state = null, int? year = null, Guid? committee = null, int page = 1)
    {
        var (rows, count) = await meetings.ListAsync(actor, new(q, state, year, committee, Page: page), ct);
        return TypedResults.Ok(new MeetingListAnswer(count, page, MeetingFilter.PageSize, [.. rows.Select(r => new MeetingLine(r.Id, r.Code, r.Title, r.CommitteeId,
            organisation.Find(r.UnitId)?.Key, r.StartsAt, r.EndsAt, r.Form, r.Place, r.State, r.NoticeNumber, r.Conclusions))]));
    }

    private static async Task<Ok<List<OpenConclusionAnswer>>> Open(Actor actor, MeetingQueries meetings, CancellationToken ct) =>
        TypedResults.Ok((await meetings.WithoutOwnerAsync(actor, ct)).Select(c => new OpenConclusionAnswer(c.MeetingId, c.MeetingCode, c.MeetingTitle, c.Number, c.Text, c.DueOn,
            c.NoticeId, c.NoticeNumber, c.NoticeOn, c.ClauseId)).ToList());

    private static async Task<Results<Ok<WholeMeetingAnswer>, ProblemHttpResult>> Get(Guid id, Actor actor, MeetingQueries meetings, MeetingRules rules,
        OrganisationDirectory organisation, HttpContext http, CancellationToken ct)
    {
        if (await meetings.FindAsync(actor, id, ct) is not { } m)
        {
            return Problem.NotFound("meeting.unknown").ToHttp(http);
        }

        string? Key(Guid? unit) => organisation.Find(unit)?.Key;
        var (standing, quorum) = (await meetings.StandingAsync(actor, m, ct), rules.Quorum.Of(m.Invited));
        var papers = (await meetings.FilesAsync(id, ct)).ToLookup(f => f.Part, f => new EvidenceAnswer(f.Id, f.Part, f.Name, f.Length, f.Sha256));
        return TypedResults.Ok(new WholeMeetingAnswer(m.Id, m.Code, m.Title, m.CommitteeId, Key(m.UnitId), Key(m.HostUnitId), m.StartsAt, m.EndsAt, m.Form, m.Place, m.State,
            m.InvitedAt, m.InvitationNumber, m.CancelReason, m.Version,
            [.. m.AgendaInOrder.Select(a => new AgendaAnswer(a.Id, a.Place, a.Title, Key(a.PresenterUnitId), a.Minutes, [.. papers[a.Id.ToString()]]))],
            [.. m.InvitedInOrder.Select(i => new InviteeAnswer(i.Id, i.Role, Key(i.UnitId), i.Title, i.Attendance, i.AbsenceReason, i.SubstituteName, i.SubstituteTitle))],
            new(quorum.Members, quorum.Needed, quorum.Present, quorum.Substitutes, quorum.IsMet), SignatureAnswer.Of(m.SecretarySignature), SignatureAnswer.Of(m.ChairSignature),
            [.. m.ConclusionsInOrder.Select(c => Of(c, m, standing))], m.NoticeId, m.NoticeNumber, m.NoticeOn));
    }

    private static ConclusionAnswer Of(Conclusion c, Meeting meeting, ConclusionStanding standing) => new(c.Number, c.Text, c.AsksAction, c.DueOn, c.ClauseId,
        c.ClauseId is { } clause ? standing.NoTaskReasons.GetValueOrDefault(clause) : null, meeting.NoticeId is not null && standing.Lacks(c),
        c.ClauseId is { } known ? [.. standing.Tasks[known].Where(t => t.IsSeen).Select(t => t.TaskId)] : []);

    private static async Task<Results<Created<MeetingChanged>, ProblemHttpResult>> Plan(
        MeetingPlanBody body, Actor actor, MeetingWork work, OrganisationDirectory organisation, HttpContext http, CancellationToken ct)
    {
        var planned = await work.Plan(actor, body.BodyId(organisation), body.ToDraft(organisation), ct);
        return planned.TryGet(out var m) ? TypedResults.Created($"/api/v1/steering/meetings/{m.Id}", MeetingChanged.Of(m)) : planned.Problems.ToHttp(http);
    }

    private static async Task<Results<Ok<MeetingChanged>, ProblemHttpResult>> Answer(Task<Result<Meeting>> work, HttpContext http)
    {
        var result = await work;
        return result.TryGet(out var m) ? TypedResults.Ok(MeetingChanged.Of(m)) : result.Problems.ToHttp(http);
    }
}
