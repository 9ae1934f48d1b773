using System.Security.Cryptography;
using System.Text;
using LoTrinh.Platform.Search;

namespace LoTrinh.Steering.Tasks;

/// <summary>By what a text is found again that was used elsewhere, however it was typed.</summary>
internal static class TextTrace
{
    /// <summary>Length of a hash.</summary>
    public const int Length = 64;

    /// <summary>SHA-256 of the folded text, in lower-case hexadecimal; null when nothing is left of it.</summary>
    public static string? Of(string? text) =>
        Folding.Fold(text) is { Length: > 0 } folded ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folded))) : null;
}

/// <summary>A unit that helps the lead.</summary>
internal sealed class TaskCoordinator
{
    public Guid TaskId { get; init; }

    public required Guid UnitId { get; init; }
}

/// <summary>A report of progress.</summary>
internal sealed class TaskUpdate
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid TaskId { get; init; }

    public DateTime At { get; init; }

    public required string By { get; init; }

    /// <summary>Percent.</summary>
    public int Progress { get; init; }

    public required string Narrative { get; init; }

    /// <summary>The trace of the narrative; null for one written before traces were kept.</summary>
    public string? TextHash { get; init; }

    public string? Obstacles { get; init; }

    /// <summary>What the unit asks for or proposes.</summary>
    public string? Proposal { get; init; }
}

/// <summary>A row of the ledger of extensions.</summary>
internal sealed class TaskExtension
{
    /// <summary>Stands as the reason when nobody asked: the office issued a returned task anew with another day.</summary>
    public const string Reissued = "steering.extensions.reissued";

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid TaskId { get; init; }

    public DateTime AskedAt { get; init; }

    public DateOnly FromDueOn { get; init; }

    public DateOnly ProposedOn { get; init; }

    public required string Reason { get; init; }

    /// <summary>Null while it waits.</summary>
    public bool? Granted { get; set; }

    public string? Decision { get; set; }

    public string? DecidedBy { get; set; }

    public DateTime? DecidedAt { get; set; }

    /// <summary>Number of the document that decides it.</summary>
    public string? DocumentNumber { get; set; }

    /// <summary>That document, when it is registered.</summary>
    public Guid? DocumentId { get; set; }
}

/// <summary>A document as people name it, and which of the register it is, if any.</summary>
internal readonly record struct NamedDocument(Guid? Id, string? Number);

/// <summary>A product handed in, and what was said of it.</summary>
internal sealed class TaskSubmission
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid TaskId { get; init; }

    public DateTime At { get; init; }

    public DateOnly On { get; init; }

    public required string By { get; init; }

    /// <summary>Number and date of the product's document, or its address.</summary>
    public required string Reference { get; init; }

    /// <summary>The trace of the reference; null for one written before traces were kept.</summary>
    public string? ReferenceHash { get; init; }

    public string? Note { get; init; }

    /// <summary>Null while it waits.</summary>
    public bool? Accepted { get; set; }

    public string? DecisionReason { get; set; }

    public string? DecidedBy { get; set; }

    public DateTime? DecidedAt { get; set; }
}

/// <summary>That another unit took over what a unit had in the task.</summary>
internal sealed class TaskTransfer
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid TaskId { get; init; }

    public DateTime At { get; init; }

    public required string By { get; init; }

    public required Guid FromUnitId { get; init; }

    public required Guid ToUnitId { get; init; }

    /// <summary>Whether the lead passed over; else a place among the coordinators.</summary>
    public bool WasLead { get; set; }

    /// <summary>What it rests on: the document's number, or the act that ended the unit, in words.</summary>
    public required string Basis { get; init; }

    /// <summary>That document, when it is registered.</summary>
    public Guid? DocumentId { get; init; }
}
