using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Petitions;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Quality;

/// <summary>The components of the index that count petitions.</summary>
internal sealed class PetitionIndex(AppDb db, PetitionClock times)
{
    /// <summary>The components with what was counted.</summary>
    public async Task<Dictionary<string, IndexCount>> CountsAsync(CountedDays days, CancellationToken ct)
    {
        var rows = await RowsAsync(days, ct);
        return IndexRules.On(days.AsOf).Select(c => (c.Key, Sides: Sides(c, days, rows))).Where(c => c.Sides is not null)
            .ToDictionary(c => c.Key, c => new IndexCount(c.Sides!.Value.All.Count - c.Sides.Value.Lost.Count, c.Sides.Value.All.Count));
    }

    /// <summary>The petitions that lost a component its points; null where it counts none.</summary>
    public async Task<IReadOnlyList<Petition>?> LostAsync(IndexComponent component, CountedDays days, CancellationToken ct) =>
        Sides(component, days, await RowsAsync(days, ct)) is var (lost, _) ? lost : null;

    private (IReadOnlyList<Petition> Lost, IReadOnlyList<Petition> All)? Sides(IndexComponent component, CountedDays days, IReadOnlyList<Petition> rows)
    {
        var sent = rows.Where(p => p.SentAt.OfficeDay() >= days.From).ToList();
        return component.Key switch
        {
            "5.2" => ([.. rows.Where(p => times.IsLate(p, days.AsOf))], rows),
            "5.3" => ([.. sent.Where(p => p.Content == false || p.Reopened > 0 || times.IsLate(p, days.AsOf))], sent),
            _ => null,
        };
    }

    // Sent within the days or open in them.
    private Task<List<Petition>> RowsAsync(CountedDays days, CancellationToken ct)
    {
        var (since, until) = (days.From.StartUtc(), days.To.AddDays(1).StartUtc());
        return db.Petitions.AsNoTracking().Where(p => p.SentAt < until && (p.EndedAt == null || p.EndedAt >= since)).OrderBy(p => p.SentAt).ToListAsync(ct);
    }
}
