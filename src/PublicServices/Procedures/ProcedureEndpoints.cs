using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>The catalogue for programs: read by everyone, as of any day and as known at any moment; kept by those who may.</summary>
internal static class ProcedureEndpoints
{
    public static void MapProcedures(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/services/procedures");
        group.MapGet("", List).AllowAnonymous();
        group.MapGet("/{code}", Get).AllowAnonymous();
        group.MapGet("/{code}/records", History).RequireAuthorization(Edit);
        group.MapGet("/{code}/comparison", Compare).RequireAuthorization(Edit);
        group.MapGet("/findings", Findings).RequireAuthorization(Edit);
        group.MapPost("", (RecordBody body, Actor actor, ProcedureWork work, HttpContext http, CancellationToken ct) => Put(null, body, actor, work, http, ct)).RequireAuthorization(Edit);
        group.MapPost("/{code}/records", Put).RequireAuthorization(Edit);
        group.MapPost("/check", Check).RequireAuthorization(Edit);
        group.MapPost("/import", Import).RequireAuthorization(Edit);
    }

    private static string Edit => PermitsAttribute.Prefix + ProcedurePermissions.Edit;

    private static Results<Ok<List<ProcedureAnswer>>, ProblemHttpResult> List(ProcedureFinder finder, ProcedureCatalogue catalogue, ProcedureShow show, TimeProvider clock, HttpContext http,
        string? q = null, string? field = null, string? life = null, string? on = null, string? known = null)
    {
        if (on is null && known is null)
        {
            return TypedResults.Ok(finder.Find(q, field, life).Select(p => ProcedureAnswer.Of(p, catalogue.Today(p.Code)!.Record, show)).ToList());
        }

        var asked = Moment(on, known, clock);
        return asked.TryGet(out var moment)
            ? TypedResults.Ok(catalogue.AllAt(moment.Day, moment.Known).Select(k => ProcedureAnswer.Of(k.Procedure, k.Record, show)).ToList()) : asked.Problems.ToHttp(http);
    }

    private static Results<Ok<ProcedureAnswer>, ProblemHttpResult> Get(string code, ProcedureCatalogue catalogue, ProcedureShow show, TimeProvider clock, HttpContext http,
        string? on = null, string? known = null)
    {
        var asked = Moment(on, known, clock);
        return !asked.TryGet(out var moment) ? asked.Problems.ToHttp(http)
            : catalogue.At(code, moment.Day, moment.Known) is { } found ? TypedResults.Ok(ProcedureAnswer.Of(found.Procedure, found.Record, show))
            : Problem.NotFound("services.procedure-unknown", code).ToHttp(http);
    }

    private static Results<Ok<List<RecordAnswer>>, ProblemHttpResult> History(string code, ProcedureCatalogue catalogue, HttpContext http) =>
        catalogue.History(code) is { Count: > 0 } history ? TypedResults.Ok(history.Select(RecordAnswer.Of).ToList()) : Problem.NotFound("services.procedure-unknown", code).ToHttp(http);

    private static Results<Ok<List<ProcedureChange>>, ProblemHttpResult> Compare(string code, ProcedureCatalogue catalogue, HttpContext http, Guid? before = null, Guid? after = null) =>
        // The two put down last where none are named.
        (catalogue.Record(before) ?? Before(catalogue.History(code))) is { } old
            && (catalogue.Record(after) ?? (catalogue.History(code) is [.., var last] ? last : null)) is { } now && old.Record.Code == code && now.Record.Code == code
            ? TypedResults.Ok(ProcedureDiff.Between(old.Procedure, now.Procedure).ToList()) : Problem.NotFound("procedure.record-unknown").ToHttp(http);

    private static KnownRecord? Before(IReadOnlyList<KnownRecord> history) => history switch { [.., var before, _] => before, [var only] => only, _ => null };

    private static Ok<List<FindingsAnswer>> Findings(CatalogueQueries queries) => TypedResults.Ok(queries.List(null, null).Where(r => r.Findings.Count > 0)
        .Select(r => new FindingsAnswer(r.Known.Record.Code, [.. r.Findings.Select(FindingAnswer.Of)])).ToList());

    private static async Task<Results<Created<RecordAnswer>, ProblemHttpResult>> Put(
        string? code, RecordBody body, Actor actor, ProcedureWork work, HttpContext http, CancellationToken ct)
    {
        var put = await work.Put(actor, code, new(body.Yaml, body.From, body.To, body.Reason), body.Last, ct);
        return put.TryGet(out var known) ? TypedResults.Created($"/api/v1/services/procedures/{known.Record.Code}", RecordAnswer.Of(known)) : put.Problems.ToHttp(http);
    }

