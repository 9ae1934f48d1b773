using System.Globalization;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Inspections;
using LoTrinh.Steering.Meetings;
using LoTrinh.Steering.Opinions;
using LoTrinh.Steering.Urging;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Reviews;

/// <summary>
/// What section II of a consolidated report begins with: the meetings, opinions, inspections and urging letters of the period, from their records
/// and as far as the writer may see them. The standing office writes over it. Always in Vietnamese, as reports are.
/// </summary>
internal sealed class DirectionPrefill(
    AppDb db, MeetingQueries meetings, OpinionQueries opinions, InspectionQueries inspections, OrganisationDirectory organisation, ReviewRules rules)
{
    private const int Most = 12;

    public async Task<string> ReadAsync(Actor actor, Review review, CancellationToken ct)
    {
        var (words, from, end) = (rules.Prefill.Direction, review.From.StartUtc(), review.To.AddDays(1).StartUtc());
        var units = organisation.Under(organisation.Find(review.UnitId)!.Path).Select(u => u.Id).ToList();
        var held = await meetings.Seen(actor).Where(m => m.CommitteeId == review.CommitteeId && m.State == MeetingState.Held && m.StartsAt >= from && m.StartsAt < end)
            .OrderBy(m => m.StartsAt).Select(m => new { m.Title, m.StartsAt, m.NoticeNumber, Conclusions = m.Conclusions.Count }).ToListAsync(ct);
        var asked = await opinions.Seen(actor).Where(r => r.CommitteeId == review.CommitteeId && r.OpenedAt >= from && r.OpenedAt < end)
            .OrderBy(r => r.OpenedAt).Select(r => r.Title).ToListAsync(ct);
        var inspected = await inspections.Seen(actor).Where(i => i.Units.Any(u => units.Contains(u.UnitId)) && i.DecidedOn >= review.From && i.DecidedOn <= review.To)
            .OrderBy(i => i.DecidedOn).Select(i => new { i.Subject, i.DecisionNumber, i.ConclusionNumber }).ToListAsync(ct);
        var letters = await db.UrgingLetters.Where(l => l.Number != null && units.Contains(l.UnitId) && l.IssuedOn >= review.From && l.IssuedOn <= review.To)
            .GroupBy(l => l.UnitId).Select(g => new { UnitId = g.Key, Count = g.Count() }).ToListAsync(ct);

        string[] lines =
        [
            .. Section(words.Meetings, held.Select(m => m.NoticeNumber is null ? Fill(words.Meeting, m.StartsAt.OfficeDay().Show(), m.Title)
                : Fill(words.MeetingNoticed, m.StartsAt.OfficeDay().Show(), m.Title, m.NoticeNumber, m.Conclusions))),
            .. Section(words.Opinions, asked.Select(title => Fill(words.Opinion, title))),
            .. Section(words.Inspections, inspected.Select(i => Fill(i.ConclusionNumber is null ? words.Inspection : words.InspectionConcluded, i.Subject, i.DecisionNumber ?? "–",
                i.ConclusionNumber ?? ""))),
            .. letters.Count == 0 ? [] : new[] { Fill(words.Letters, letters.Sum(l => l.Count), letters.Count) },
        ];
        return lines.Length == 0 ? words.None : string.Join('\n', lines);
    }

    private static IEnumerable<string> Section(string heading, IEnumerable<string> rows)
    {
        var all = rows.ToList();
        return all.Count == 0 ? [] : all.Take(Most).Prepend(Fill(heading, all.Count));
    }

    private static string Fill(string text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text, values);
}
