using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Platform.Jobs;

/// <summary>Which process runs a job, and when it is due again: one row a job, taken by whoever changes it first.</summary>
public sealed class JobLease
{
    /// <summary>How long a process may hold a job; when it died meanwhile, another takes over after that.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(10);

    /// <summary>The job's name.</summary>
    public required string Name { get; init; }

    /// <summary>The process that runs it or ran it last.</summary>
    public Guid HolderId { get; init; }

    /// <summary>Until when that process holds it, UTC; the past when nobody does.</summary>
    public DateTime HeldUntilAt { get; init; }

    /// <summary>When it is due again, UTC.</summary>
    public DateTime DueAt { get; init; }

    /// <summary>When its last run began, UTC.</summary>
    public DateTime? StartedAt { get; init; }

    /// <summary>When its last whole run ended, UTC.</summary>
    public DateTime? FinishedAt { get; init; }

    /// <summary>Kind of the failure that its last run ended with; null when it went well.</summary>
    public string? Failure { get; init; }
}

internal sealed class JobLeaseMapping : IEntityTypeConfiguration<JobLease>
{
    public void Configure(EntityTypeBuilder<JobLease> builder)
    {
        builder.ToTable("platform_job_lease").HasKey(l => l.Name);
        builder.Property(l => l.Name).HasMaxLength(80);
        builder.Property(l => l.Failure).HasMaxLength(200);
    }
}
