using System.Text.RegularExpressions;
using LoTrinh.Platform.Search;
using static LoTrinh.PublicServices.Procedures.LintFinding;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>Finds what is wrong in the record of a procedure: national records contradict themselves, and the clock of a dossier depends on them.</summary>
internal sealed partial class ProcedureLinter(ServiceWords words)
{
    /// <summary>Longest code.</summary>
    public const int LongestCode = 40;

    private static readonly string[] Channels = [ProcedureTime.AnyChannel, "online", "direct", "post"];
    private static readonly string[] Confidences = ["high", "medium", "low"];
    private static readonly string[] Policies = ["restart", "subtract", "keep"];

    /// <summary>Everything wrong in one record.</summary>
    /// <param name="p">What it says.</param>
    /// <param name="from">First day on which it holds.</param>
    /// <param name="to">Last day on which it holds.</param>
    public IReadOnlyList<LintFinding> Lint(Procedure p, DateOnly from, DateOnly? to = null) =>
        p.Ended ? [.. Identity(p)] : [.. Identity(p), .. Content(p), .. Level(p, from, to), .. Times(p), .. Documents(p), .. Money(p), .. Laws(p, from, to), .. FormLinter.Lint(p), .. ProcessLinter.Lint(p)];

    /// <summary>What is wrong between records of several procedures: one name under two codes.</summary>
    public static IEnumerable<(string Code, LintFinding Finding)> Between(IEnumerable<Procedure> all) => all
        .Where(p => p.NameVi.Length > 0).GroupBy(p => Folding.Fold(p.NameVi)).Where(g => g.Select(p => p.Code).Distinct().Count() > 1)
        .SelectMany(g => g.Select(p => (p.Code, Warning("same-name", "name_vi", string.Join(", ", g.Select(o => o.Code).Where(c => c != p.Code).Distinct())))));

    /// <summary>Whether a code has the shape of the national catalogue: <c>1.000703</c>, with the agency's behind it where a province has its own.</summary>
    public static bool IsCode(string code) => CodeShape().IsMatch(code);

