using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Committees;

/// <summary>A row of the form.</summary>
internal sealed class SeatInput
{
    /// <summary>Key of the seat's role.</summary>
    public string? Role { get; set; }

    /// <summary>The unit.</summary>
    public Guid? UnitId { get; set; }

    /// <summary>The position.</summary>
    public string? Title { get; set; }

    /// <summary>The person, where the decision names them.</summary>
    public string? PersonName { get; set; }
}

/// <summary>The form that says what a decision composes: shared by constituting and reconstituting. More rows come without losing what was typed.</summary>
internal abstract class CommitteeFormPage(OrganisationDirectory organisation, Texts texts, TimeProvider clock) : PageModel
{
    // Blank rows to begin with, and as many more each time.
    protected const int BlankRows = 5;

    [BindProperty]
    public string? Document { get; set; }

    [BindProperty]
    public DateOnly? From { get; set; }

    [BindProperty]
    public Guid? StandingUnitId { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public List<SeatInput>? Seats { get; set; }

    public IReadOnlyList<SeatInput> Rows => Seats ??= [];

    public IEnumerable<SelectListItem> Units => organisation.On(clock.Today()).Select(u => new SelectListItem(u.Name, u.Id.ToString()));

    public IEnumerable<SelectListItem> Roles => Enum.GetValues<SeatRole>().Select(r => new SelectListItem(texts[$"committee.role.{r}"], r.ToString()));

    protected CommitteeDraft Draft(Guid? unit, string? name) => new(unit, name, Document, From, StandingUnitId, Note,
        [.. Rows.Select(s => new SeatDraft(Enum.TryParse<SeatRole>(s.Role, out var role) ? role : null, s.UnitId, s.Title, s.PersonName))]);

    protected void AddRows() => Seats = [.. Rows, .. Enumerable.Range(0, BlankRows).Select(_ => new SeatInput())];

    /// <summary>Shows the form with more rows, and all that was typed, what could not be read as well.</summary>
    protected PageResult WithMoreRows()
    {
        AddRows();
        return Page();
    }
}
