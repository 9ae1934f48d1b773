using System.Security.Cryptography;
using System.Text;

namespace LoTrinh.Steering.Honesty;

/// <summary>What is worth a look in what was reported. A flag accuses nobody: it says what is seen and what to look at.</summary>
internal enum FlagKind
{
    /// <summary>Open, not handed in, and silent for long.</summary>
    Stale,

    /// <summary>Many of one unit reported done on one of the last days before a cut-off.</summary>
    Bulk,

    /// <summary>Progress that rises much in few days.</summary>
    Jump,

    /// <summary>The same words about several tasks.</summary>
    SameText,

    /// <summary>The same file as evidence of several tasks.</summary>
    SameFile,

    /// <summary>A deadline that was moved after it had passed.</summary>
    MovedLate,

    /// <summary>A verb without result, and a product that is none.</summary>
    Vague,
}

/// <summary>A task that a flag is about.</summary>
internal sealed record FlaggedTask(Guid Id, string Code, string Title, Guid UnitId);

/// <summary>Something worth a look.</summary>
/// <param name="Kind">What.</param>
/// <param name="Id">Names what it is about, whatever happens to it later: the same for a task, a text, a unit's day.</param>
/// <param name="Mark">Names the events it rests on; a new event gives another mark, and raises the flag again.</param>
/// <param name="Since">The day from which it is so.</param>
/// <param name="Reason">Key of the text that says why.</param>
/// <param name="Args">What is put into that text; days as <see cref="DateOnly"/>.</param>
/// <param name="Tasks">The tasks it is about, by code.</param>
/// <param name="Quote">The words that it is about, if any.</param>
internal sealed record Flag(FlagKind Kind, Guid Id, string Mark, DateOnly Since, string Reason, IReadOnlyList<object> Args, IReadOnlyList<FlaggedTask> Tasks, string? Quote = null)
{
    public static Flag Of(FlagKind kind, string subject, IEnumerable<string> events, DateOnly since, string reason, object[] args, IEnumerable<FlaggedTask> tasks, string? quote = null) =>
        new(kind, new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{subject}")).AsSpan(0, 16)),
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', events.Distinct().Order(StringComparer.Ordinal))))),
            since, reason, args, [.. tasks.DistinctBy(t => t.Id).OrderBy(t => t.Code, StringComparer.Ordinal)], quote);
}
