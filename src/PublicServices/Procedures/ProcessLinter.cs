using LoTrinh.Platform.Calendar;
using static LoTrinh.PublicServices.Procedures.LintFinding;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>Finds what is wrong in the process of a procedure: a step that nobody reaches, a way into nothing, more time than the law leaves.</summary>
internal static class ProcessLinter
{
    private const int HoursOfADay = 8;

    public static IEnumerable<LintFinding> Lint(Procedure p) =>
        p.Process.Count == 0 ? p.CanBeFiled ? [Warning("no-process", "process")] : [] : [.. p.Process.SelectMany(s => Step(p, s)), .. Whole(p)];

    /// <summary>Hours of work that the longest way takes; ways back and steps without a time of their own are not in it.</summary>
    public static int LongestHours(IReadOnlyList<ProcessStep> process) => process.Count == 0 ? 0 : HoursFrom(process, process[0], []);

    private static int HoursFrom(IReadOnlyList<ProcessStep> process, ProcessStep step, HashSet<string> seen)
    {
        if (!seen.Add(step.Key))
        {
            return 0;
        }

        var next = step.Ways.Where(w => !w.Back).SelectMany(w => w.To).Distinct().Select(k => process.FirstOrDefault(s => s.Key == k)).OfType<ProcessStep>();
        var longest = next.Select(s => HoursFrom(process, s, [.. seen])).DefaultIfEmpty(0).Max();
        return longest + (step.Period == PeriodUnit.WorkingDay ? step.Amount * HoursOfADay : step.Amount);
    }

    private static IEnumerable<LintFinding> Step(Procedure p, ProcessStep step)
    {
        var place = $"process.{step.Key}";
        if (step.Key.Length == 0 || step.NameVi.Length == 0)
        {
            yield return Error("no-name", place);
        }

        if (step.Does is null)
        {
            yield return Error("unknown-key", place, step.Kind, string.Join(", ", Enum.GetNames<StepKind>().Select(n => n.ToLowerInvariant())));
        }

        if (step.Amount < 0 || step.Period is null)
        {
            yield return Error("bad-step-time", place, step.Amount, step.Per);
        }

        foreach (var to in step.Ways.SelectMany(w => w.To).Concat(step.Awaits).Where(k => p.Process.TrueForAll(s => s.Key != k)))
        {
            yield return Error("way-into-nothing", place, to);
        }

        if (step.Does != StepKind.Issue && step.Ways.TrueForAll(w => w.To.Count == 0 || w.Back || w.When is not null))
        {
            yield return Error("no-way-on", place);
        }

        if (step.Does == StepKind.Issue && step.Ways.Count > 0)
        {
            yield return Error("way-after-issue", place);
        }

        foreach (var field in step.Ways.Select(w => w.When?.Field).OfType<string>().Where(f => p.Fields.All(k => k.Key != f)))
        {
            yield return Error("unknown-key", place, field, string.Join(", ", p.Fields.Select(f => f.Key)));
        }
    }

    private static IEnumerable<LintFinding> Whole(Procedure p)
    {
        foreach (var twice in p.Process.GroupBy(s => s.Key).Where(g => g.Count() > 1))
        {
            yield return Error("same-key", "process", twice.Key);
        }

        if (p.Process.Count(s => s.Does == StepKind.Issue) != 1)
        {
            yield return Error("one-issue", "process", p.Process.Count(s => s.Does == StepKind.Issue));
        }

        var reached = new HashSet<string> { p.Process[0].Key };
        for (var grown = true; grown;)
        {
            grown = p.Process.Where(s => reached.Contains(s.Key)).SelectMany(s => s.Ways).SelectMany(w => w.To).ToList().Exists(reached.Add);
        }

        foreach (var step in p.Process.Where(s => !reached.Contains(s.Key)))
        {
            yield return Error("step-out-of-reach", $"process.{step.Key}");
        }

        var hours = p.Times.Select(HoursOf).OfType<int>().DefaultIfEmpty(int.MaxValue).Min();
        if (LongestHours(p.Process) is var longest && longest > hours)
        {
            yield return Error("process-too-long", "process", longest, hours);
        }
    }

    // Calendar days and months leave as many hours as the calendar has working days in them; no step can be held against them.
    private static int? HoursOf(ProcedureTime time) =>
        time.Period switch { PeriodUnit.WorkingHour => time.Amount, PeriodUnit.WorkingDay => time.Amount * HoursOfADay, _ => null };
}
