using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Portal.Articles;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Portal.Editing;

/// <summary>Writes an article, or a newer text of one; what is saved is a draft until another person has reviewed it.</summary>
[Permits(Permissions.Write)]
internal sealed class EditArticlePage(ArticleWork work, AppDb db, Texts texts) : PageModel, IRemembersVersion
{
    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Summary { get; set; }

    [BindProperty]
    public string? Body { get; set; }

    [BindProperty]
    public string? Section { get; set; }

    [BindProperty]
    public string? Author { get; set; }

    [BindProperty]
    public string? Source { get; set; }

    [BindProperty]
    public List<IFormFile>? Picture { get; set; }

    [BindProperty]
    public string? PictureAlt { get; set; }

    /// <summary>Address of the picture the article has.</summary>
    public string? OldPicture { get; private set; }

    public IEnumerable<SelectListItem> SectionChoices => Sections.All.Select(s => new SelectListItem(texts[$"portal.section.{s}"], s));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (Id is null)
        {
            return Page();
        }

        if (await FindAsync(ct) is not { } article)
        {
            return NotFound();
        }

        var text = article.Newest.Text;
        (Version, Title, Summary, Body, Section) = (article.Version, text.Title, text.Summary, text.Body, text.Section);
        (Author, Source, OldPicture, PictureAlt) = (text.Author, text.Source, text.Picture, text.PictureAlt);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var text = new ArticleText { Title = Title, Summary = Summary, Body = Body, Author = Author, Section = Section, Source = Source, PictureAlt = PictureAlt };
        var result = await work.Save(await HttpContext.ActorAsync(), Id, Version, text, SentFile.Of(Picture), ct);
        if (result.TryGet(out var saved))
        {
            return this.Done($"~/cong-thong-tin/bien-tap/{saved.Id}");
        }

        db.ChangeTracker.Clear();
        OldPicture = Id is null ? null : (await FindAsync(ct))?.Newest.Text.Picture;
        return this.Stay(result.Problems);
    }

    private Task<Article?> FindAsync(CancellationToken ct) => db.Articles.AsNoTracking().Include(a => a.Revisions).SingleOrDefaultAsync(a => a.Id == Id, ct);
}
