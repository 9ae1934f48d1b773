using System.Collections.Frozen;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>A record with what it says.</summary>
internal sealed class KnownRecord(ProcedureRecord record)
{
    private Procedure? _procedure;

    public ProcedureRecord Record => record;

    public Procedure Procedure => _procedure ??= ProcedureText.FromJson(record.Content);
}

/// <summary>All records of procedures, in memory: they are read with every page and change seldom. Call <see cref="Refresh"/> after a change.</summary>
internal sealed class ProcedureCatalogue(IServiceScopeFactory scopes, ServiceWords words, TimeProvider clock) : IKeptInMemory
{
    private volatile Held? _held;
    private volatile Standing? _standing;

    /// <inheritdoc/>
    public string RevisionKey => Revision.Procedures;

    public Agency Agency => words.Agency;

    /// <summary>What holds today, as it is known now, in the order of the codes; ended ones are not among them.</summary>
    public IReadOnlyList<Procedure> All => Now().All;

    /// <summary>What holds today of a procedure, or null.</summary>
    public Procedure? Find(string? code) => code is not null && Now().ByCode.TryGetValue(code, out var known) && !known.Procedure.Ended ? known.Procedure : null;

    /// <summary>The record that holds today of a procedure, ended or not; null when there is none.</summary>
    public KnownRecord? Today(string code) => Now().ByCode.GetValueOrDefault(code);

    /// <summary>The record that held on a day, as it was known at a moment (UTC); null when there was none.</summary>
    public KnownRecord? At(string code, DateOnly day, DateTime known) => Best(History(code), day, known);

    /// <summary>Everything that held on a day, as it was known at a moment (UTC), in the order of the codes.</summary>
    public IReadOnlyList<KnownRecord> AllAt(DateOnly day, DateTime known) =>
        [.. (_held ?? Load()).ByCode.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => Best(c.Value, day, known)).OfType<KnownRecord>()];

    /// <summary>Every record of a procedure, the one put down first on top.</summary>
    public IReadOnlyList<KnownRecord> History(string code) => (_held ?? Load()).ByCode.GetValueOrDefault(code) ?? [];

    /// <summary>The record with the id; it stays whatever is put down after it.</summary>
    public KnownRecord? Record(Guid? id) => id is { } known ? (_held ?? Load()).ById.GetValueOrDefault(known) : null;

    /// <summary>What a dossier is about: what was known when it was submitted, else what holds today, else the last that was known.</summary>
    public Procedure Of(string code, Guid? record) => (Record(record) ?? Today(code) ?? History(code)[^1]).Procedure;

    /// <summary>Every code of which something is known.</summary>
    public IEnumerable<string> Codes => (_held ?? Load()).ByCode.Keys.Order(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Refresh() => (_held, _standing) = (null, null);

    private static KnownRecord? Best(IReadOnlyList<KnownRecord> history, DateOnly day, DateTime known) =>
        history.LastOrDefault(r => r.Record.RecordedAt <= known && r.Record.Covers(day));

    // What holds changes with the day, and with the moment at which a record becomes known: a demonstration's clock may stand before it.
    private Standing Now()
    {
        var (held, now) = (_held ?? Load(), clock.UtcNow());
        if (_standing is { } standing && standing.Of == held && standing.Day == now.OfficeDay() && standing.From <= now && now < standing.Until)
        {
            return standing;
        }

        var known = AllAt(now.OfficeDay(), now);
        var moments = held.ById.Values.Select(r => r.Record.RecordedAt).ToList();
        return _standing = new(held, now.OfficeDay(), moments.Where(m => m <= now).DefaultIfEmpty(DateTime.MinValue).Max(),
            moments.Where(m => m > now).DefaultIfEmpty(DateTime.MaxValue).Min(), known.ToFrozenDictionary(k => k.Record.Code),
            [.. known.Select(k => k.Procedure).Where(p => !p.Ended)]);
    }

    private Held Load()
    {
        using var scope = scopes.CreateScope();
        var records = scope.ServiceProvider.GetRequiredService<AppDb>().ProcedureRecords.AsNoTracking().OrderBy(r => r.RecordedAt).ThenBy(r => r.Id).ToList()
            .ConvertAll(r => new KnownRecord(r));
        return _held = new(records.ToFrozenDictionary(r => r.Record.Id), records.GroupBy(r => r.Record.Code).ToFrozenDictionary(g => g.Key, g => g.ToList()));
    }

    private sealed record Held(FrozenDictionary<Guid, KnownRecord> ById, FrozenDictionary<string, List<KnownRecord>> ByCode);

    private sealed record Standing(Held Of, DateOnly Day, DateTime From, DateTime Until, FrozenDictionary<string, KnownRecord> ByCode, IReadOnlyList<Procedure> All);
}
