using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;

namespace LoTrinh.Steering.Inspections.Sampling;

/// <summary>What a draw rests on: the quarter, how many, the seed, and everything that could be drawn.</summary>
internal sealed record DrawOf(int Year, int Quarter, int Size, string Seed, IReadOnlyList<(Guid TaskId, Guid LeadUnitId)> Population);

/// <summary>A random sample of the tasks that were verified as done in a quarter, to be checked again. What it was drawn from and how is kept for ever.</summary>
/// <remarks>Drawn once a quarter: whoever draws cannot draw again until the sample pleases.</remarks>
internal sealed class TaskSample : IVersioned
{
    private readonly List<SampledTask> _tasks = [];

    private TaskSample()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public int Year { get; private init; }

    public int Quarter { get; private init; }

    /// <summary>The words that the order of the draw follows from; made by chance when it was drawn.</summary>
    public string Seed { get; private init; } = "";

    /// <summary>Identifiers of every task that could be drawn, in ascending order, one a line.</summary>
    public string Population { get; private init; } = "";

    public int PopulationCount { get; private init; }

    /// <summary>SHA-256 of <see cref="Population"/>, in lower-case hexadecimal.</summary>
    public string PopulationHash { get; private init; } = "";

    public string DrawnBy { get; private init; } = "";

    public DateTime DrawnAt { get; private init; }

    public int Version { get; set; } = 1;

    public IReadOnlyList<SampledTask> Tasks => _tasks;

    /// <summary>Draws: the tasks whose <see cref="Draw.Ticket"/> is lowest.</summary>
    public static Result<TaskSample> Of(DrawOf draw, string by, DateTime at)
    {
        var population = draw.Population.DistinctBy(p => p.TaskId).ToDictionary(p => p.TaskId, p => p.LeadUnitId);
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(population.Count > 0, Problem.Conflict("sample.none", draw.Quarter, draw.Year)),
            .. Problem.Unless(population.Count == 0 || (draw.Size >= 1 && draw.Size <= population.Count), Problem.Invalid("sample.size", "Size", population.Count)),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var lines = Draw.Lines(population.Keys);
        var sample = new TaskSample
        {
            Year = draw.Year, Quarter = draw.Quarter, Seed = draw.Seed, Population = lines, PopulationCount = population.Count, PopulationHash = Draw.Hash(lines),
            DrawnBy = by, DrawnAt = at,
        };
        sample._tasks.AddRange(Draw.Order(draw.Seed, population.Keys).Take(draw.Size)
            .Select((id, place) => new SampledTask { TaskId = id, LeadUnitId = population[id], Place = place + 1 }));
        return sample;
    }

    /// <summary>Records what a re-check found, once. Nobody checks their own unit's work.</summary>
    public Result<TaskSample> Check(Guid taskId, Recheck recheck)
    {
        if (_tasks.Find(t => t.TaskId == taskId) is not { } task)
        {
            return Problem.NotFound("sample.task-unknown");
        }

        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(!recheck.IsOfLead, Problem.Forbidden("steering.own-work")),
            .. Problem.Unless(task.Confirmed is null, Problem.Conflict("sample.checked")),
            .. Problem.Unless(recheck.Confirmed is not null, Problem.Invalid("sample.result-missing", "Confirmed")),
            .. Problem.Unless(recheck.Confirmed != false || Words.Clean(recheck.Reason) is not null, Problem.Invalid("sample.reason-missing", "Reason")),
            .. Problem.Unless(Words.Clean(recheck.Evidence) is not null || recheck.HasFiles, Problem.Invalid("sample.evidence-missing", "Evidence")),
            .. Words.AtMost(recheck.Reason, Inspection.TextMaxLength, "Reason"),
            .. Words.AtMost(recheck.Evidence, Inspection.TextMaxLength, "Evidence"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        (task.Confirmed, task.Reason, task.Evidence) = (recheck.Confirmed, Words.Clean(recheck.Reason), Words.Clean(recheck.Evidence));
        (task.CheckedBy, task.CheckedAt) = (recheck.By, recheck.At);
        return this;
    }
}

/// <summary>A task of the sample, and what checking it again found.</summary>
internal sealed class SampledTask
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid SampleId { get; init; }

    public Guid TaskId { get; init; }

    /// <summary>The lead when it was drawn.</summary>
    public Guid LeadUnitId { get; init; }

    /// <summary>Its place in the draw, from 1.</summary>
    public int Place { get; init; }

    /// <summary>Whether the product was there as verified; null while it has not been checked.</summary>
    public bool? Confirmed { get; set; }

    public string? Reason { get; set; }

    /// <summary>What was looked at: number of a document, an address, a place.</summary>
    public string? Evidence { get; set; }

    public string? CheckedBy { get; set; }

    public DateTime? CheckedAt { get; set; }
}

/// <summary>A re-check as it is recorded.</summary>
/// <param name="Confirmed">Whether the product is there as verified.</param>
/// <param name="Reason">What is wrong; needed when it is not confirmed.</param>
/// <param name="Evidence">What was looked at; needed unless there are files.</param>
/// <param name="HasFiles">Whether files prove it.</param>
/// <param name="IsOfLead">Whether whoever checks belongs to the lead unit or to one below it.</param>
/// <param name="By">Who.</param>
/// <param name="At">When, UTC.</param>
internal sealed record Recheck(bool? Confirmed, string? Reason, string? Evidence, bool HasFiles, bool IsOfLead, string By, DateTime At);

/// <summary>The method of drawing, so plain that anyone can draw again with <c>sha256sum</c>.</summary>
/// <remarks>
/// Each task's ticket is the SHA-256 of the seed, a line feed and the task's identifier in lower case, all as UTF-8. Tasks are taken in ascending order of their tickets.
/// A seed made by chance makes every order equally likely, so every task has the same chance; a task has one ticket, so it is drawn at most once.
/// </remarks>
internal static class Draw
{
    /// <summary>A seed made by chance: 128 bits in lower-case hexadecimal.</summary>
    public static string NewSeed() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public static string Ticket(string seed, Guid id) => Hash($"{seed}\n{id:D}");

    public static IEnumerable<Guid> Order(string seed, IEnumerable<Guid> population) => population.Distinct().OrderBy(id => Ticket(seed, id), StringComparer.Ordinal);

    public static string Lines(IEnumerable<Guid> population) => string.Join('\n', population.Distinct().Select(id => id.ToString("D")).Order(StringComparer.Ordinal));

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
