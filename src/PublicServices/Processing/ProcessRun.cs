using LoTrinh.PublicServices.Procedures;

namespace LoTrinh.PublicServices.Processing;

/// <summary>The rules by which a dossier goes from step to step; they know neither database nor people.</summary>
internal static class ProcessRun
{
    /// <summary>The steps of a procedure: those of its record, else the one that does it all.</summary>
    public static IReadOnlyList<ProcessStep> StepsOf(Procedure procedure) => procedure.Process.Count > 0 ? procedure.Process : [ProcessStep.Only];

    /// <summary>The ways that are open from a step: those whose condition holds before those that have none, and the ways back always.</summary>
    public static IReadOnlyList<ProcessWay> WaysOf(ProcessStep step, FormValues values)
    {
        var on = step.Ways.Where(w => !w.Back && w.When?.Holds(values) != false).ToList();
        return [.. on.Exists(w => w.When is not null) ? on.Where(w => w.When is not null) : on, .. step.Ways.Where(w => w.Back)];
    }

    /// <summary>The steps that begin when a way is taken.</summary>
    /// <param name="steps">All steps.</param>
    /// <param name="way">The way that was taken.</param>
    /// <param name="open">Keys of the steps that are open, without the one that was just done.</param>
    /// <returns>Those next ones that nobody is at yet and that wait for none that is open.</returns>
    public static IReadOnlyList<ProcessStep> Opened(IReadOnlyList<ProcessStep> steps, ProcessWay way, IReadOnlyCollection<string> open)
    {
        var next = steps.Where(s => way.To.Contains(s.Key) && !open.Contains(s.Key)).ToList();
        return [.. next.Where(s => !s.Awaits.Exists(a => open.Contains(a) || next.Exists(n => n.Key == a)))];
    }
}
