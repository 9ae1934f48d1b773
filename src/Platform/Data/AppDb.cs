using System.Data;
using System.Text.Encodings.Web;
using System.Text.Json;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Ledger;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace LoTrinh.Platform.Data;

/// <summary>Something that two people can edit: its version is counted by us, since SQLite counts none.</summary>
public interface IVersioned
{
    /// <summary>Grows by one with each change.</summary>
    int Version { get; set; }
}

/// <summary>The one database context; its model is composed by the modules. A use case changes entities, calls <c>Record</c>, and saves once.</summary>
public abstract class AppDb(DbContextOptions options, IEnumerable<IModule> modules, TimeProvider clock)
    : IdentityUserContext<Account, Guid>(options)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly List<(LedgerEntry Entry, object? Subject)> _records = [];

    /// <inheritdoc/>
    /// <remarks>Version 3 has passkeys; said here because the design-time tool has no options to read it from.</remarks>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    /// <summary>The ledger; written through <c>Record</c> only.</summary>
    public DbSet<LedgerEntry> Ledger => Set<LedgerEntry>();

    /// <summary>Events waiting for their handlers.</summary>
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    /// <summary>What the last save recorded first, such as <c>steering.task.verified</c>; null before there was one.</summary>
    public string? Deed { get; private set; }

    /// <summary>Adds a ledger entry about <paramref name="subject"/> to the next save; what changed is read from the change tracker.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="action">What, such as <c>steering.task.verified</c>.</param>
    /// <param name="subject">A tracked entity with a <see cref="Guid"/> key named Id.</param>
    /// <param name="reason">Why, where one was asked for.</param>
    public void Record(Actor actor, string action, object subject, string? reason = null)
    {
        var id = (Guid)(Entry(subject).Property("Id").CurrentValue ?? throw new InvalidOperationException("A subject has an Id."));
        _records.Add((NewEntry(actor, action, subject.GetType().Name, id, reason), subject));
    }

    /// <summary>Adds a ledger entry about something that is no single tracked entity, with details of one's own.</summary>
    public void Record(Actor actor, string action, string subjectType, Guid subjectId, object? details, string? reason = null)
    {
        var entry = NewEntry(actor, action, subjectType, subjectId, reason);
        entry.Changes = details is null ? "{}" : JsonSerializer.Serialize(details, Json);
        _records.Add((entry, null));
    }

    /// <summary>Adds an event to the next save; its handlers run after it.</summary>
    public void Publish(IIntegrationEvent happened) =>
        Outbox.Add(new OutboxMessage
        {
            Type = happened.GetType().FullName!,
            Payload = JsonSerializer.Serialize(happened, happened.GetType(), Json),
            OccurredAt = clock.GetUtcNow().UtcDateTime,
            NotBeforeAt = DateTime.UnixEpoch,
        });

    /// <summary>Says which version of <paramref name="entity"/> the person had before them; the save fails if there is a newer one.</summary>
    public void Expect(IVersioned entity, int version) => Entry(entity).Property(nameof(IVersioned.Version)).OriginalValue = version;

    /// <summary>Saves, and tells a lost race as a problem instead of an exception.</summary>
    public async Task<Problem?> TrySaveAsync(CancellationToken ct = default)
    {
        try
        {
            await SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateConcurrencyException lost)
        {
            _records.Clear();
            return Problem.Conflict("changed-meanwhile") with { Standing = await StandingAsync(lost.Entries.FirstOrDefault(e => e.Entity is IVersioned), ct) };
        }
        catch (DbUpdateException) when (Database.CurrentTransaction is null && ChangeTracker.Entries<IVersioned>().Any(e => e.State == EntityState.Modified))
        {
            // Two who add a next row to one record meet at that row before they meet at the record's version; the version tells that it was a race.
            var outrun = await OutrunAsync(ct);
            if (outrun is null)
            {
                throw;
            }

            _records.Clear();
            return Problem.Conflict("changed-meanwhile") with { Standing = await StandingAsync(outrun, ct) };
        }
    }

    // The record that someone else saved meanwhile.
    private async Task<EntityEntry?> OutrunAsync(CancellationToken ct)
    {
        foreach (var entry in ChangeTracker.Entries<IVersioned>().Where(e => e.State == EntityState.Modified).ToList())
        {
            var version = entry.Property(nameof(IVersioned.Version));
            if (await entry.GetDatabaseValuesAsync(ct) is { } kept && !Equals(kept[nameof(IVersioned.Version)], version.OriginalValue))
            {
                return entry;
            }
        }

        return null;
    }

    // What the other one left; null when the record is gone.
    private async Task<Standing?> StandingAsync(EntityEntry? entry, CancellationToken ct)
    {
        if (entry is null || await entry.GetDatabaseValuesAsync(ct) is not { } kept)
        {
            return null;
        }

        var id = entry.Metadata.FindPrimaryKey()?.Properties is [{ ClrType: var type } key] && type == typeof(Guid) ? (Guid)entry.Property(key.Name).CurrentValue! : Guid.Empty;
        var last = await Ledger.AsNoTracking().Where(e => e.SubjectId == id).OrderByDescending(e => e.Seq).FirstOrDefaultAsync(ct);
        return new((int)kept[nameof(IVersioned.Version)]!, last, kept.Properties.ToDictionary(p => p.Name, p => kept[p]));
    }

    /// <inheritdoc/>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        CountVersions();
        using var turn = Database.CurrentTransaction is null ? await TurnAsync(_records.Count > 0, cancellationToken) : null;
        if (_records.Count == 0)
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        await using var transaction = Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(cancellationToken) : null;
        var head = await ChainAsync(cancellationToken);
        var saved = await SaveWithAsync(head, acceptAllChangesOnSuccess, cancellationToken);
        if (transaction is not null)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return saved;
    }

    /// <summary>Waits until it is this context's turn to write; the turn ends when the answer is disposed.</summary>
    /// <param name="isRecorded">Whether what is written goes into the ledger, whose end one holds at a time.</param>
    /// <param name="ct">Cancels.</param>
    public virtual ValueTask<IDisposable?> TurnAsync(bool isRecorded, CancellationToken ct) => ValueTask.FromResult<IDisposable?>(null);

    /// <inheritdoc/>
    /// <remarks>There is one way to save, and it waits for the database asynchronously.</remarks>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) => SaveChangesAsync(acceptAllChangesOnSuccess).GetAwaiter().GetResult();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("platform_account_claim");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("platform_account_login");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("platform_account_token");
        builder.Entity<IdentityUserPasskey<Guid>>(passkey =>
        {
            passkey.ToTable("platform_account_passkey").HasKey(p => p.CredentialId);
            passkey.OwnsOne(p => p.Data).ToJson();
        });
        builder.ApplyConfigurationsFromAssembly(typeof(AppDb).Assembly);
        foreach (var module in modules)
        {
            module.ConfigureModel(builder);
        }

        foreach (var entity in builder.Model.GetEntityTypes().Where(e => e.ClrType.IsAssignableTo(typeof(IVersioned))))
        {
            builder.Entity(entity.ClrType).Property(nameof(IVersioned.Version)).IsConcurrencyToken();
        }
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();

    /// <summary>
    /// Waits for those who write now, and has the others wait until the transaction ends. For what would collide with its like again and
    /// again; the first thing in its transaction, since the ledger's line is otherwise taken last.
    /// </summary>
    public Task TakeTheLineAsync(CancellationToken ct) =>
        Set<LedgerHead>().ExecuteUpdateAsync(set => set.SetProperty(h => h.Seq, h => h.Seq), ct);

    private LedgerEntry NewEntry(Actor actor, string action, string subjectType, Guid subjectId, string? reason) => new()
    {
        // Both databases keep microseconds; the hash is over what they keep.
        At = new DateTime(clock.GetUtcNow().UtcTicks / 10 * 10, DateTimeKind.Utc),
        ActorId = actor.AccountId,
        ActorName = actor.Name,
        Action = action,
        SubjectType = subjectType,
        SubjectId = subjectId,
        Reason = reason,
    };

    private void CountVersions()
    {
        foreach (var entry in ChangeTracker.Entries<IVersioned>().Where(e => e.State == EntityState.Modified))
        {
            entry.Entity.Version = (int)entry.Property(nameof(IVersioned.Version)).OriginalValue! + 1;
        }
    }

    // Moving the head first takes its row's lock, so writers queue here and the chain has no gaps.
    private async Task<EntityEntry<LedgerHead>> ChainAsync(CancellationToken ct)
    {
        var count = _records.Count;
        var head = (await Set<LedgerHead>().FromSql($"UPDATE platform_ledger_head SET seq = seq + {count} RETURNING id, seq, hash").AsNoTracking().ToListAsync(ct)).Single();
        var (seq, hash) = (head.Seq - count, head.Hash);
        foreach (var (entry, subject) in _records)
        {
            entry.Seq = ++seq;
            if (subject is not null)
            {
                entry.Changes = ChangesOf(Entry(subject));
            }

            entry.Hash = hash = entry.ComputeHash(hash);
            Ledger.Add(entry);
        }

        Deed = _records[0].Entry.Action;
        _records.Clear();
        var end = Attach(head);
        head.Hash = hash;
        return end;
    }

    // The head goes along with what it is the head of; nobody finds it among what is tracked afterwards.
    private async Task<int> SaveWithAsync(EntityEntry<LedgerHead> head, bool acceptAllChangesOnSuccess, CancellationToken ct)
    {
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, ct);
        }
        finally
        {
            head.State = EntityState.Detached;
        }
    }

    private static string ChangesOf(EntityEntry entry)
    {
        var added = entry.State == EntityState.Added;
        var changes = entry.Properties
            .Where(p => (added ? p.CurrentValue is not null : p.IsModified) && !p.Metadata.IsPrimaryKey() && p.Metadata.Name is not nameof(IVersioned.Version))
            .Where(p => p.Metadata.ClrType != typeof(byte[]) && !p.Metadata.Name.Contains("Password", StringComparison.Ordinal)
                && !p.Metadata.Name.Contains("Secret", StringComparison.Ordinal) && !p.Metadata.Name.EndsWith("Stamp", StringComparison.Ordinal)
                && !p.Metadata.Name.EndsWith("Hash", StringComparison.Ordinal))
            .ToDictionary(p => p.Metadata.Name, p => new[] { added ? null : p.OriginalValue, p.CurrentValue });
        return JsonSerializer.Serialize(changes, Json);
    }

    private sealed class UtcConverter() : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<DateTime, DateTime>(
        v => v.Kind == DateTimeKind.Utc ? v : v.ToUniversalTime(), v => DateTime.SpecifyKind(v, DateTimeKind.Utc));
}
