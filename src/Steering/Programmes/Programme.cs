using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Search;

namespace LoTrinh.Steering.Programmes;

/// <summary>Whether an element of the tree is still at work.</summary>
internal enum ProgrammeState
{
    Active,
    Completed,
    Stopped,
}

/// <summary>An element of the programme tree: a strategy, a programme, a scheme or a project. What its plan says stands in its versions,
/// which never change;
/// the newest is repeated here, for lists and searching.</summary>
internal sealed class Programme : IVersioned
{
    private Programme()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string SearchText { get; private set; } = "";

    public ProgrammeLevel Level { get; private set; }

    public Guid? ParentId { get; private set; }

    public Guid LeadUnitId { get; private set; }

    public string Accountable { get; private set; } = "";

    public DateOnly StartsOn { get; private set; }

    public DateOnly EndsOn { get; private set; }

    public ProgrammeState State { get; private set; }

    public DateOnly? ClosedOn { get; private set; }

    public string? CloseReason { get; private set; }

    /// <summary>Number of the newest version of the plan, from 1.</summary>
    public int PlanNumber { get; private set; }

    /// <summary>From which day that version holds.</summary>
    public DateOnly PlanFrom { get; private set; }

    public bool IsDemonstration { get; private init; }

    public int Version { get; set; } = 1;

    public bool IsActive => State == ProgrammeState.Active;

    public static Programme Of(bool isDemonstration) => new() { IsDemonstration = isDemonstration };

    /// <summary>Takes a new version of the plan over; later versions never hold from an earlier day than those before.</summary>
    public Result<PlanVersion> Plan(PlanContent content, DateOnly validFrom, string? reason, string by, DateTime at)
    {
        if (!IsActive)
        {
            return Problem.Conflict("programme.closed");
        }

        if (PlanNumber > 0 && validFrom < PlanFrom)
        {
            return Problem.Invalid("programme.valid-from-early", nameof(PlanDraft.ValidFrom), Platform.Time.OfficeTime.Show(PlanFrom));
        }

        (Code, Name, Level, ParentId, LeadUnitId, Accountable) =
            (content.Code, content.Name, content.Level, content.ParentId, content.LeadUnitId, content.Accountable);
        (StartsOn, EndsOn, PlanFrom) = (content.StartsOn, content.EndsOn, validFrom);
        SearchText = $" {Folding.Fold($"{Code} {Name}")} ";
        PlanNumber++;
        return PlanVersion.Of(Id, PlanNumber, validFrom, content, Words.Clean(reason), by, at);
    }

    /// <summary>Ends the work: everything was delivered, or it goes no further. The plan and what came of it stay.</summary>
    public Result<Programme> Close(ProgrammeState state, string? reason, DateOnly today)
    {
        if (!IsActive)
        {
            return Problem.Conflict("programme.closed");
        }

        if (state is not (ProgrammeState.Completed or ProgrammeState.Stopped))
        {
            return Problem.Invalid("programme.close-state", "CloseState");
        }

        if (Words.Clean(reason) is not { } why)
        {
            return Problem.Invalid("programme.close-reason", "CloseReason");
        }

        if (Words.AtMost(reason, PlanDraft.TextMaxLength, "CloseReason").FirstOrDefault() is { } tooLong)
        {
            return tooLong;
        }

        (State, ClosedOn, CloseReason) = (state, today, why);
        return this;
    }
}

/// <summary>What a plan said from one day on. Written once; a correction is the next version.</summary>
internal sealed class PlanVersion
{
    private PlanContent? _content;

    private PlanVersion()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid ProgrammeId { get; private init; }

    /// <summary>Which version, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>From which day it holds; of several with the same day the last.</summary>
    public DateOnly ValidFrom { get; private init; }

    /// <summary>When it was entered; a plan can be entered after the day from which it holds.</summary>
    public DateTime RecordedAt { get; private init; }

    public string RecordedBy { get; private init; } = "";

    public string? Reason { get; private init; }

    /// <summary>The plan as canonical JSON.</summary>
    public string Json { get; private init; } = "";

    /// <summary>SHA-256 of <see cref="Json"/>.</summary>
    public string Hash { get; private init; } = "";

    public PlanContent Content => _content ??= PlanContent.Parse(Json);

    public static PlanVersion Of(Guid programmeId, int number, DateOnly validFrom, PlanContent content, string? reason, string by,
        DateTime at)
    {
        var json = content.ToJson();
        return new()
        {
            ProgrammeId = programmeId, Number = number, ValidFrom = validFrom, Json = json, Hash = CanonicalJson.HashOf(json),
            Reason = reason, RecordedBy = by,
            RecordedAt = at,
        };
    }

    /// <summary>The version that holds on a day; null before the first.</summary>
    public static PlanVersion? On(IEnumerable<PlanVersion> versions, DateOnly day) =>
        versions.Where(v => v.ValidFrom <= day).MaxBy(v => v.Number);
}
