using LoTrinh.Platform;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>How much a finding weighs.</summary>
internal enum LintWeight
{
    /// <summary>The record contradicts itself or cannot be used; it is not taken.</summary>
    Error,

    /// <summary>Likely wrong or missing; someone should look.</summary>
    Warning,
}

/// <summary>Something wrong in the record of a procedure.</summary>
/// <param name="Weight">How much it weighs.</param>
/// <param name="Code">What it is; its sentence stands in the texts under <c>problem.procedure.{Code}</c>.</param>
/// <param name="Place">Where in the record, as the YAML names it, such as <c>documents.manager-diploma</c>.</param>
/// <param name="Args">Values for the sentence.</param>
internal sealed record LintFinding(LintWeight Weight, string Code, string Place, params object[] Args)
{
    public static LintFinding Error(string code, string place, params object[] args) => new(LintWeight.Error, code, place, args);

    public static LintFinding Warning(string code, string place, params object[] args) => new(LintWeight.Warning, code, place, args);

    /// <summary>The finding as a problem beside a field; the place is its first value.</summary>
    public Problem ToProblem(string field) => Problem.Invalid($"procedure.{Code}", field, [Place, .. Args]);
}
