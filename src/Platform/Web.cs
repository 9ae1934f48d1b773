using LoTrinh.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Platform;

/// <summary>Turns problems into what the edge shows: messages beside fields, or RFC 9457 bodies.</summary>
public static class Web
{
    /// <summary>The problem's sentence in the reader's language.</summary>
    public static string Say(this Texts texts, Problem problem) => texts[$"problem.{problem.Code}", [.. problem.Args]];

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

        page.ViewData[Ui.TagHelpers.ProblemSummaryTagHelper.OrderKey] = fields;

        page.Response.StatusCode = list.Exists(p => p.Kind == ProblemKind.Conflict) ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
        return page.Page();
    }

    /// <summary>The problems as an RFC 9457 body: <c>errors</c> holds the sentences by field, <c>codes</c> the stable codes.</summary>
    public static ProblemHttpResult ToHttp(this IReadOnlyList<Problem> problems, HttpContext context)
    {
        var texts = context.RequestServices.GetRequiredService<Texts>();
        var status = problems[0].Kind switch
        {
            ProblemKind.NotFound => StatusCodes.Status404NotFound,
            ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
            ProblemKind.Conflict => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status400BadRequest,
        };
        return TypedResults.Problem(statusCode: status, title: texts.Say(problems[0]), extensions: new Dictionary<string, object?>
        {
            ["errors"] = problems.GroupBy(p => Camel(p.Field)).ToDictionary(g => g.Key, g => g.Select(texts.Say).ToArray()),
            ["codes"] = problems.Select(p => p.Code).ToArray(),
        });
    }

    /// <summary>One problem as an RFC 9457 body.</summary>
    public static ProblemHttpResult ToHttp(this Problem problem, HttpContext context) => new[] { problem }.ToHttp(context);

    private static string Camel(string? field) => string.IsNullOrEmpty(field) ? "" : char.ToLowerInvariant(field[0]) + field[1..];
}
