using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Portal.Articles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Portal.Editing;

internal enum LineKind
{
    Same,
    Removed,
    Added,
}

/// <summary>A line of a compared text.</summary>
internal sealed record ComparedLine(LineKind Kind, string Text);

/// <summary>What changed in one part of an article.</summary>
internal sealed record ComparedField(string Field, IReadOnlyList<ComparedLine> Lines);

/// <summary>What changed between two texts of an article.</summary>
[Permits(Permissions.Read)]
internal sealed class CompareVersionsPage(AppDb db) : PageModel
{
    private static readonly (string Name, Func<ArticleText, string?> Of)[] Fields =
    [
        ("title", t => t.Title), ("summary", t => t.Summary), ("body", t => t.Body), ("section", t => t.Section), ("author", t => t.Author),
        ("source", t => t.Source), ("picture", t => t.Picture), ("alt", t => t.PictureAlt),
    ];

    public Guid Id { get; private set; }

    public ArticleRevision Old { get; private set; } = null!;

    public ArticleRevision New { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Choices { get; private set; } = [];

    public IReadOnlyList<ComparedField> Changes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, [FromQuery(Name = "cu")] int? old, [FromQuery(Name = "moi")] int? newer, CancellationToken ct)
    {
        var revisions = await db.ArticleRevisions.AsNoTracking().Where(r => r.ArticleId == id).OrderBy(r => r.No).ToListAsync(ct);
        if (revisions.Count == 0)
        {
            return NotFound();
        }

        Id = id;
        New = revisions.Find(r => r.No == newer) ?? revisions[^1];
        Old = revisions.Find(r => r.No == old) ?? revisions[Math.Max(0, revisions.Count - 2)];
        Choices = [.. revisions.Select(r => new SelectListItem($"{r.No}", $"{r.No}"))];
        Changes = [.. Fields.Where(f => f.Of(Old.Text) != f.Of(New.Text)).Select(f => new ComparedField(f.Name, Compare(f.Of(Old.Text), f.Of(New.Text))))];
        return Page();
    }

    private static List<ComparedLine> Compare(string? old, string? newer) => InlineDiffBuilder.Diff(old ?? "", newer ?? "").Lines
        .Where(l => !string.IsNullOrWhiteSpace(l.Text))
        .Select(l => new ComparedLine(l.Type switch { ChangeType.Inserted => LineKind.Added, ChangeType.Deleted => LineKind.Removed, _ => LineKind.Same }, l.Text)).ToList();
}
