using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Ledger;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using LoTrinh.Ui.TagHelpers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Platform;

/// <summary>A page whose forms carry the version of the record that their person saw.</summary>
public interface IRemembersVersion
{
    /// <summary>That version; after someone else saved, the one that is kept now.</summary>
    int? Version { get; set; }
}

/// <summary>Turns problems into what the edge shows: messages beside fields, or RFC 9457 bodies.</summary>
public static class Web
{
    private const string DoneKey = "done";

    /// <summary>The problem's sentence in the reader's language.</summary>
    /// <remarks>Days and times in it are written as the office writes them, whatever the language: an instant by the office's
    /// clock.</remarks>
    public static string Say(this Texts texts, Problem problem) => texts[$"problem.{problem.Code}", [.. problem.Args.Select(Written)]];

    private static object? Written(object? value) => value switch
    {
        DateTime instant => instant.Show(),
        DateTimeOffset instant => instant.UtcDateTime.Show(),
        DateOnly day => day.Show(),
        TimeOnly time => time.Show(),
        _ => value,
    };

    /// <summary>Shows the page again with every problem beside its field. Not-found and forbidden answer as such.</summary>
    /// <param name="page">The page.</param>
    /// <param name="problems">What is wrong.</param>
    /// <param name="prefix">Name of the page's property that holds the command, when fields are bound under it.</param>
    public static IActionResult Stay(this PageModel page, IEnumerable<Problem> problems, string? prefix = null)
    {
        var texts = page.HttpContext.RequestServices.GetRequiredService<Texts>();
        var list = problems.ToList();
        if (list.Exists(p => p.Kind == ProblemKind.NotFound))
        {
            return page.NotFound();
        }

        if (list.Exists(p => p.Kind == ProblemKind.Forbidden))
        {
            return new ForbidResult();
        }

        var fields = list.ConvertAll(p => p.Field is null ? "" : prefix is null ? p.Field : $"{prefix}.{p.Field}");
        foreach (var (field, problem) in fields.Zip(list))
        {
            page.ModelState.AddModelError(field, texts.Say(problem));
        }

        // The next press of the button knows what it saves over.
        if (list.Find(p => p.Standing is not null)?.Standing is { } standing)
        {
            (page as IRemembersVersion)?.Version = standing.Version;
            page.ModelState.Remove(nameof(IRemembersVersion.Version));
            page.ViewData[ProblemSummaryTagHelper.StandingKey] = new StandingRecord(
                standing.Last?.Who(texts), standing.Last?.At.Show(),
                standing.Values.ToDictionary(v => v.Key, v => v.Value is DateTime at ? at.ToOffice() : v.Value));
        }

        page.ViewData[ProblemSummaryTagHelper.ConflictKey] = list.Count > 0 && list.TrueForAll(p => p.Kind == ProblemKind.Conflict);
        page.Response.StatusCode = list.Exists(p => p.Kind == ProblemKind.Conflict) ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
        return page.Page();
    }

    /// <summary>Leads on after an act; the next page says what was done, in the words of the ledger or in those of <paramref name="words"/>.</summary>
    /// <param name="page">The page.</param>
    /// <param name="url">Where to, such as <c>~/chi-dao</c>.</param>
    /// <param name="words">Key of a text; null for what the last save recorded.</param>
    public static IActionResult Done(this PageModel page, string url, string? words = null)
    {
        var deed = page.HttpContext.RequestServices.GetRequiredService<AppDb>().Deed;
        page.TempData[DoneKey] = words ?? (deed is null ? null : LedgerWords.KeyOf(deed, page.HttpContext.RequestServices.GetRequiredService<Texts>()));
        return page.LocalRedirect(url);
    }

    /// <summary>Does an act of a record's page: leads on when it is done, else shows the record as it stands now, with what was typed.</summary>
    /// <param name="page">The page.</param>
    /// <param name="url">Where to when it is done.</param>
    /// <param name="act">The act.</param>
    /// <param name="load">Reads the record anew; false when the reader may not see it.</param>
    /// <param name="beside">Puts a problem beside the page's own field, where that has another name than the act's.</param>
    public static Task<IActionResult> ActAsync<T>(
        this PageModel page, string url, Func<Actor, Task<Result<T>>> act, Func<Task<bool>> load, Func<Problem, Problem>? beside = null) =>
        page.ActAsync(_ => url, act, load, beside);

    /// <summary>The same where the address follows from what was made.</summary>
    public static async Task<IActionResult> ActAsync<T>(
        this PageModel page, Func<T, string> url, Func<Actor, Task<Result<T>>> act, Func<Task<bool>> load, Func<Problem, Problem>? beside = null)
    {
        var typedWrong = !page.ModelState.IsValid;
        var result = typedWrong ? default : await act(await page.HttpContext.ActorAsync());
        if (!typedWrong && result.TryGet(out var made))
        {
            return page.Done(url(made));
        }

        page.HttpContext.RequestServices.GetRequiredService<AppDb>().ChangeTracker.Clear();
        return !await load() ? page.NotFound() : page.Stay(typedWrong ? [] : beside is null ? result.Problems : result.Problems.Select(beside));
    }

    /// <summary>What was done, as the page after it says; null when nothing was.</summary>
    public static string? Done(this Texts texts, ITempDataDictionary kept) => kept[DoneKey] is not string key ? null
        : key.StartsWith("ledger.", StringComparison.Ordinal) ? texts["ui.done", texts[key]] : texts[key];

    /// <summary>The problems as an RFC 9457 body: <c>errors</c> holds the sentences by field, <c>codes</c> the stable codes.</summary>
    public static ProblemHttpResult ToHttp(this IReadOnlyList<Problem> problems, HttpContext context)
    {
        var texts = context.RequestServices.GetRequiredService<Texts>();
        var deciding = Deciding(problems);
        var status = deciding.Kind switch
        {
            ProblemKind.NotFound => StatusCodes.Status404NotFound,
            ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
            ProblemKind.Conflict => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status400BadRequest,
        };
        return TypedResults.Problem(statusCode: status, title: texts.Say(deciding), extensions: new Dictionary<string, object?>
        {
            ["errors"] = problems.GroupBy(p => Camel(p.Field)).ToDictionary(g => g.Key, g => g.Select(texts.Say).ToArray()),
            ["codes"] = problems.Select(p => p.Code).ToArray(),
        });
    }

    /// <summary>One problem as an RFC 9457 body.</summary>
    public static ProblemHttpResult ToHttp(this Problem problem, HttpContext context) => new[] { problem }.ToHttp(context);

    // What can be mended counts last: where the state does not allow the act, mending a field would help nobody.
    private static Problem Deciding(IReadOnlyList<Problem> problems) =>
        new[] { ProblemKind.NotFound, ProblemKind.Forbidden, ProblemKind.Conflict }.Select(k => problems.FirstOrDefault(p => p.Kind == k)).OfType<Problem>().FirstOrDefault() ?? problems[0];

    private static string Camel(string? field) => string.IsNullOrEmpty(field) ? "" : char.ToLowerInvariant(field[0]) + field[1..];
}
