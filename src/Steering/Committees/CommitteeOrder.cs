using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Steering.Committees;

/// <summary>How a unit stands under an order to set up its committee. Derived from the committees on record, never ticked by hand.</summary>
internal enum OrderStanding
{
    Issued,
    IssuedLate,
    NotDue,
    Overdue,
}

/// <summary>What an order says: from which day, by when, and which units.</summary>
internal sealed record OrderDraft(DateOnly? From, DateOnly? DueOn, IReadOnlyCollection<Guid> Units, string? Clause, string? Document);

/// <summary>An order that units set up committees of their own, by a registered document. It stays as it was recorded.</summary>
internal sealed class CommitteeOrder
{
    public const int ClauseMaxLength = 200;

    private readonly List<CommitteeOrderUnit> _units = [];

    private CommitteeOrder()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid DocumentId { get; private init; }

    /// <summary>Where in the document, such as "Điều 2".</summary>
    public string? Clause { get; private init; }

    /// <summary>The order's own day; decisions of units count from it on.</summary>
    public DateOnly From { get; private init; }

    public DateOnly DueOn { get; private init; }

    public string RecordedBy { get; private init; } = "";

    public DateTime RecordedAt { get; private init; }

    public IReadOnlyList<CommitteeOrderUnit> Units => _units;

    public static Result<CommitteeOrder> Give(OrderDraft draft, Decision document, string by, DateTime at)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(draft.From is not null, Problem.Invalid("committee.from", nameof(draft.From))),
            .. Problem.Unless(draft.From is null || document.SignedOn is null || draft.From >= document.SignedOn,
                Problem.Invalid("committee.from-signed", nameof(draft.From), Platform.Time.OfficeTime.Show(document.SignedOn))),
            .. Problem.Unless(draft.DueOn is not null && !(draft.DueOn <= draft.From), Problem.Invalid("committee.order-due", nameof(draft.DueOn))),
            .. Problem.Unless(draft.Units.Count > 0, Problem.Invalid("committee.order-units", nameof(draft.Units))),
            .. Words.AtMost(draft.Clause, ClauseMaxLength, nameof(draft.Clause)),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var order = new CommitteeOrder
        {
            DocumentId = document.DocumentId, Clause = Words.Clean(draft.Clause), From = draft.From!.Value, DueOn = draft.DueOn!.Value, RecordedBy = by, RecordedAt = at,
        };
        order._units.AddRange(draft.Units.Distinct().Select(u => new CommitteeOrderUnit { UnitId = u }));
        return order;
    }

    /// <summary>How a unit stands on a day.</summary>
    /// <param name="constitutedOn">The first day of its first decision since the order; null when there is none.</param>
    /// <param name="day">The day.</param>
    public OrderStanding StandingOf(DateOnly? constitutedOn, DateOnly day) => constitutedOn is { } on && on <= day
        ? on <= DueOn ? OrderStanding.Issued : OrderStanding.IssuedLate
        : day <= DueOn ? OrderStanding.NotDue : OrderStanding.Overdue;
}

/// <summary>A unit that is to set up its committee.</summary>
internal sealed class CommitteeOrderUnit
{
    public Guid OrderId { get; init; }

    public required Guid UnitId { get; init; }
}

internal sealed class CommitteeOrderMapping : IEntityTypeConfiguration<CommitteeOrder>, IEntityTypeConfiguration<CommitteeOrderUnit>
{
    public void Configure(EntityTypeBuilder<CommitteeOrder> builder)
    {
        builder.ToTable("steering_committee_order").HasKey(o => o.Id);
        builder.Property(o => o.Clause).HasMaxLength(CommitteeOrder.ClauseMaxLength);
        builder.Property(o => o.RecordedBy).HasMaxLength(200);
        builder.HasOne<OfficialDocument>().WithMany().HasForeignKey(o => o.DocumentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(o => o.Units).WithOne().HasForeignKey(u => u.OrderId);
    }

    public void Configure(EntityTypeBuilder<CommitteeOrderUnit> builder)
    {
        builder.ToTable("steering_committee_order_unit").HasKey(u => new { u.OrderId, u.UnitId });
        builder.HasOne<Unit>().WithMany().HasForeignKey(u => u.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal static class CommitteeOrderTables
{
    extension(AppDb db)
    {
        public DbSet<CommitteeOrder> CommitteeOrders => db.Set<CommitteeOrder>();
    }
}
