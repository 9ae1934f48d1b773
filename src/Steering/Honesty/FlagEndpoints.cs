using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Steering.Honesty;

/// <summary>Flags for programs; the same use cases as the pages.</summary>
internal static class FlagEndpoints
{
    public static void MapFlags(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/steering/flags");
        group.MapGet("", List).RequireAuthorization(PermitsAttribute.Prefix + FlagPermissions.Read);
        group.MapPost("/{id:guid}/answers", Answer).RequireAuthorization(PermitsAttribute.Prefix + FlagPermissions.Answer);
    }

    private static async Task<Ok<FlagPageAnswer>> List(Actor actor, FlagQueries flags, OrganisationDirectory organisation, Texts texts,
        FlagKind? kind = null, string? unit = null, bool? answered = null, int page = 1)
    {
        page = Math.Clamp(page, 1, 1_000_000);
        var listing = await flags.ListAsync(actor, new(kind, unit is null ? null : organisation.Find(unit)?.Id ?? Guid.Empty, answered));
        return TypedResults.Ok(new FlagPageAnswer(listing.Flags.Count, page, FlagFilter.PageSize, listing.IsCut, listing.AsOf, listing.Counts,
            [.. listing.Flags.Skip((page - 1) * FlagFilter.PageSize).Take(FlagFilter.PageSize).Select(v => AnswerOf(v, organisation, texts))]));
    }

    private static async Task<Results<Created<AnsweredFlag>, ProblemHttpResult>> Answer(Guid id, AnswerBody body, Actor actor, FlagWork work,
        OrganisationDirectory organisation, HttpContext http, CancellationToken ct)
    {
        var result = await work.Answer(actor, id, organisation.Find(body.Unit)?.Id, body.Mark, body.Reason, ct);
        return result.TryGet(out var answer)
            ? TypedResults.Created("/api/v1/steering/flags", new AnsweredFlag(answer.Id, answer.Kind, answer.At)) : result.Problems.ToHttp(http);
    }

    private static FlagOfTasks AnswerOf(FlagView v, OrganisationDirectory organisation, Texts texts) => new(v.Flag.Id, v.Flag.Kind, v.Flag.Mark, v.Flag.Since, texts.Why(v.Flag),
        v.Flag.Quote, [.. v.Flag.Tasks.Select(t => new FlagTask(t.Id, t.Code, t.Title, organisation.Find(t.UnitId)?.Key))], v.Others, v.Answer is not null, v.IsRaisedAgain,
        [.. v.Answers.Select(a => new GivenAnswer(a.Reason, a.By, a.At, a.Mark == v.Flag.Mark))]);

    /// <summary>What was found on looking.</summary>
    /// <param name="Reason">Why it is as it is.</param>
    /// <param name="Mark">What the flag rested on when it was looked at.</param>
    /// <param name="Unit">Unit of one of its tasks; needed where there are more flags than are listed at once.</param>
    internal sealed record AnswerBody(string? Reason, string? Mark, string? Unit);

    internal sealed record AnsweredFlag(Guid Id, FlagKind Kind, DateTime At);

    internal sealed record FlagPageAnswer(int Count, int Page, int PageSize, bool IsCut, DateTime AsOf, IReadOnlyList<FlagCount> Counts, IReadOnlyList<FlagOfTasks> Items);

    /// <summary>A flag; tasks of units that the caller may not read are only counted.</summary>
    internal sealed record FlagOfTasks(Guid Id, FlagKind Kind, string Mark, DateOnly Since, string Reason, string? Quote, IReadOnlyList<FlagTask> Tasks, int OtherTasks,
        bool IsAnswered, bool IsRaisedAgain, IReadOnlyList<GivenAnswer> Answers);

    internal sealed record FlagTask(Guid Id, string Code, string Title, string? LeadUnit);

    internal sealed record GivenAnswer(string Reason, string By, DateTime At, bool IsCurrent);
}