    // A national code begins with 1 to 3, an internal one with 5 or 6; a province adds its agency's, old or new.
    [GeneratedRegex(@"^[12356]\.\d{6}(\.\d{3}\.\d{2}\.\d{2}\.[GH]\d{2}|\.[GH]\d{2}(\.\d{1,3}){0,3})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex CodeShape();

    private static IEnumerable<LintFinding> Identity(Procedure p)
    {
        if (!IsCode(p.Code))
        {
            yield return Error("bad-code", "code", p.Code);
        }

        if (p.NameVi.Length == 0)
        {
            yield return Error("no-name", "name_vi");
        }
    }

    private IEnumerable<LintFinding> Content(Procedure p)
    {
        if (words.Fields.All(f => f.Key != p.Field))
        {
            yield return Error("unknown-key", "field", p.Field, Keys(words.Fields));
        }

        foreach (var subject in p.Subjects.Where(s => words.Subjects.All(k => k.Key != s)))
        {
            yield return Error("unknown-key", "subjects", subject, Keys(words.Subjects));
        }

        foreach (var life in p.Events.Where(e => words.Events.All(k => k.Key != e)))
        {
            yield return Error("unknown-key", "events", life, Keys(words.Events));
        }

        foreach (var (lacks, place) in new[]
        {
            (p.NameEn.Length == 0, "name_en"), (p.PlainVi.Length == 0, "plain_vi"), (p.PlainEn.Length == 0, "plain_en"), (p.AgencyVi.Length == 0, "agency_vi"),
            (p.Subjects.Count == 0, "subjects"), (p.Source.Length == 0, "source"), (p.StepsVi.Count == 0 && p.Groups.Count == 0, "steps_vi"),
            (p.StepsVi.Count != p.StepsEn.Count, "steps_en"),
        })
        {
            if (lacks)
            {
                yield return Warning("missing", place);
            }
        }

        if (p.Results.Count == 0)
        {
            yield return p.CanBeFiled ? Error("no-result", "results") : Warning("no-result", "results");
        }
    }

    private IEnumerable<LintFinding> Level(Procedure p, DateOnly from, DateOnly? to)
    {
        var level = words.Levels.FirstOrDefault(l => l.Key == p.Level);
        if (p.Level.Length == 0 && !p.CanBeFiled)
        {
            yield return Warning("missing", "level");
        }
        else if (level is null)
        {
            yield return Error("unknown-key", "level", p.Level, Keys(words.Levels));
        }
        else if (!level.HoldsOn(from) && !(to is null && level.HoldsOn(DateOnly.MaxValue)))
        {
            yield return Warning("level-of-another-time", "level", p.Level, level.Basis);
        }
        else if (p.Unit is not null && level.Files != p.Groups.Count > 0)
        {
            yield return Warning(level.Files ? "level-without-form" : "form-without-level", "level", p.Level);
        }
    }

    private static IEnumerable<LintFinding> Times(Procedure p)
    {
        if (p.Times.Count == 0)
        {
            yield return p.CanBeFiled ? Error("no-time", "times") : Warning("no-time", "times");
        }

        foreach (var time in p.Times)
        {
            if (time.Amount <= 0 || time.Period is null || !Channels.Contains(time.Channel) || (time.Case is not null && p.Cases.All(c => c.Key != time.Case)))
            {
                yield return Error("bad-time", "times", time.Channel, time.Case ?? "–", time.Amount, time.Unit);
            }

            foreach (var finding in Figure("times", time.Basis, time.Confidence))
            {
                yield return finding;
            }
        }

        foreach (var same in p.Times.GroupBy(t => (t.Channel, t.Case)).Where(g => g.Count() > 1))
        {
            yield return Error("contradicting-times", "times", same.Key.Channel, string.Join(", ", same.Select(t => $"{t.Amount} {t.Unit}")));
        }

        // Nothing forbids it, but in the national records it is nearly always an oversight.
        foreach (var differ in p.Times.GroupBy(t => t.Case).Where(g => g.Select(t => (t.Amount, t.Unit)).Distinct().Count() > 1 && g.Select(t => t.Channel).Distinct().Count() > 1))
        {
            yield return Warning("times-by-channel", "times", string.Join(", ", differ.Select(t => $"{t.Channel} {t.Amount} {t.Unit}")));
        }

        if (p.CanBeFiled && !Policies.Contains(p.AfterSupplement))
        {
            yield return Error("unknown-key", "after_supplement", p.AfterSupplement, string.Join(", ", Policies));
        }
    }

    private static IEnumerable<LintFinding> Documents(Procedure p)
    {
        foreach (var twice in p.Documents.GroupBy(d => d.Key).Where(g => g.Count() > 1))
        {
            yield return Error("twice", "documents", twice.Key);
        }

        foreach (var document in p.Documents)
        {
            var place = $"documents.{document.Key}";
            if (!FormLinter.IsKey(document.Key))
            {
                yield return Error("bad-key", place, document.Key);
            }

            if (document.Originals < 0 || document.Copies < 0 || document.Originals + document.Copies == 0)
            {
                yield return Error("no-quantity", place);
            }

            foreach (var unknown in document.Cases.Where(c => p.Cases.All(k => k.Key != c)))
            {
                yield return Error("unknown-key", place, unknown, Keys(p.Cases));
            }

            foreach (var finding in FormLinter.Condition(p, document.When, place))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<LintFinding> Money(Procedure p)
    {
        foreach (var fee in p.Fees)
        {
            var place = $"fees.{fee.Key}";
            if (fee.Amount < 0 || fee.Kind is not ("fee" or "charge") || fee.When is not ("before" or "after") || !FormLinter.IsKey(fee.Key))
            {
                yield return Error("bad-fee", place, fee.Amount ?? 0, fee.Kind, fee.When);
            }

            if (fee.Per is { } rows && !p.Groups.Exists(g => g.Rows == rows))
            {
                yield return Error("unknown-key", place, rows, string.Join(", ", p.Groups.Select(g => g.Rows).OfType<string>()));
            }

            foreach (var finding in Figure(place, fee.Basis, fee.Confidence))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<LintFinding> Laws(Procedure p, DateOnly from, DateOnly? to)
    {
        if (p.Basis.Count == 0)
        {
            yield return Warning("missing", "basis");
        }

        foreach (var law in p.Basis.Where(b => b.To is { } end && (end < from || (to ?? DateOnly.MaxValue) > end)))
        {
            yield return law.To < from ? Error("expired-basis", "basis", law.Number, law.To!) : Warning("basis-ends", "basis", law.Number, law.To!);
        }
    }

    // A figure without basis, or with one that nobody has checked, is none to promise.
    private static IEnumerable<LintFinding> Figure(string place, string basis, string confidence)
    {
        if (basis.Length == 0)
        {
            yield return Error("no-basis", place);
        }

        if (!Confidences.Contains(confidence))
        {
            yield return Error("unknown-key", place, confidence, string.Join(", ", Confidences));
        }
        else if (confidence == "low")
        {
            yield return Warning("low-confidence", place);
        }
    }

    private static string Keys(IEnumerable<Keyed> all) => string.Join(", ", all.Select(k => k.Key));
}
