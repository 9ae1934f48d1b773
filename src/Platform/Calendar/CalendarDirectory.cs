using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Platform.Calendar;

/// <summary>The calendar of the moment in memory: the shipped one with all announcements laid over it. Other rooms inject <see cref="DeadlineEngine"/>.</summary>
public sealed class CalendarDirectory(IServiceScopeFactory scopes) : IKeptInMemory
{
    private volatile DeadlineEngine? _engine;

    /// <inheritdoc/>
    public string RevisionKey => Revision.Calendar;

    /// <summary>Counts on the calendar of the moment.</summary>
    public DeadlineEngine Engine => _engine ?? Load();

    /// <inheritdoc/>
    public void Refresh() => _engine = null;

    private DeadlineEngine Load()
    {
        using var scope = scopes.CreateScope();
        var announcements = scope.ServiceProvider.GetRequiredService<AppDb>().CalendarAnnouncements.AsNoTracking().Include(a => a.Days).OrderBy(a => a.Number).ToList();
        return _engine = new(WorkingCalendar.Official.With(announcements), CountingRuleBook.Official);
    }
}
