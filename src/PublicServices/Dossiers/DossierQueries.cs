using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Procedures;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>A dossier in a list.</summary>
internal sealed record DossierRow(Guid Id, string? Code, string ProcedureCode, DossierStatus Status, DateTime SavedAt, DateTime? SubmittedAt, DateOnly? DueOn, DateTime? FinishedAt, bool IsDemonstration, int Version, Guid? OrganisationId)
{
    /// <summary>Whether the result was, or is, owed for longer than the law allows; while the applicant has to mend or to pay something, nothing is owed.</summary>
    public bool IsLate(DateOnly today) => !Dossier.Awaits(Status) && DueOn is { } due && (FinishedAt?.OfficeDay() ?? today) > due;
}

/// <summary>Whose dossiers of a list are wanted.</summary>
/// <param name="OrganisationId">Those of an organisation; null for all, or those of none.</param>
/// <param name="IsPersonal">Those that are for no organisation.</param>
internal sealed record DossierOwnerFilter(Guid? OrganisationId, bool IsPersonal = false)
{
    public static readonly DossierOwnerFilter All = new((Guid?)null), Personal = new(null, IsPersonal: true);

    public IQueryable<Dossier> Narrow(IQueryable<Dossier> dossiers) => IsPersonal ? dossiers.Where(d => d.OrganisationId == null)
        : OrganisationId is { } id ? dossiers.Where(d => d.OrganisationId == id) : dossiers;
}

/// <summary>On which side of a dossier its reader stands.</summary>
internal enum DossierReader
{
    /// <summary>Works on it.</summary>
    Officer,

    /// <summary>Sees it for the organisation that it was filed for.</summary>
    Viewer,

    /// <summary>Acts on it as its applicant.</summary>
    Applicant,
}

/// <summary>A dossier with everything in it.</summary>
/// <param name="Dossier">The dossier with its history.</param>
/// <param name="Procedure">The procedure as it holds for it.</param>
/// <param name="Values">What was filled in.</param>
/// <param name="Files">Its files, as far as the reader may have them.</param>
/// <param name="Reader">On which side the reader stands.</param>
/// <param name="Organisation">The organisation that it is filed for; null where the applicant files it for themself.</param>
internal sealed record WholeDossier(
    Dossier Dossier, Procedure Procedure, FormValues Values, IReadOnlyList<StoredFile> Files, DossierReader Reader, NamedOrganisation? Organisation)
{
    /// <summary>What is filled in while it is mended: for its applicant's form alone.</summary>
    public FormValues Editing { get; init; } = Values;

    /// <summary>Whether the reader works on it, rather than being on the applicant's side.</summary>
    public bool IsForOfficers => Reader == DossierReader.Officer;

    /// <summary>Whether a file came with a supplement rather than with the submission.</summary>
    public bool CameLater(StoredFile file) => Dossier.SubmittedAt is { } at && file.TakenAt > at;

    /// <summary>Whether the reader may act on it as its applicant.</summary>
    public bool MayAct => Reader == DossierReader.Applicant;
}

/// <summary>What anyone may know of a dossier by its code: no personal data.</summary>
/// <param name="Code">Dossier code.</param>
/// <param name="Procedure">Name of the procedure.</param>
/// <param name="Status">Where it is.</param>
/// <param name="SubmittedAt">When it was received (UTC).</param>
/// <param name="DueOn">When the result is owed.</param>
/// <param name="PromisedOn">The day that an apology named; null where there was none.</param>
/// <param name="ChangedAt">When it last moved (UTC).</param>
/// <param name="Next">Who acts next, and by when; null when it has ended.</param>
/// <param name="ResultIsFile">Whether the result was returned as a file, else on paper at the desk; null while there is none.</param>
internal sealed record Tracked(string Code, string Procedure, DossierStatus Status, DateTime SubmittedAt, DateOnly DueOn, DateOnly? PromisedOn, DateTime ChangedAt,
    NextToAct? Next, bool? ResultIsFile);

