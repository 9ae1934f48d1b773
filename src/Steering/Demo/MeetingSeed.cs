using System.Globalization;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Committees;
using LoTrinh.Steering.Meetings;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static LoTrinh.Platform.SeedStep;

namespace LoTrinh.Steering.Demo;

/// <summary>The demonstration's meetings, from <c>seed/meeting-demonstration.yaml</c>: each step goes through the use cases, dated when it happened.</summary>
internal sealed class MeetingSeed(IServiceScopeFactory scopes, OrganisationDirectory organisation) : IDemoSeed
{
    public int Order => 108;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        var db = services.GetRequiredService<AppDb>();
        var accounts = await db.Users.AsNoTracking().Where(a => a.UserName != null).ToDictionaryAsync(a => a.UserName!, a => a.Id, ct);
        var committees = (await db.Committees.AsNoTracking().ToListAsync(ct)).ToDictionary(c => organisation.Find(c.UnitId)!.Key, c => c.Id);
        var people = new People(
            Of(accounts["office"], "Thường trực Ban Chỉ đạo", "ttcntt", MeetingPermissions.Organise, PlatformPermissions.DocumentsRead),
            Of(accounts["chair"], "Trưởng Ban Chỉ đạo", "mot", MeetingPermissions.Sign));
        var steps = SeedFile.Read<SeedMeetings>("meeting-demonstration.yaml").Meetings.SelectMany(row => StepsOf(row, committees[row.Committee], people)).ToList();
        foreach (var (step, place) in steps.Select((step, place) => (step, place)).OrderBy(x => x.step.On).ThenBy(x => x.place).ToList())
        {
            clock.Set(step.On.StartUtc().AddHours(step.Hour).AddMinutes(place));
            await using var scope = scopes.CreateAsyncScope();
            await step.Act(scope.ServiceProvider, ct);
        }
    }

    private IEnumerable<Step> StepsOf(SeedMeeting row, Guid committee, People who)
    {
        var id = Guid.Empty;
        yield return new(row.Planned, 9, async (s, ct) =>
            id = Need(await s.GetRequiredService<MeetingWork>().Plan(who.Office, committee, await DraftAsync(s, row, committee, ct), ct, isDemonstration: true), row.Title).Id);
        foreach (var (item, place) in row.Agenda.Select((item, i) => (item, i + 1)).Where(x => x.item.Paper is not null))
        {
            yield return new(row.Planned, 10, async (s, ct) => Need(await s.GetRequiredService<MeetingWork>()
                .AddPapers(who.Office, id, null, (await ItemsAsync(s, id, ct))[place - 1].Id, [PaperOf(item, row)], ct), row.Title));
        }

        if (row.Invited is { } invited)
        {
            yield return new(invited, 15, async (s, ct) => Need(await s.GetRequiredService<MeetingWork>().Invite(who.Office, id, null, ct), row.Title));
        }

        if (row.SecretarySigned is not { } signed)
        {
            yield break;
        }

        yield return Record(row.Day, 17, row, (w, s, ct) => AttendAsync(w, s, who.Office, id, row, ct));
        yield return Record(row.Day, 18, row, async (w, s, ct) => await w.WriteMinutes(who.Office, id, null,
            [.. (await ItemsAsync(s, id, ct)).Zip(row.Agenda, (item, seed) => new MinutesDraft(item.Id, seed.Minutes))], ct));
        yield return Record(signed, 9, row, (w, _, ct) => w.SignAsSecretary(who.Office, id, null, ct));
        yield return Record(row.ChairSigned!.Value, 9, row, (w, _, ct) => w.SignAsChair(who.Chair, id, null, ct));
        yield return row.RegisteredNotice is { } number
            ? Record(row.Noticed!.Value, 10, row, (w, _, ct) => w.Adopt(who.Office, id, null, number, ct))
            : Record(row.Noticed!.Value, 10, row, (w, _, ct) => w.Conclude(who.Office, id, null, [.. row.Conclusions.Select(c => new ConclusionDraft(c.Text, c.Action, c.Due))], ct));
        if (row.RegisteredNotice is null)
        {
            yield return Record(row.Noticed!.Value, 11, row, (w, _, ct) => w.Issue(who.Office, id, null, ct));
        }
    }

    private static Step Record(DateOnly on, int hour, SeedMeeting row, Func<MeetingRecordWork, IServiceProvider, CancellationToken, Task<Result<Meeting>>> act) =>
        new(on, hour, async (s, ct) => Need(await act(s.GetRequiredService<MeetingRecordWork>(), s, ct), row.Title));

    private async Task<Result<Meeting>> AttendAsync(MeetingRecordWork work, IServiceProvider services, Actor office, Guid id, SeedMeeting row, CancellationToken ct)
    {
        var (absent, instead) = (row.Absent.ToDictionary(a => organisation.Find(a.Unit)!.Id), row.Substitutes.ToDictionary(s => organisation.Find(s.Unit)!.Id));
        var invited = await services.GetRequiredService<AppDb>().Set<Invitee>().AsNoTracking().Where(i => i.MeetingId == id).ToListAsync(ct);
        var rows = invited.ConvertAll(i => i.Role != InviteeRole.Member ? new AttendanceDraft(i.Id, Attendance.Present)
            : absent.TryGetValue(i.UnitId, out var away) ? new(i.Id, Attendance.Absent, away.Reason)
            : instead.TryGetValue(i.UnitId, out var other) ? new(i.Id, Attendance.Substitute, SubstituteTitle: other.Title) : new(i.Id, Attendance.Present));
        return await work.NoteAttendance(office, id, null, rows, ct);
    }

    private async Task<MeetingDraft> DraftAsync(IServiceProvider services, SeedMeeting row, Guid committeeId, CancellationToken ct)
    {
        var committee = (await services.GetRequiredService<CommitteeQueries>().FindAsync(committeeId, ct))!;
        var seats = committee.On(row.Day)!.InOrder.Where(s => !s.IsOfGroup).Select(s => new InviteeDraft(RoleOf(s.Role), s.UnitId, s.Title));
        var guests = TypedPositions.Lines(string.Join('\n', row.Guests)).Select(g => new InviteeDraft(InviteeRole.Guest, organisation.FindTyped(g.Unit)?.Id, $"{g.Position} (khách mời)"));
        return new(row.Title, row.Form, row.Place, row.Day, Time(row.From), Time(row.To),
            [.. row.Agenda.Select(a => new AgendaDraft(null, null, a.Title, a.Presenter is null ? null : organisation.Find(a.Presenter)!.Id))], [.. seats, .. guests]);
    }

    private static InviteeRole RoleOf(SeatRole role) => role switch
    {
        SeatRole.Chair => InviteeRole.Chair,
        SeatRole.Secretary => InviteeRole.Secretary,
        _ => InviteeRole.Member,
    };

    private SentFile PaperOf(SeedAgendaItem item, SeedMeeting row)
    {
        var unit = organisation.Find(item.Presenter ?? "ttcntt")!;
        var paper = new OfficialLetter
        {
            GoverningBody = organisation.Find(unit.ParentId)?.NameVi, Issuer = unit.NameVi, Symbol = $"BC-{unit.Abbreviation}", Place = "Hà Nội", On = row.Planned, TypeName = "Báo cáo",
            Subject = item.Title, Addressees = [], Body = [new LetterParagraph("Tài liệu minh họa, không phải văn bản thật.")], Copies = ["Thành viên Ban Chỉ đạo", "Lưu: VT"],
            Signing = new(["THỦ TRƯỞNG ĐƠN VỊ"], null, null),
        };
        return new($"{item.Paper} (minh họa).docx", new MemoryStream(LetterDocx.Write(paper)));
    }

    private static Task<List<AgendaItem>> ItemsAsync(IServiceProvider services, Guid meeting, CancellationToken ct) =>
        services.GetRequiredService<AppDb>().Set<AgendaItem>().AsNoTracking().Where(a => a.MeetingId == meeting).OrderBy(a => a.Place).ToListAsync(ct);

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);

    private Actor Of(Guid account, string name, string unitKey, params string[] permissions)
    {
        var unit = organisation.Find(unitKey)!;
        return new(account, name, unit.Id, unit.Path, [new(Permissions.Read, "/"), .. permissions.Select(p => new Grant(p, "/"))]);
    }

    private sealed record Step(DateOnly On, int Hour, Func<IServiceProvider, CancellationToken, Task> Act);

    private sealed record People(Actor Office, Actor Chair);
}
