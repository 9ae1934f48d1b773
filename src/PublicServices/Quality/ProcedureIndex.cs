using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Procedures;

namespace LoTrinh.PublicServices.Quality;

/// <summary>The components of the index that count procedures.</summary>
internal sealed class ProcedureIndex(ProcedureCatalogue catalogue, ServiceWords words, DeadlineEngine deadlines, TimeProvider clock)
{
    /// <summary>What every record must say.</summary>
    /// <remarks>Source: Decree 63/2010/NĐ-CP, art. 8.2.</remarks>
    public static bool IsComplete(Procedure p) => p.NameVi.Length > 0 && p.AgencyVi.Length > 0 && (p.StepsVi.Count > 0 || p.CanBeFiled) && p.Level.Length > 0
        && p.Documents.Count > 0 && p.Times.Count > 0 && p.Subjects.Count > 0 && p.Results.Count > 0;

    /// <summary>The components with what was counted.</summary>
    public IEnumerable<(string Key, IndexCount Count)> Counts(CountedDays days, IReadOnlyList<ProcedureCount> rows)
    {
        foreach (var component in IndexRules.On(days.AsOf))
        {
            if (Sides(component, days, rows) is var (good, all))
            {
                yield return (component.Key, new(good.Count, all.Count));
            }
        }
    }

    /// <summary>The procedures that lost a component its points.</summary>
    public IReadOnlyList<Procedure>? Lost(IndexComponent component, CountedDays days, IReadOnlyList<ProcedureCount> rows) => Sides(component, days, rows) is var (good, all)
        ? [.. all.Except(good).Order(StringComparer.Ordinal).Select(c => catalogue.At(c, days.AsOf, clock.UtcNow())?.Procedure ?? catalogue.History(c)[^1].Procedure)] : null;

    // The codes that count, and those of which they are a part; null where the component does not count procedures.
    private (IReadOnlyList<string> Good, IReadOnlyList<string> All)? Sides(IndexComponent component, CountedDays days, IReadOnlyList<ProcedureCount> rows)
    {
        var known = catalogue.AllAt(days.AsOf, clock.UtcNow()).Select(k => k.Procedure).Where(p => !p.Ended).ToList();
        var ours = known.Where(p => p.Unit is not null).ToList();
        return component.Key switch
        {
            "1.1" => Announced(days, a => deadlines.WorkingDaysBetween(a.Announced, a.Record.From) >= component.Days),
            "1.2" => Announced(days, a => deadlines.WorkingDaysBetween(a.Announced, a.Record.RecordedAt.OfficeDay()) <= component.Days),
            "1.3" => Of(known, IsComplete),
            "3.1" => Of(ours, IsOnline),
            "3.2" => Of(ours.Where(IsOnline), With(rows, r => r.Online)),
            "3.5a" => Of(ours.Where(HasFee), With(rows, r => r.FeeSynced)),
            "3.5b" => Of(ours.Where(HasFee), With(rows, r => r.PaidOnline)),
            "4.5a" => Of(ours.Where(p => p.Subjects.Contains("citizen")), With(rows, r => r.Verified)),
            _ => null,
        };
    }

    private bool IsOnline(Procedure p) => p.CanBeFiled && words.Levels.Any(l => l.Key == p.Level && l.Files);

    private static bool HasFee(Procedure p) => p.Fees.Exists(f => f.Amount != 0);

    private static Func<Procedure, bool> With(IEnumerable<ProcedureCount> rows, Func<ProcedureCount, int> of)
    {
        var codes = rows.Where(r => of(r) > 0).Select(r => r.Code).ToHashSet();
        return p => codes.Contains(p.Code);
    }

    private static (IReadOnlyList<string> Good, IReadOnlyList<string> All) Of(IEnumerable<Procedure> all, Func<Procedure, bool> good)
    {
        var list = all.ToList();
        return ([.. list.Where(good).Select(p => p.Code)], [.. list.Select(p => p.Code)]);
    }

    // A procedure that was late once within the days is late. Of the records that carry an announcement the first one put it into the catalogue; those after it correct it,
    // the day on which it was signed among other things. What was put down after the day asked for was not known then.
    private (IReadOnlyList<string> Good, IReadOnlyList<string> All) Announced(CountedDays days, Func<(ProcedureRecord Record, DateOnly Announced), bool> onTime)
    {
        var announced = catalogue.Codes.SelectMany(catalogue.History).Where(k => k.Procedure.Announcement is not null && k.Record.RecordedAt.OfficeDay() <= days.AsOf)
            .GroupBy(k => (k.Record.Code, Number: k.Procedure.Announcement!.Number.Trim().ToUpperInvariant()))
            .Select(g => (g.First().Record, Announced: g.Last().Procedure.Announcement!.SignedOn)).Where(a => a.Announced >= days.From && a.Announced <= days.AsOf)
            .GroupBy(a => a.Record.Code).ToList();
        return ([.. announced.Where(g => g.All(onTime)).Select(g => g.Key)], [.. announced.Select(g => g.Key)]);
    }
}
