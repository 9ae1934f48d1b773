using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Steering.Imports;

/// <summary>An annex as a program sends it.</summary>
internal sealed record ImportBody(string? Source, string? AnnexName, FileBody? Annex);

/// <summary>Which table, the place of its row of headings (from 0), and the column of each field (from 0); without columns they are guessed
/// at.</summary>
internal sealed record ImportColumnsBody(int Table, int Header, Dictionary<ImportField, int>? Columns, int? Version);

/// <summary>How an import stands. What it would do is there until it is carried out; <c>done</c> of <c>of</c> rows while it runs in the
/// process that answers.</summary>
internal sealed record ImportAnswer(Guid Id, string Code, string Source, string? AnnexName, ImportState State, int Table, int Header,
    IReadOnlyDictionary<ImportField, int> Columns, int Added,
    int Changed, string? Failure, int Version, int? Done, int? Of, ImportWouldAnswer? Would);

/// <summary>What an import would do.</summary>
internal sealed record ImportWouldAnswer(int New, int Changed, int Same, int Issued, int Wrong, IReadOnlyList<int> PassedOver,
    IReadOnlyList<RowProblemAnswer> Problems);

/// <summary>What is wrong in a row, in the reader's language.</summary>
internal sealed record RowProblemAnswer(int Row, string? Column, string Code, string Problem);

/// <summary>Imports for programs; the same use cases as the pages.</summary>
internal static class ImportEndpoints
{
    public static void MapImports(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/steering/imports").RequireAuthorization(PermitsAttribute.Prefix + Permissions.Assign);
        group.MapGet("/{id:guid}", Get);
        group.MapPost("", Send);
        group.MapPut("/{id:guid}/columns", (Guid id, ImportColumnsBody body, Actor actor, ImportWork work, HttpContext http,
            CancellationToken ct) =>
            Answer(work.Assign(actor, id, body.Version, body.Table, body.Header, body.Columns, ct), http));
        group.MapPost("/{id:guid}/start", (Guid id, VersionBody body, Actor actor, ImportWork work, HttpContext http,
            CancellationToken ct) =>
            Answer(work.Start(actor, id, body.Version, ct), http));
    }

    private static async Task<Results<Ok<ImportAnswer>, ProblemHttpResult>> Get(Guid id, Actor actor, ImportWork work, ImportCheck check,
        ImportProgress progress, Texts texts,
        HttpContext http, CancellationToken ct)
    {
        if (await work.FindAsync(actor, id, ct) is not { } import)
        {
            return Problem.NotFound("import.unknown").ToHttp(http);
        }

        var would = import.IsMendable && (await check.RunAsync(actor, import, ct)).TryGet(out var c)
            ? new ImportWouldAnswer(c.Count(RowFate.New), c.Count(RowFate.Changed), c.Count(RowFate.Same), c.Count(RowFate.Issued),
                c.Count(RowFate.Wrong),
                c.PassedOver, [.. c.Problems.Select(p => new RowProblemAnswer(p.Row, p.Column, p.Problem.Code, texts.Say(p.Problem)))])
                    : null;
        var at = progress.Of(id);
        return TypedResults.Ok(Of(import) with { Done = at?.Done, Of = at?.Of, Would = would });
    }

    private static async Task<Results<Created<ImportAnswer>, ProblemHttpResult>> Send(ImportBody body, Actor actor, ImportWork work,
        HttpContext http, CancellationToken ct)
    {
        var sent = await work.Send(actor, body.Source, body.AnnexName, body.Annex is null ? null : FileBody.Sent([body.Annex])[0], ct);
        return sent.TryGet(out var import) ? TypedResults.Created($"/api/v1/steering/imports/{import.Id}", Of(import))
            : sent.Problems.ToHttp(http);
    }

    private static async Task<Results<Ok<ImportAnswer>, ProblemHttpResult>> Answer(Task<Result<TaskImport>> work, HttpContext http)
    {
        var result = await work;
        return result.TryGet(out var import) ? TypedResults.Ok(Of(import)) : result.Problems.ToHttp(http);
    }

    private static ImportAnswer Of(TaskImport i) =>
        new(i.Id, i.Code, i.Source, i.Annex, i.State, i.Table, i.Header, i.ColumnOf, i.Added, i.Changed, i.Failure, i.Version, null, null,
            null);
}
