using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Organisation;

/// <summary>What a unit is registered with.</summary>
internal sealed record UnitDraft(string? Key, string? ParentKey, string? Name, string? NameEn, string? Abbreviation, string? OldCode, string? Code, int? Order,
    DateOnly? ValidFrom, string? Source);

/// <summary>What an administrator does to the organisation. Units are never deleted or renamed in place: they end and name their successors.</summary>
internal sealed partial class UnitWork(AppDb db, OrganisationDirectory organisation)
{
    public const int KeyMaxLength = 40;
    public const int NameMaxLength = 200;
    public const int SourceMaxLength = 300;

    /// <summary>Registers a unit.</summary>
    public Task<Result<Unit>> Register(Actor actor, UnitDraft draft, CancellationToken ct) => ChangeAsync<Unit>(async () =>
    {
        var parent = await FindAsync(draft.ParentKey, ct);
        if (actor.Lacks(PlatformPermissions.OrganisationEdit, parent?.Path ?? "/") is { } refusal)
        {
            return refusal;
        }

        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(string.IsNullOrWhiteSpace(draft.ParentKey) || parent is not null, Problem.Invalid("organisation.parent-unknown", nameof(draft.ParentKey))),
            .. await ProblemsAsync(draft, ct),
            .. Problem.Unless(parent is null || draft.ValidFrom is not { } day || parent.ExistsOn(day),
                Problem.Invalid("organisation.parent-absent", nameof(draft.ValidFrom), parent?.Name ?? "", parent?.ValidFrom.Show() ?? "", parent?.ValidTo.Show() ?? "")),
        ];
        return problems.Length > 0 ? problems : await AddAsync(actor, draft, parent, "platform.unit.registered", ct);
    }, ct);

    /// <summary>A new name is a new unit under the same parent that goes on where the old one ends.</summary>
    public Task<Result<Unit>> Rename(Actor actor, string key, UnitDraft draft, CancellationToken ct) => ChangeAsync<Unit>(async () =>
    {
        var found = await MayChangeAsync(actor, key, ct);
        if (!found.TryGet(out var old))
        {
            return found.Problems;
        }

        ImmutableArray<Problem> problems = [.. await ProblemsAsync(draft, ct), .. await ProblemsOfEndAsync(old, draft.ValidFrom?.AddDays(-1), nameof(draft.ValidFrom), ct)];
        if (problems.Length > 0)
        {
            return problems;
        }

        var parent = old.ParentId is null ? null : await db.Units.SingleAsync(u => u.Id == old.ParentId, ct);
        await EndAsync(actor, old, draft.ValidFrom!.Value.AddDays(-1), draft.Source!, "platform.unit.renamed", ct);
        var successor = await AddAsync(actor, draft, parent, "platform.unit.registered", ct);
        db.UnitSuccessions.Add(new UnitSuccession { FromUnitId = old.Id, ToUnitId = successor.Id, On = draft.ValidFrom.Value, Basis = draft.Source!.Trim() });
        await db.SaveChangesAsync(ct);
        return successor;
    }, ct);

    /// <summary>Ends a unit after its last day. Several successors are a split; one successor of several units a merger; none a dissolution.</summary>
    public Task<Result<Unit>> End(Actor actor, string key, DateOnly? lastDay, IReadOnlyCollection<string> successors, string? basis, CancellationToken ct) => ChangeAsync<Unit>(async () =>
    {
        var found = await MayChangeAsync(actor, key, ct);
        if (!found.TryGet(out var unit))
        {
            return found.Problems;
        }

        var next = await db.Units.Where(u => successors.Contains(u.Key)).ToListAsync(ct);
        ImmutableArray<Problem> problems =
        [
            .. await ProblemsOfEndAsync(unit, lastDay, "LastDay", ct),
            .. ProblemsOfText(basis, "Basis", SourceMaxLength, "organisation.basis-missing"),
            .. successors.Except(next.Select(u => u.Key)).Select(k => Problem.Invalid("organisation.successor-unknown", "Successors", k)),
            .. next.Where(u => u.Id == unit.Id || (lastDay is { } last && !u.ExistsOn(last.AddDays(1))))
                .Select(u => Problem.Invalid("organisation.successor-absent", "Successors", u.Name)),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        await EndAsync(actor, unit, lastDay!.Value, basis!, "platform.unit.ended", ct);
        db.UnitSuccessions.AddRange(next.Select(u => new UnitSuccession { FromUnitId = unit.Id, ToUnitId = u.Id, On = lastDay.Value.AddDays(1), Basis = basis!.Trim() }));
        await db.SaveChangesAsync(ct);
        return unit;
    }, ct);

    /// <summary>Adds a position to a unit.</summary>
    public Task<Result<Position>> AddPosition(Actor actor, string key, string? title, string? titleEn, CancellationToken ct) => ChangeAsync<Position>(async () =>
    {
        var found = await MayChangeAsync(actor, key, ct);
        if (!found.TryGet(out var unit))
        {
            return found.Problems;
        }

        ImmutableArray<Problem> problems =
        [
            .. ProblemsOfText(title, "Title", NameMaxLength, "organisation.position-missing"),
            .. ProblemsOfText(titleEn, "TitleEn", NameMaxLength, "organisation.position-missing"),
            .. Problem.Unless(!await db.Positions.AnyAsync(p => p.UnitId == unit.Id && p.Title == (title ?? "").Trim(), ct), Problem.Invalid("organisation.position-twice", "Title")),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var position = new Position { UnitId = unit.Id, Title = title!.Trim(), TitleEn = titleEn!.Trim() };
        db.Positions.Add(position);
        db.Record(actor, "platform.unit.position-added", nameof(Unit), unit.Id, new { position.Title });
        await db.SaveChangesAsync(ct);
        return position;
    }, ct);

    /// <summary>Records who holds a position; only what a public source says.</summary>
    public Task<Result<PositionHolder>> AddHolder(
        Actor actor, string key, Guid positionId, string? name, DateOnly? from, DateOnly? to, string? source, CancellationToken ct) => ChangeAsync<PositionHolder>(async () =>
    {
        var found = await MayChangeAsync(actor, key, ct);
        if (!found.TryGet(out var unit))
        {
            return found.Problems;
        }

        var position = await db.Positions.Include(p => p.Holders).SingleOrDefaultAsync(p => p.Id == positionId && p.UnitId == unit.Id, ct);
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(position is not null, Problem.Invalid("organisation.position-unknown", "PositionId")),
            .. ProblemsOfText(name, "PersonName", NameMaxLength, "organisation.holder-missing"),
            .. ProblemsOfText(source, "HolderSource", SourceMaxLength, "organisation.source-missing"),
            .. Problem.Unless(from is null || to is null || from <= to, Problem.Invalid("organisation.days-order", "HolderTo")),
            .. Problem.Unless(position is null || !position.Holders.Exists(h => Overlap(h, from, to)), Problem.Invalid("organisation.holder-overlaps", "HolderFrom")),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var holder = new PositionHolder { PositionId = positionId, PersonName = name!.Trim(), From = from, To = to, Source = source!.Trim() };
        db.Add(holder);
        db.Record(actor, "platform.unit.holder-added", nameof(Unit), unit.Id, new { position!.Title, holder.PersonName, holder.From, holder.To }, holder.Source);
        await db.SaveChangesAsync(ct);
        return holder;
    }, ct);

    /// <summary>Ends a person's term in a position.</summary>
    public Task<Result<PositionHolder>> EndHolder(Actor actor, string key, Guid holderId, DateOnly? lastDay, CancellationToken ct) => ChangeAsync<PositionHolder>(async () =>
    {
        var found = await MayChangeAsync(actor, key, ct);
        if (!found.TryGet(out var unit))
        {
            return found.Problems;
        }

        var position = await db.Positions.Include(p => p.Holders).SingleOrDefaultAsync(p => p.UnitId == unit.Id && p.Holders.Any(h => h.Id == holderId), ct);
        var holder = position?.Holders.Find(h => h.Id == holderId);
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(holder is not null, Problem.Invalid("organisation.holder-unknown", "HolderId")),
            .. Problem.Unless(holder?.To is null, Problem.Conflict("organisation.holder-ended", holder?.To.Show() ?? "") with { Field = "HolderId" }),
            .. Problem.Unless(lastDay is not null, Problem.Invalid("organisation.day-missing", "TermEnd")),
            .. Problem.Unless(holder?.From is null || lastDay is null || holder.From <= lastDay, Problem.Invalid("organisation.days-order", "TermEnd")),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        holder!.To = lastDay;
        db.Record(actor, "platform.unit.holder-ended", nameof(Unit), unit.Id, new { holder.PersonName, holder.To });
        await db.SaveChangesAsync(ct);
        return holder;
    }, ct);

    // Counting the change first takes its row's lock: two administrators change the tree one after the other.
    private async Task<Result<T>> ChangeAsync<T>(Func<Task<Result<T>>> act, CancellationToken ct)
    {
        var result = await db.InTransactionAsync(async () =>
        {
            await db.ReviseAsync(Revision.Organisation, ct);
            return await act();
        }, keep: r => r.Ok, ct);
        organisation.Refresh();
        return result;
    }

    private Task<Unit?> FindAsync(string? key, CancellationToken ct) => db.Units.SingleOrDefaultAsync(u => u.Key == key, ct);

    private async Task<Result<Unit>> MayChangeAsync(Actor actor, string key, CancellationToken ct) =>
        await FindAsync(key, ct) is not { } unit ? Problem.NotFound("organisation.unit-unknown")
            : actor.Lacks(PlatformPermissions.OrganisationEdit, unit.Path) is { } refusal ? refusal : unit;

    private async Task<Unit> AddAsync(Actor actor, UnitDraft draft, Unit? parent, string action, CancellationToken ct)
    {
        var key = draft.Key!.Trim();
        var unit = new Unit
        {
            Key = key, Path = $"{parent?.Path ?? "/"}{key}/", ParentId = parent?.Id, Name = draft.Name!.Trim(), NameEn = draft.NameEn!.Trim(),
            Abbreviation = Clean(draft.Abbreviation), OldCode = Clean(draft.OldCode), Code = Clean(draft.Code), Order = draft.Order ?? 0,
            ValidFrom = draft.ValidFrom!.Value, ValidTo = parent?.ValidTo, Source = draft.Source!.Trim(),
        };
        db.Units.Add(unit);
        db.Record(actor, action, unit, unit.Source);
        await db.SaveChangesAsync(ct);
        return unit;
    }

    // What was known of a later end falls away: the unit does not live to see it.
    private async Task EndAsync(Actor actor, Unit unit, DateOnly lastDay, string basis, string action, CancellationToken ct)
    {
        unit.ValidTo = lastDay;
        db.UnitSuccessions.RemoveRange(await db.UnitSuccessions.Where(s => s.FromUnitId == unit.Id).ToListAsync(ct));
        db.Record(actor, action, unit, basis.Trim());
    }

    private async Task<ImmutableArray<Problem>> ProblemsAsync(UnitDraft draft, CancellationToken ct)
    {
        var key = draft.Key?.Trim() ?? "";
        return
        [
            .. Problem.Unless(KeyForm().IsMatch(key), Problem.Invalid("organisation.key-form", nameof(draft.Key), KeyMaxLength)),
            .. Problem.Unless(!await db.Units.AnyAsync(u => u.Key == key, ct), Problem.Invalid("organisation.key-taken", nameof(draft.Key), key)),
            .. ProblemsOfText(draft.Name, nameof(draft.Name), NameMaxLength, "organisation.name-missing"),
            .. ProblemsOfText(draft.NameEn, nameof(draft.NameEn), NameMaxLength, "organisation.name-missing"),
            .. ProblemsOfText(draft.Source, nameof(draft.Source), SourceMaxLength, "organisation.basis-missing"),
            .. Problem.Unless(draft.ValidFrom is not null, Problem.Invalid("organisation.day-missing", nameof(draft.ValidFrom))),
            .. Problem.Unless((draft.Abbreviation?.Length ?? 0) <= 40, Problem.Invalid("organisation.too-long", nameof(draft.Abbreviation), 40)),
            .. Problem.Unless(string.IsNullOrWhiteSpace(draft.OldCode) || UnitCodes.IsOld(draft.OldCode.Trim()), Problem.Invalid("organisation.old-code", nameof(draft.OldCode))),
            .. Problem.Unless(string.IsNullOrWhiteSpace(draft.Code) || UnitCodes.IsNew(draft.Code.Trim()), Problem.Invalid("organisation.code", nameof(draft.Code))),
        ];
    }

    private async Task<ImmutableArray<Problem>> ProblemsOfEndAsync(Unit unit, DateOnly? lastDay, string field, CancellationToken ct)
    {
        if (lastDay is not { } last)
        {
            return [Problem.Invalid("organisation.day-missing", field)];
        }

        var outliving = await db.Units.Where(u => u.ParentId == unit.Id && (u.ValidTo == null || u.ValidTo > last)).OrderBy(u => u.Order).Select(u => u.Name).ToListAsync(ct);
        return
        [
            .. Problem.Unless(last >= unit.ValidFrom, Problem.Invalid("organisation.end-before-start", field, unit.ValidFrom.Show())),
            .. Problem.Unless(unit.ValidTo is null || last < unit.ValidTo, Problem.Conflict("organisation.already-ended", unit.ValidTo.Show()) with { Field = field }),
            .. Problem.Unless(outliving.Count == 0, Problem.Invalid("organisation.children-outlive", field, string.Join("; ", outliving))),
        ];
    }

    private static IEnumerable<Problem> ProblemsOfText(string? text, string field, int most, string missing) => string.IsNullOrWhiteSpace(text)
        ? [Problem.Invalid(missing, field)] : Problem.Unless(text.Length <= most, Problem.Invalid("organisation.too-long", field, most));

    private static bool Overlap(PositionHolder held, DateOnly? from, DateOnly? to) =>
        (held.From ?? DateOnly.MinValue) <= (to ?? DateOnly.MaxValue) && (from ?? DateOnly.MinValue) <= (held.To ?? DateOnly.MaxValue);

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    // The page that registers units lies at /to-chuc/them, so that is no key.
    [GeneratedRegex(@"^(?!them\z)[a-z][a-z0-9-]{1,39}\z")]
    private static partial Regex KeyForm();
}
