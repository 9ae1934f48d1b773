using System.Collections.Frozen;
using LoTrinh.Platform.Data;
using LoTrinh.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Platform.Organisation;

/// <summary>A unit as other rooms need it: small, kept in memory.</summary>
public sealed record UnitInfo(Guid Id, string Key, string Path, Guid? ParentId, string NameVi, string NameEn, string? Abbreviation, int Order,
    DateOnly ValidFrom, DateOnly? ValidTo)
{
    /// <summary>Name in the reader's language.</summary>
    public string Name => Languages.IsEnglish ? NameEn : NameVi;

    /// <summary>Whether it exists on <paramref name="day"/>.</summary>
    public bool ExistsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);
}

/// <summary>All units, in memory: they are few and change seldom. Call <see cref="Refresh"/> after a change.</summary>
public sealed class OrganisationDirectory(IServiceScopeFactory scopes) : IKeptInMemory
{
    private volatile FrozenDictionary<Guid, UnitInfo>? _units;

    /// <inheritdoc/>
    public string RevisionKey => Revision.Organisation;

    /// <summary>Every unit by identifier.</summary>
    public FrozenDictionary<Guid, UnitInfo> All => _units ?? Load();

    /// <summary>The unit, or null.</summary>
    public UnitInfo? Find(Guid? id) => id is { } known && All.TryGetValue(known, out var unit) ? unit : null;

    /// <summary>The unit with the key, or null.</summary>
    public UnitInfo? Find(string? key) => All.Values.FirstOrDefault(u => u.Key == key);

    /// <summary>The unit's name in the reader's language, or a dash.</summary>
    public string NameOf(Guid? id) => Find(id)?.Name ?? "–";

    /// <summary>The unit at <paramref name="path"/> and everything below it.</summary>
    public IEnumerable<UnitInfo> Under(string path) => All.Values.Where(u => u.Path.StartsWith(path, StringComparison.Ordinal));

    /// <summary>Units that exist on a day, in their order.</summary>
    public IEnumerable<UnitInfo> On(DateOnly day) =>
        All.Values.Where(u => u.ExistsOn(day)).OrderBy(u => u.Path.Count(c => c == '/')).ThenBy(u => u.Order).ThenBy(u => u.Key, StringComparer.Ordinal);

    /// <summary>The ministry itself on a day: a merged one has another at its head. Null when there is none.</summary>
    public UnitInfo? TopOn(DateOnly day) => On(day).FirstOrDefault(u => u.ParentId is null);

    /// <summary>Reads the units anew.</summary>
    public void Refresh() => _units = null;

    private FrozenDictionary<Guid, UnitInfo> Load()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var units = db.Units.AsNoTracking()
            .Select(u => new UnitInfo(u.Id, u.Key, u.Path, u.ParentId, u.Name, u.NameEn, u.Abbreviation, u.Order, u.ValidFrom, u.ValidTo))
            .ToList().ToFrozenDictionary(u => u.Id);
        return _units = units;
    }
}
