using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Platform.Notifications;

/// <summary>A letter by e-mail: written with the news it carries, sent later, kept until a server has taken it.</summary>
public sealed class OutgoingMail
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    /// <summary>Identifier; the Message-ID is made of it, so that a letter sent twice is one letter to its reader.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Address it goes to.</summary>
    public required string To { get; init; }

    /// <summary>Name of the account it goes to.</summary>
    public required string ToName { get; init; }

    /// <summary>Subject.</summary>
    public required string Subject { get; init; }

    /// <summary>Text, plain.</summary>
    public required string Text { get; init; }

    /// <summary>Language of the text: <c>vi</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>When it was written, UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When a server took it, UTC; null while it waits.</summary>
    public DateTime? SentAt { get; set; }

    /// <summary>When it was given up because the server refuses the address for good, UTC.</summary>
    public DateTime? GivenUpAt { get; set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>Not before this instant, UTC.</summary>
    public DateTime NotBeforeAt { get; set; }

    /// <summary>Until when the quiet hours hold it, UTC: it goes out with the others that are held; null for what they do not
    /// concern.</summary>
    public DateTime? HeldUntil { get; set; }

    /// <summary>What the last attempt ended with; null when it went well.</summary>
    public string? LastProblem { get; set; }

    /// <summary>Takes up again a letter that was given up: it is sent with the next round, and its pauses begin anew.</summary>
    public void TakeUp(DateTime now)
    {
        (GivenUpAt, NotBeforeAt, Attempts, HeldUntil) = (null, now, 0, null);
    }

    /// <summary>Counts an attempt and puts the next one off: a minute, two, four … six hours. Done before sending, so that a process that dies does not send in a loop.</summary>
    public void Begin(DateTime now)
    {
        Attempts++;
        var minutes = Math.Min(LongestWait.TotalMinutes, Math.Pow(2, Attempts - 1));
        NotBeforeAt = now + TimeSpan.FromMinutes(minutes);
    }
}

internal sealed class OutgoingMailMapping : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.ToTable("platform_outgoing_mail").HasKey(m => m.Id);
        builder.Property(m => m.To).HasMaxLength(256);
        builder.Property(m => m.ToName).HasMaxLength(200);
        builder.Property(m => m.Subject).HasMaxLength(Notification.TitleMaxLength);
        builder.Property(m => m.Language).HasMaxLength(2);
        builder.Property(m => m.LastProblem).HasMaxLength(400);
        builder.HasIndex(m => new { m.SentAt, m.GivenUpAt, m.NotBeforeAt }); // what is still to be sent
    }
}
