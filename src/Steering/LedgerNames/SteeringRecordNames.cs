using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Ledger;
using LoTrinh.Steering.Committees;
using LoTrinh.Steering.Explanations;
using LoTrinh.Steering.Honesty;
using LoTrinh.Steering.Imports;
using LoTrinh.Steering.Inspections;
using LoTrinh.Steering.Inspections.Sampling;
using LoTrinh.Steering.Meetings;
using LoTrinh.Steering.Opinions;
using LoTrinh.Steering.Programmes;
using LoTrinh.Steering.Publications;
using LoTrinh.Steering.Reviews;
using LoTrinh.Steering.Tasks;
using LoTrinh.Steering.Urging;

namespace LoTrinh.Steering.LedgerNames;

/// <summary>Names the records of steering in the ledger. Of a secret task those learn nothing who may not read secret documents.</summary>
internal sealed class SteeringRecordNames(AppDb db, SecretTasks secrets) : INameRecords
{
    public async Task<IReadOnlyList<NamedRecord>> NameAsync(ILookup<string, Guid> asked, CancellationToken ct)
    {
        var secret = asked.Contains(nameof(SteeringTask)) || asked.Contains(nameof(ExplanationRequest)) ? await secrets.AllAsync(ct) : new HashSet<Guid>();
        return
        [
            .. await db.NamesAsync<SteeringTask>(asked, t => new(t.Id, t.Code, RecordNaming.Page("/chi-dao/nhiem-vu/", t.Id), secret.Contains(t.Id) ? PlatformPermissions.DocumentsSecret
                : t.State == TaskState.Draft ? Permissions.Assign : Permissions.Read, secret.Contains(t.Id)), ct),
            .. await db.NamesAsync<ExplanationRequest>(asked, r => new(r.Id, "", RecordNaming.Page("/chi-dao/giai-trinh/", r.Id),
                r.TaskId != null && secret.Contains(r.TaskId.Value) ? PlatformPermissions.DocumentsSecret : Permissions.Read, false), ct),
            .. await db.NamesAsync<Committee>(asked, c => new(c.Id, c.Name, RecordNaming.Page("/chi-dao/ban-chi-dao/", c.Id), Permissions.Read, false), ct),
            .. await db.NamesAsync<CommitteeOrder>(asked, o => new(o.Id, o.Clause ?? "", "/chi-dao/ban-chi-dao", Permissions.Read, false), ct),
            .. await db.NamesAsync<Inspection>(asked, i => new(i.Id, i.Code, RecordNaming.Page("/chi-dao/kiem-tra/", i.Id), Permissions.Read, false), ct),
            .. await db.NamesAsync<TaskSample>(asked, s => new(s.Id, s.Quarter + "/" + s.Year, RecordNaming.Page("/chi-dao/kiem-tra/chon-mau/", s.Id), SamplePermissions.Read, false), ct),
            .. await db.NamesAsync<Meeting>(asked, m => new(m.Id, m.Code, RecordNaming.Page("/chi-dao/hop/", m.Id), Permissions.Read, false), ct),
            .. await db.NamesAsync<OpinionRound>(asked, o => new(o.Id, o.Code, RecordNaming.Page("/chi-dao/y-kien/", o.Id), Permissions.Read, false), ct),
            .. await db.NamesAsync<Programme>(asked, p => new(p.Id, p.Code, RecordNaming.Page("/chi-dao/chuong-trinh/", p.Id), Permissions.Read, false), ct),
            .. await db.NamesAsync<Publication>(asked, p => new(p.Id, p.Code, RecordNaming.Page("/chi-dao/cong-bo/", p.Id), PublicationPermissions.Read, false), ct),
            .. await db.NamesAsync<Review>(asked, r => new(r.Id, r.Code, RecordNaming.Page("/chi-dao/so-ket/", r.Id), Permissions.Read, false), ct),
            .. await db.NamesAsync<UnitReport>(asked, r => new(r.Id, "", RecordNaming.Page("/chi-dao/so-ket/", r.ReviewId), Permissions.Read, false), ct),
            .. await db.NamesAsync<TaskImport>(asked, i => new(i.Id, i.Code, RecordNaming.Page("/chi-dao/nhap/", i.Id), Permissions.Assign, false), ct),
            .. await db.NamesAsync<UrgingLetter>(asked, u => new(u.Id, u.Number == null ? "" : u.Number + "/" + u.Symbol, RecordNaming.Page("/chi-dao/don-doc/cong-van/", u.Id),
                Permissions.Read, false), ct),
            .. await db.NamesAsync<FlagAnswer>(asked, a => new(a.Id, "", RecordNaming.Page("/chi-dao/trung-thuc/", a.FlagId), FlagPermissions.Read, false), ct),
        ];
    }

    public string? KeyOf(Enum value) => value switch
    {
        TaskState state => $"steering.state.{state}",
        DueBasis basis => $"ledger.value.DueBasis.{basis}",
        AnswerStep step => $"urging.answer.state.{step}",
        FlagKind kind => $"flag.kind.{kind}",
        InspectionState state => InspectionWords.Key(state),
        MeetingState state => MeetingWords.Key(state),
        MeetingForm form => MeetingWords.Key(form),
        OpinionState state => OpinionWords.Key(state),
        BallotChoice choice => OpinionWords.Key(choice),
        ProgrammeState state => ProgrammeWords.Key(state),
        ProgrammeLevel level => ProgrammeWords.Key(level),
        GateOutcome outcome => ProgrammeWords.Key(outcome),
        PublicationState state => PublicationWords.Key(state),
        PublishedLevel level => PublicationWords.Key(level),
        PeriodKind kind => ReviewWords.Key(kind),
        ReviewState state => ReviewWords.Key(state),
        ReportState state => ReviewWords.Key(state),
        AdjustedField field => ReviewWords.Key(field),
        ImportState state => $"import.state.{state}",
        _ => null,
    };
}
