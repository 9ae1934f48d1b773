using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using LoTrinh.Platform.Ledger;

namespace LoTrinh.Platform;

/// <summary>What sort of refusal a <see cref="Problem"/> is; the edge turns it into a status code.</summary>
public enum ProblemKind
{
    /// <summary>The input is wrong; the person can mend it (400).</summary>
    Invalid,

    /// <summary>The thing does not exist, or is not the person's to see (404).</summary>
    NotFound,

    /// <summary>The person may not do this (403).</summary>
    Forbidden,

    /// <summary>The thing changed, or is in a state that does not allow this (409).</summary>
    Conflict,
}

/// <summary>An expected failure: what is wrong, and beside which field.</summary>
/// <param name="Kind">The sort of refusal.</param>
/// <param name="Code">Stable code; its sentence stands in the texts under <c>problem.{Code}</c>.</param>
/// <param name="Field">Name of the command's property that has to be mended, or null when it is none in particular.</param>
/// <param name="Args">Values for the sentence's placeholders.</param>
public sealed record Problem(ProblemKind Kind, string Code, string? Field, params object[] Args)
{
    /// <summary>What is kept now, when someone else saved meanwhile; else null.</summary>
    public Standing? Standing { get; init; }

    /// <summary>The input is wrong in <paramref name="field"/>.</summary>
    public static Problem Invalid(string code, string? field = null, params object[] args) => new(ProblemKind.Invalid, code, field, args);

    /// <summary>There is no such thing, or it is not the person's to see.</summary>
    public static Problem NotFound(string code, params object[] args) => new(ProblemKind.NotFound, code, null, args);

    /// <summary>The person may not do this.</summary>
    public static Problem Forbidden(string code = "forbidden", params object[] args) => new(ProblemKind.Forbidden, code, null, args);

    /// <summary>The state of the thing does not allow this.</summary>
    public static Problem Conflict(string code, params object[] args) => new(ProblemKind.Conflict, code, null, args);

    /// <summary>An empty sequence when <paramref name="holds"/>, else the problem; made for collecting all problems of an input.</summary>
    public static IEnumerable<Problem> Unless(bool holds, Problem problem) => holds ? [] : [problem];
}

/// <summary>A record as someone else saved it while its form was being filled in.</summary>
/// <param name="Version">Its version now.</param>
/// <param name="Last">What was last done to it, if the ledger says.</param>
/// <param name="Values">What is kept, by property.</param>
public sealed record Standing(int Version, LedgerEntry? Last, IReadOnlyDictionary<string, object?> Values);

/// <summary>A value, or every problem that kept it from being.</summary>
public readonly struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, ImmutableArray<Problem> problems) => (_value, Problems) = (value, problems);

    /// <summary>What kept the value from being; empty when there is one.</summary>
    public ImmutableArray<Problem> Problems { get; }

    /// <summary>Whether there is a value.</summary>
    public bool Ok => Problems.IsEmpty;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none: the caller did not look at <see cref="Problems"/>.</exception>
    public T Value => Ok ? _value! : throw new InvalidOperationException($"No value: {string.Join(", ", Problems.Select(p => p.Code))}");

    /// <summary>Whether there is a value, and the value.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return Ok;
    }

    /// <summary>Success: what was asked for.</summary>
    public static implicit operator Result<T>(T value) => new(value, []);

    /// <summary>A failure for one reason.</summary>
    public static implicit operator Result<T>(Problem problem) => new(default, [problem]);

    /// <summary>A failure for several reasons, all of which are told in one round.</summary>
    /// <exception cref="ArgumentException">There is none: that would be neither a failure nor a value.</exception>
    public static implicit operator Result<T>(ImmutableArray<Problem> problems) =>
        problems.IsEmpty ? throw new ArgumentException("A failure names at least one problem.", nameof(problems)) : new(default, problems);
}