    private static Results<Ok<List<FindingAnswer>>, ProblemHttpResult> Check(CheckBody body, ProcedureLinter linter, TimeProvider clock, HttpContext http)
    {
        var read = ProcedureText.FromYaml(body.Yaml, ProcedureWork.YamlField);
        return read.TryGet(out var procedure) ? TypedResults.Ok(linter.Lint(procedure, clock.Today()).Select(FindingAnswer.Of).ToList()) : read.Problems.ToHttp(http);
    }

    private static async Task<Results<Ok<List<ImportAnswer>>, ProblemHttpResult>> Import(
        ImportBody body, Actor actor, ImportProcedures imports, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var taken = body.OnlyTry ? imports.Try(body.File ?? [], clock.Today()) : await imports.Take(actor, body.File ?? [], body.From, body.Reason, ct);
        return taken.TryGet(out var rows) ? TypedResults.Ok(rows.Select(ImportAnswer.Of).ToList()) : taken.Problems.ToHttp(http);
    }

    private static Result<(DateOnly Day, DateTime Known)> Moment(string? on, string? known, TimeProvider clock)
    {
        var day = on is null ? clock.Today() : TypedDay.Read(on, "on");
        var until = known is null ? clock.Today() : TypedDay.Read(known, "known");
        return !day.TryGet(out var asked) ? day.Problems : !until.TryGet(out var last) ? until.Problems
            // Known on a day means by its end.
            : (asked, known is null ? clock.UtcNow() : last.AddDays(1).ToDateTime(TimeOnly.MinValue).FromOffice().AddTicks(-1));
    }

    /// <summary>A record to put down.</summary>
    /// <param name="Yaml">What it says.</param>
    /// <param name="From">First day on which it holds.</param>
    /// <param name="To">Last day; left out while no end is known.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Last">The record put down last that the writer knows; where another came since, nothing is put down.</param>
    internal sealed record RecordBody(string? Yaml, string? From, string? To, string? Reason, Guid? Last);

    internal sealed record CheckBody(string? Yaml);

    /// <summary>A file of the national catalogue; with <paramref name="OnlyTry"/> nothing is put down.</summary>
    internal sealed record ImportBody(byte[]? File, string? From, string? Reason, bool OnlyTry);

    internal sealed record FindingAnswer(LintWeight Weight, string Code, string Place, IReadOnlyList<string> Values)
    {
        public static FindingAnswer Of(LintFinding f) => new(f.Weight, f.Code, f.Place, [.. f.Args.Select(a => Convert.ToString(a, System.Globalization.CultureInfo.InvariantCulture) ?? "")]);
    }

    internal sealed record FindingsAnswer(string Procedure, IReadOnlyList<FindingAnswer> Findings);

    internal sealed record ImportAnswer(int Row, string Code, string Name, ImportFate Fate, IReadOnlyList<ProcedureChange> Changes, IReadOnlyList<FindingAnswer> Findings)
    {
        public static ImportAnswer Of(ImportRow r) => new(r.Row, r.Procedure.Code, r.Procedure.NameVi, r.Fate, r.Changes, [.. r.Findings.Select(FindingAnswer.Of)]);
    }

    internal sealed record RecordAnswer(Guid Id, string Code, DateOnly From, DateOnly? To, DateTime RecordedAt, string RecordedBy, string Reason, string Sha256, string Yaml)
    {
        public static RecordAnswer Of(KnownRecord k) => new(k.Record.Id, k.Record.Code, k.Record.From, k.Record.To, k.Record.RecordedAt, k.Record.RecordedBy, k.Record.Reason,
            k.Record.Sha256, ProcedureText.ToYaml(k.Procedure));
    }

    internal sealed record TimeAnswer(string Channel, string? Case, int Amount, string Unit, string Basis, string Confidence);

    internal sealed record DocumentAnswer(string Key, string Name, int Originals, int Copies, string? OnlyWhen);

    /// <summary>What the catalogue says of a procedure.</summary>
    internal sealed record ProcedureAnswer(string Code, string Name, string Field, string Agency, string Level, bool CanBeFiled, DateOnly From, DateOnly? To, DateTime RecordedAt,
        IReadOnlyList<TimeAnswer> Times, string Fees, IReadOnlyList<string> Basis, IReadOnlyList<DocumentAnswer> Documents, IReadOnlyList<string> Results)
    {
        public static ProcedureAnswer Of(Procedure p, ProcedureRecord r, ProcedureShow show) => new(p.Code, p.Name, show.Field(p), p.Agency, p.Level, p.CanBeFiled, r.From, r.To,
            r.RecordedAt, [.. p.Times.Select(t => new TimeAnswer(t.Channel, t.Case, t.Amount, t.Unit, t.Basis, t.Confidence))], show.Fees(p), [.. p.Basis.Select(b => b.Number)],
            [.. p.Documents.Select(d => new DocumentAnswer(d.Key, d.Name, d.Originals, d.Copies, show.When(p, d)))], [.. p.Results.Select(x => x.Name)]);
    }
}
