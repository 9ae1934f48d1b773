using LoTrinh.Platform.Data;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Quality;

/// <summary>A line of the report on how dossiers are solved, for a field or for all.</summary>
/// <remarks>Source: form II.06a/VPCP/KSTT; its thirteen columns as the provinces fill them.</remarks>
internal sealed record SolvedLine(string Name, int Received, int Online, int Otherwise, int CarriedOver, int Solved, int Before, int OnTheDay, int After, int Open, int OpenInTime, int OpenLate)
{
    /// <summary>The lines together.</summary>
    public static SolvedLine Total(string name, IReadOnlyCollection<SolvedLine> lines) => new(name, lines.Sum(l => l.Received), lines.Sum(l => l.Online), lines.Sum(l => l.Otherwise),
        lines.Sum(l => l.CarriedOver), lines.Sum(l => l.Solved), lines.Sum(l => l.Before), lines.Sum(l => l.OnTheDay), lines.Sum(l => l.After), lines.Sum(l => l.Open), lines.Sum(l => l.OpenInTime), lines.Sum(l => l.OpenLate));
}

/// <summary>What a unit solved, and what of it was late by its doing.</summary>
/// <param name="Unit">Its name.</param>
/// <param name="Handled">Dossiers that it solves.</param>
/// <param name="Late">Late ones that are put down to it, whoever solves them.</param>
/// <param name="LateHours">How much longer than their steps allow it held those, in hours of work.</param>
/// <param name="Rated">Its dossiers that were rated within the days.</param>
/// <param name="Satisfied">Those whose applicant is satisfied or very satisfied.</param>
internal sealed record UnitLine(string Unit, int Handled, int Late, double LateHours, int Rated, int Satisfied);

/// <summary>How dossiers were solved within some days.</summary>
internal sealed record ServiceStatistics(CountedDays Days, IReadOnlyList<SolvedLine> Fields, SolvedLine Total, IReadOnlyList<UnitLine> Units, DateTime CountedAt);

/// <summary>Counts how dossiers are solved: on time or not, by field and by unit.</summary>
internal sealed class StatisticsQueries(AppDb db, IndexQueries index, ProcedureCatalogue catalogue, ServiceWords words, OrganisationDirectory organisation, Kept kept, TimeProvider clock)
{
    /// <summary>The report; names are those of the reader's language.</summary>
    public async Task<ServiceStatistics> OfAsync(CountedDays days, string totalName, CancellationToken ct)
    {
        var counted = await kept.GetAsync($"services.statistics/{days.From:O}/{days.To:O}/{days.AsOf:O}", [typeof(DossierOutcome)],
            () => CountAsync(days, CancellationToken.None), TimeSpan.FromSeconds(10));
        var fields = counted.ByProcedure.GroupBy(p => catalogue.Of(p.Name, null).Field)
            .Select(g => SolvedLine.Total(words.FieldName(g.Key), [.. g])).OrderBy(l => l.Name, StringComparer.CurrentCulture).ToList();
        return new(days, fields, SolvedLine.Total(totalName, fields), [.. counted.Units.Select(u => new UnitLine(organisation.NameOf(u.Id), u.Handled, u.Late, u.Hours, u.Rated, u.Satisfied))], counted.At);
    }

    private async Task<Counted> CountAsync(CountedDays days, CancellationToken ct)
    {
        var cells = await CellsAsync(days, ct);
        return new([.. cells.GroupBy(c => c.Line.Name).Select(g => SolvedLine.Total(g.Key, [.. g.Select(c => c.Line)]))], await UnitsAsync(days, cells, ct), clock.UtcNow());
    }

    // One walk over the rows counts by procedure and by unit.
    private Task<List<Cell>> CellsAsync(CountedDays days, CancellationToken ct)
    {
        var (from, to, asOf) = (days.From, days.To, days.AsOf);
        return index.Active(days).GroupBy(o => new { o.ProcedureCode, o.UnitId, o.LateUnitId }).Select(g => new Cell(
            g.Key.UnitId, g.Key.LateUnitId, g.Sum(o => o.LateHours), new SolvedLine(
            g.Key.ProcedureCode, g.Count(),
            g.Count(o => o.ReceivedOn >= from && o.Channel == Channels.Online),
            g.Count(o => o.ReceivedOn >= from && o.Channel != Channels.Online),
            g.Count(o => o.ReceivedOn < from),
            g.Count(o => o.FinishedOn <= to),
            g.Count(o => o.FinishedOn <= to && o.FinishedOn < o.DueOn),
            g.Count(o => o.FinishedOn <= to && o.FinishedOn == o.DueOn),
            g.Count(o => o.FinishedOn <= to && o.FinishedOn > o.DueOn),
            g.Count(o => o.FinishedOn == null || o.FinishedOn > to),
            g.Count(o => (o.FinishedOn == null || o.FinishedOn > to) && (o.Status == DossierStatus.SupplementRequested || o.DueOn >= asOf)),
            g.Count(o => (o.FinishedOn == null || o.FinishedOn > to) && o.Status != DossierStatus.SupplementRequested && o.DueOn < asOf)))).ToListAsync(ct);
    }

    private async Task<List<UnitCount>> UnitsAsync(CountedDays days, List<Cell> cells, CancellationToken ct)
    {
        var (from, to) = (days.From, days.To);
        var handled = cells.Where(c => c.UnitId is not null).GroupBy(c => c.UnitId!.Value).ToDictionary(g => g.Key, g => g.Sum(c => c.Line.Received));
        var late = cells.Where(c => c.LateUnitId is not null).GroupBy(c => c.LateUnitId!.Value).ToDictionary(g => g.Key, g => (Count: g.Sum(c => c.Line.Received), Hours: g.Sum(c => c.LateHours)));
        var rated = await db.DossierOutcomes.Where(o => o.RatedOn >= from && o.RatedOn <= to && o.UnitId != null).GroupBy(o => o.UnitId!.Value)
            .Select(g => new { Id = g.Key, Count = g.Count(), Good = g.Count(o => o.IsSatisfied) }).ToDictionaryAsync(g => g.Id, ct);
        return [.. handled.Keys.Union(late.Keys).Union(rated.Keys).Select(id => new UnitCount(id, handled.GetValueOrDefault(id), late.GetValueOrDefault(id).Count, late.GetValueOrDefault(id).Hours,
            rated.GetValueOrDefault(id)?.Count ?? 0, rated.GetValueOrDefault(id)?.Good ?? 0)).OrderByDescending(u => u.Late).ThenByDescending(u => u.Handled).ThenBy(u => u.Id)];
    }

    // What was counted of a procedure where a unit solves it and its delay is put down to a unit, if it has any.
    private sealed record Cell(Guid? UnitId, Guid? LateUnitId, double LateHours, SolvedLine Line);

    // Kept for every reader: units as their ids, lines by the code of the procedure.
    private sealed record Counted(IReadOnlyList<SolvedLine> ByProcedure, IReadOnlyList<UnitCount> Units, DateTime At);

    private sealed record UnitCount(Guid Id, int Handled, int Late, double Hours, int Rated, int Satisfied);
}
