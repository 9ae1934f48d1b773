using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Platform.Events;

/// <summary>Something that happened in one module and that others may react to. Types lie in <c>Platform/Contracts</c>, named in the past tense.</summary>
public interface IIntegrationEvent;

/// <summary>Reacts to an event after it was saved, at least once: a handler may run twice and must not mind.</summary>
/// <typeparam name="T">The event.</typeparam>
public interface IReactTo<in T>
    where T : IIntegrationEvent
{
    /// <summary>Reacts.</summary>
    Task ReactAsync(T happened, CancellationToken ct);
}

/// <summary>The message that a handler's scope is about: the same each time that it is handed over.</summary>
public sealed class HandledMessage
{
    /// <summary>Its identifier.</summary>
    public Guid Id { get; set; }

    /// <summary>When it happened, UTC.</summary>
    public DateTime OccurredAt { get; set; }
}

/// <summary>An event waiting in the database, written with the change that caused it.</summary>
public sealed class OutboxMessage
{
    /// <summary>Identifier; grows with time.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Full name of the event's type.</summary>
    public required string Type { get; init; }

    /// <summary>The event as JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTime OccurredAt { get; init; }

    /// <summary>When every handler had seen it, UTC.</summary>
    public DateTime? HandledAt { get; set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>Not before this instant, UTC: waits longer after each failure.</summary>
    public DateTime NotBeforeAt { get; set; }
}

internal sealed class OutboxMapping : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("platform_outbox_message").HasKey(m => m.Id);
        builder.Property(m => m.Type).HasMaxLength(200);
        builder.HasIndex(m => new { m.HandledAt, m.NotBeforeAt }); // what is still to be handled
    }
}
