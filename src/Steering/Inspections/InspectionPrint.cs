using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Committees;

namespace LoTrinh.Steering.Inspections;

/// <summary>Which paper of an inspection is wanted.</summary>
internal enum InspectionPaper
{
    Decision,
    Conclusion,
}

/// <summary>The papers of an inspection as DOCX, with what their reader may see.</summary>
internal sealed class InspectionPrint(
    InspectionQueries inspections, InspectionScope scope, CommitteeQueries committees, InspectionPapers papers, OrganisationDirectory organisation, TimeProvider clock)
{
    /// <summary>The file and its name; null when there is no such inspection for the actor, or it has not come so far.</summary>
    public async Task<(byte[] Content, string Name)?> ReadAsync(Actor actor, Guid id, InspectionPaper paper, CancellationToken ct)
    {
        if (await inspections.FindAsync(actor, id, ct) is not { } inspection || (paper == InspectionPaper.Decision ? inspection.DecidedOn : inspection.ConcludedOn) is not { } on)
        {
            return null;
        }

        var committee = organisation.TopOn(on) is { } top ? await committees.OfAsync(top.Id, on, ct) : null;
        var letter = paper == InspectionPaper.Decision ? papers.Decision(inspection, committee, clock.Today())
            : papers.Conclusion(inspection, new(
                scope.MaySeeChecklist(actor, inspection) ? [.. inspection.Items] : [],
                [.. inspections.FindingsOf(actor, inspection).Where(f => !f.IsDropped)],
                await inspections.RemediesAsync(actor, id, ct)), committee, clock.Today());
        return (LetterDocx.Write(letter), $"{(paper == InspectionPaper.Decision ? "quyet-dinh" : "ket-luan")}-{inspection.Code}.docx");
    }
}