/// <summary>Who acts next.</summary>
/// <param name="Applicant">Whether it is the applicant; else the authority.</param>
/// <param name="Units">The units that have it.</param>
/// <param name="By">By when (UTC); null where there is no such time.</param>
/// <param name="Pays">Whether what the applicant has to do is to pay.</param>
internal sealed record NextToAct(bool Applicant, IReadOnlyList<string> Units, DateTime? By, bool Pays = false);

/// <summary>What anyone may know of a result by its number.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IssuedAt">When it was returned (UTC).</param>
/// <param name="IsFile">Whether it was returned as a file; else on paper at the desk.</param>
internal sealed record KnownResult(string Number, string Kind, DateTime IssuedAt, bool IsFile);

/// <summary>Reads dossiers for those who may see them.</summary>
internal sealed class DossierQueries(AppDb db, ProcedureCatalogue catalogue, OrganisationDirectory organisation, IDossierProcess process, IDossierWatch watch, ApplicantSide side,
    IActForOrganisations organisations)
{
    public const int PageSize = 25;

    /// <summary>Whether the actor works at the desk that receives dossiers.</summary>
    public bool MayProcess(Actor actor) => organisation.Find(catalogue.Agency.Unit) is { } desk && actor.May(Permissions.Process, desk.Path);

    /// <summary>The actor's own dossiers and those of the organisations that the actor acts for, the latest first.</summary>
    public async Task<IReadOnlyList<DossierRow>> OwnAsync(Actor actor, DossierOwnerFilter of, CancellationToken ct) =>
        await Rows(of.Narrow(await side.DossiersAsync(actor, ct)).OrderByDescending(d => d.Id).Take(200)).ToListAsync(ct);

    /// <summary>The desk's open dossiers, the one due first on top; those that wait for their applicant come last.</summary>
    public async Task<(IReadOnlyList<DossierRow> Rows, int Count)> QueueAsync(int page, CancellationToken ct)
    {
        var open = Open();
        var rows = await Rows(open.OrderBy(d => d.Status == DossierStatus.SupplementRequested || d.Status == DossierStatus.PaymentRequested).ThenBy(d => d.DueOn).ThenBy(d => d.Code)
            .Skip((Math.Clamp(page, 1, 1_000_000) - 1) * PageSize).Take(PageSize)).ToListAsync(ct);
        return (rows, await open.CountAsync(ct));
    }

    /// <summary>Most dossiers that a search shows.</summary>
    public const int MostFound = 50;

    /// <summary>What the desk looks for: a code as it is read off a paper, the number of a result, or words of the form of a dossier that is still open, such as a name.</summary>
    public async Task<IReadOnlyList<DossierRow>> SearchAsync(string typed, CancellationToken ct)
    {
        var (code, result, said) = (DossierCodes.Code(typed, catalogue.Agency.Code), DossierCodes.Result(typed), typed.Trim());
        var known = await Rows(db.Dossiers.Where(d => d.Code == code || d.ResultNumber == result)).ToListAsync(ct);
        if (known.Count > 0 || said.Length < 3)
        {
            return known;
        }

        var (forms, filers) = (db.DossierForms, db.DossierFilers);
        return await Rows(Open().Where(d => forms.Any(f => f.DossierId == d.Id && f.Values.Contains(said)) || filers.Any(f => f.DossierId == d.Id && (f.Name.Contains(said) || f.Number == said || f.Phone == said)))
            .OrderByDescending(d => d.Id).Take(MostFound)).ToListAsync(ct);
    }

    /// <summary>The actor's drafts of a procedure, for oneself or for an organisation, the latest first.</summary>
    public async Task<IReadOnlyList<DossierRow>> DraftsAsync(Actor actor, string procedure, Guid? organisationId, CancellationToken ct) =>
        await Rows((await side.DossiersAsync(actor, ct)).Where(d => d.Code == null && d.ProcedureCode == procedure && d.OrganisationId == organisationId)
            .OrderByDescending(d => d.SavedAt).Take(5)).ToListAsync(ct);

    /// <summary>The dossier, for its applicant's side and for those who work on it; null for everyone else.</summary>
    public async Task<WholeDossier?> FindAsync(Actor actor, string idOrCode, CancellationToken ct)
    {
        var id = Guid.TryParse(idOrCode, out var known) ? known : Guid.Empty;
        var dossier = await db.Dossiers.AsNoTracking().Include(d => d.History.OrderBy(s => s.Number))
            .SingleOrDefaultAsync(d => d.Id == id || d.Code == idOrCode, ct);
        if (dossier is null || await ReaderAsync(actor, dossier, ct) is not { } reader)
        {
            return null;
        }

        if (actor.IsSignedIn && reader == DossierReader.Officer && dossier.ApplicantId is not null)
        {
            await watch.SeenAsync(actor, dossier, ct);
        }

        var form = await db.DossierForms.AsNoTracking().SingleAsync(f => f.DossierId == dossier.Id, ct);
        var files = await db.Set<StoredFile>().AsNoTracking().Where(f => f.Room == DossierWork.FileRoom && f.SubjectId == dossier.Id).OrderBy(f => f.TakenAt).ToListAsync(ct);
        // What still has to be paid for is not given out yet, though it lies here.
        var seen = dossier.Status == DossierStatus.Processed && reader != DossierReader.Officer ? files.FindAll(f => f.Part != DossierWork.ResultPart) : files;
        var named = dossier.OrganisationId is { } heldFor ? (await organisations.NamesAsync([heldFor], ct)).GetValueOrDefault(heldFor) : null;
        return new(dossier, catalogue.Of(dossier.ProcedureCode, dossier.ProcedureRecordId), FormValues.FromJson(form.Values), seen, reader, named) { Editing = FormValues.FromJson(form.Mended ?? form.Values) };
    }

    /// <summary>What the open request to mend a dossier names, each with the place of the form where it is mended.</summary>
    public async Task<IReadOnlyList<(string? Place, string? Name, string Wrong)>> ToMendAsync(WholeDossier whole, CancellationToken ct) =>
        await db.SupplementRequests.AsNoTracking().SingleOrDefaultAsync(r => r.DossierId == whole.Dossier.Id && r.AnsweredAt == null, ct) is not { } asked ? []
            : [.. asked.AllDefects().Select(d => (DefectNames.PlaceOf(whole.Procedure, d.About), DefectNames.Shown(whole.Procedure, d.About), d.Wrong))];

    private async Task<DossierReader?> ReaderAsync(Actor actor, Dossier dossier, CancellationToken ct) =>
        await side.RightAsync(actor, dossier, ct) is { } right ? right >= OrganisationRight.File ? DossierReader.Applicant : DossierReader.Viewer
            : (dossier.Status != DossierStatus.Draft && MayProcess(actor)) || await process.TakesPartAsync(actor, dossier.Id, ct) ? DossierReader.Officer : null;

    /// <summary>Name of whoever handed it in: as the counter wrote it down, or as the account is called.</summary>
    public async Task<string> FilerAsync(Dossier dossier, CancellationToken ct) =>
        await db.DossierFilers.Where(f => f.DossierId == dossier.Id).Select(f => f.Name).SingleOrDefaultAsync(ct)
            ?? await db.Users.Where(a => a.Id == dossier.ApplicantId).Select(a => a.DisplayName).SingleOrDefaultAsync(ct) ?? "";

    public async Task<Tracked?> TrackAsync(string? code, CancellationToken ct)
    {
        var wanted = DossierCodes.Code(code, catalogue.Agency.Code);
        var files = ResultFiles();
        var row = await db.Dossiers.Where(d => d.Code == wanted && d.Code != null)
            .Select(d => new { d.Id, d.Code, d.ProcedureCode, d.ProcedureRecordId, d.Status, d.SubmittedAt, d.DueOn, d.PromisedOn, d.AnswerDueAt, ChangedAt = d.History.Max(s => s.At), IsFile = files.Any(f => f.SubjectId == d.Id) }).SingleOrDefaultAsync(ct);
        return row is null ? null : new(row.Code!, catalogue.Of(row.ProcedureCode, row.ProcedureRecordId).Name, row.Status, row.SubmittedAt!.Value, row.DueOn!.Value, row.PromisedOn, row.ChangedAt,
            await NextAsync(row.Id, row.Status, row.AnswerDueAt, ct), row.Status is DossierStatus.ResultReturned or DossierStatus.Processed ? row.IsFile : null);
    }

    /// <summary>Who acts next on a dossier.</summary>
    public async Task<NextToAct?> NextAsync(Guid id, DossierStatus status, DateTime? answerDue, CancellationToken ct)
    {
        string[] desk = [organisation.NameOf(organisation.Find(catalogue.Agency.Unit)?.Id)];
        return status switch
        {
            DossierStatus.SupplementRequested or DossierStatus.PaymentRequested => new(true, [], null, status == DossierStatus.PaymentRequested),
            DossierStatus.Submitted => new(false, desk, answerDue),
            DossierStatus.Received or DossierStatus.Processed => new(false, desk, null),
            DossierStatus.Processing => await process.NextAsync(id, ct) is { } next ? new(false, next.Who, next.By) : new(false, desk, null),
            _ => null,
        };
    }

    /// <summary>When and for which procedure a result was given out, or null when there is none of that number.</summary>
    public async Task<KnownResult?> ResultAsync(string number, CancellationToken ct)
    {
        var wanted = DossierCodes.Result(number);
        var files = ResultFiles();
        var row = await db.Dossiers.Where(d => d.ResultNumber == wanted)
            .Select(d => new { d.ResultNumber, d.ProcedureCode, d.ProcedureRecordId, d.FinishedAt, IsFile = files.Any(f => f.SubjectId == d.Id) }).SingleOrDefaultAsync(ct);
        return row is null ? null : new(row.ResultNumber!, catalogue.Of(row.ProcedureCode, row.ProcedureRecordId).Result, row.FinishedAt!.Value, row.IsFile);
    }

    private IQueryable<Dossier> Open() => db.Dossiers.Where(d => d.Status == DossierStatus.Submitted || d.Status == DossierStatus.Received || d.Status == DossierStatus.Processing
        || d.Status == DossierStatus.SupplementRequested || d.Status == DossierStatus.PaymentRequested || d.Status == DossierStatus.Processed);

    private IQueryable<StoredFile> ResultFiles() => db.Set<StoredFile>().Where(f => f.Room == DossierWork.FileRoom && f.Part == DossierWork.ResultPart);

    private static IQueryable<DossierRow> Rows(IQueryable<Dossier> dossiers) => dossiers.Select(d =>
        new DossierRow(d.Id, d.Code, d.ProcedureCode, d.Status, d.SavedAt, d.SubmittedAt, d.DueOn, d.FinishedAt, d.IsDemonstration, d.Version, d.OrganisationId));
}

/// <summary>Files of a dossier are for those who see the dossier, and for those whom its applicant lets look for another one.</summary>
internal sealed class DossierFiles(AppDb db, DossierQueries dossiers, IKnownPapers papers, IDossierWatch watch) : IGuardFiles
{
    public string Room => DossierWork.FileRoom;

    public async ValueTask<bool> AllowsAsync(Actor actor, StoredFile file, CancellationToken ct)
    {
        if (await dossiers.FindAsync(actor, file.SubjectId.ToString(), ct) is { } whole)
        {
            return whole.Files.Any(f => f.Id == file.Id);
        }

        if (await db.Dossiers.AsNoTracking().SingleOrDefaultAsync(d => d.Id == file.SubjectId && d.Code != null, ct) is not { } other || !await papers.MayReadAsync(actor, other, ct))
        {
            return false;
        }

        await watch.SeenAsync(actor, other, ct);
        return true;
    }
}
