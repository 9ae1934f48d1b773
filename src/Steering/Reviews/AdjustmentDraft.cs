using System.Globalization;
using LoTrinh.Platform;
using LoTrinh.Platform.Organisation;

namespace LoTrinh.Steering.Reviews;

/// <summary>A correction as it is typed.</summary>
/// <param name="TaskCode">The task.</param>
/// <param name="Field">What is corrected.</param>
/// <param name="Day">The right day; of the day of completion none says that it was not completed.</param>
/// <param name="Lead">The right lead.</param>
/// <param name="Reason">Why.</param>
/// <param name="Document">The document it rests on.</param>
internal sealed record AdjustmentDraft(string? TaskCode, AdjustedField? Field, DateOnly? Day, UnitInfo? Lead, string? Reason,
    string? Document)
{
    /// <summary>Everything that keeps it from being a correction.</summary>
    /// <param name="frozen">The snapshot.</param>
    /// <param name="now">The same after the corrections so far.</param>
    public IEnumerable<Problem> Problems(SnapshotContent frozen, SnapshotContent now)
    {
        var known = frozen.Tasks.Any(t => t.Code == Code);
        var task = now.Tasks.FirstOrDefault(t => t.Code == Code);
        return
        [
            .. Problem.Unless(Code is not null, Problem.Invalid("review.task-missing", nameof(TaskCode))),
            .. Problem.Unless(Code is null || known, Problem.Invalid("review.task-not-frozen", nameof(TaskCode), Code ?? "")),
            .. Problem.Unless(Field is not null, Problem.Invalid("review.field-missing", nameof(Field))),
            .. Problem.Unless(!known || Field is null or AdjustedField.Counts || task is not null,
                Problem.Invalid("review.task-left-out", nameof(TaskCode))),
            .. Problem.Unless(Field != AdjustedField.DueOn || Day is not null, Problem.Invalid("review.day-missing", nameof(Day))),
            .. Problem.Unless(Field != AdjustedField.CompletedOn || Day is null || Day <= now.Period.To,
                Problem.Invalid("review.day-after-cut-off", nameof(Day))),
            .. Problem.Unless(Field != AdjustedField.Lead || Lead is not null, Problem.Invalid("review.lead-missing", nameof(Lead))),
            .. Problem.Unless(!known || Field is not { } field || field == AdjustedField.Counts || task is null
                || To(now) != SnapshotContent.ValueOf(task, field),
                Problem.Invalid("review.nothing-changed", Field == AdjustedField.Lead ? nameof(Lead) : nameof(Day))),
            .. Problem.Unless(Words.Clean(Reason) is not null, Problem.Invalid("review.reason-missing", nameof(Reason))),
            .. Words.AtMost(Reason, Review.TextMaxLength, nameof(Reason)),
            .. Problem.Unless(Words.Clean(Document) is not null, Problem.Invalid("review.document-missing", nameof(Document))),
            .. Words.AtMost(Document, ReviewAdjustment.DocumentMaxLength, nameof(Document)),
        ];
    }

    /// <summary>The task's code as codes are written.</summary>
    public string? Code => Words.Clean(TaskCode)?.ToUpperInvariant();

    /// <summary>The value that it sets.</summary>
    public string? To(SnapshotContent now) => Field switch
    {
        AdjustedField.Lead => Lead?.Key,
        AdjustedField.Counts => now.Tasks.Any(t => t.Code == Code) ? "no" : "yes",
        _ => Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };
}
