using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Platform.Ledger;

/// <summary>The ledger for programs of those who read it.</summary>
public static class LedgerEndpoints
{
    /// <summary>Adds them.</summary>
    public static void MapLedger(this IEndpointRouteBuilder api) =>
        api.MapGet("/ledger", List)
            .RequireAuthorization(PermitsAttribute.Prefix + PlatformPermissions.LedgerRead + PermitsAttribute.Everywhere);

    private static async Task<Results<Ok<LedgerAnswer>, ProblemHttpResult>> List(Actor actor, LedgerReader reader, HttpContext http,
        CancellationToken ct, string? who = null, string? kind = null, DateOnly? from = null, DateOnly? to = null, Guid? subject = null, int page = 1)
    {
        var result = await reader.ReadAsync(actor, new(who, kind, from, to, subject), page, ct);
        return result.TryGet(out var view)
            ? TypedResults.Ok(new LedgerAnswer(view.Count, view.Page, LedgerView.PageSize, [.. view.Lines.Select(LineAnswer.Of)]))
            : result.Problems.ToHttp(http);
    }

    /// <summary>A page of the ledger.</summary>
    public sealed record LedgerAnswer(int Count, int Page, int PageSize, IReadOnlyList<LineAnswer> Items);

    /// <summary>An entry; its record's name and address where the reader may know them.</summary>
    public sealed record LineAnswer(long Seq, DateTime At, Guid ActorId, string ActorName, string Action, string SubjectType,
        Guid SubjectId, string? Name, string? Url, string? Reason, IReadOnlyList<LedgerChange> Changes, string Hash)
    {
        internal static LineAnswer Of(LedgerLine line) => new(line.Entry.Seq, line.Entry.At, line.Entry.ActorId, line.Entry.ActorName,
            line.Entry.Action, line.Entry.SubjectType, line.Entry.SubjectId, line.Name, line.Url, line.Entry.Reason, line.Changes, line.Entry.Hash);
    }
}
