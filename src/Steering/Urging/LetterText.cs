using System.Globalization;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;

namespace LoTrinh.Steering.Urging;

/// <summary>A task as a letter names it.</summary>
/// <param name="Task">The task, with its extensions.</param>
/// <param name="DaysLate">Working days after its due day; zero or less when it is not overdue.</param>
internal sealed record UrgedTask(SteeringTask Task, int DaysLate);

/// <summary>Writes a letter of urging from the tasks and the wording in <c>seed/urging.yaml</c>.</summary>
internal static class LetterText
{
    public static OfficialLetter Write(UrgingRules rules, UrgingLevel level, SigningForm form, string unit, IReadOnlyList<UrgedTask> tasks, DateOnly on, DateOnly answerBy, string? extra)
    {
        var words = rules.Letter;
        return new()
        {
            GoverningBody = form.GoverningBody,
            Issuer = form.Issuer,
            Symbol = form.Symbol,
            Place = words.Place,
            On = on,
            Subject = words.Subject,
            Addressees = [.. level.Addressees.Select(a => Fill(a, unit))],
            Body =
            [
                new LetterParagraph(Fill(level.Opening ?? words.Opening, OfficialLetter.Written(on), unit, Open(words, tasks))),
                Table(words, tasks),
                new LetterParagraph(Fill(level.Request ?? words.Request, unit)),
                .. (level.Points ?? words.Points).Select(p => new LetterParagraph(Fill(p, OfficialLetter.Written(answerBy)))),
                .. string.IsNullOrWhiteSpace(extra) ? [] : extra.Trim().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(p => new LetterParagraph(p)),
                new LetterParagraph(Fill(level.Closing ?? words.Closing, unit)),
            ],
            Copies = [.. (level.Copies ?? form.Copies).Select(c => Fill(c, unit))],
            Signing = new([.. form.Authority], form.Office, form.Signer),
        };
    }

    private static string Open(UrgingRules.LetterWording words, IReadOnlyList<UrgedTask> tasks)
    {
        var overdue = tasks.Count(t => t.DaysLate > 0);
        return string.Join(", ", new[] { (words.Overdue, overdue), (words.Soon, tasks.Count - overdue) }.Where(x => x.Item2 > 0).Select(x => Fill(x.Item1, Count(x.Item2))));
    }

    private static LetterTable Table(UrgingRules.LetterWording words, IReadOnlyList<UrgedTask> tasks)
    {
        var heads = words.Columns;
        return new(
            [
                new(heads.Number, 9, Centred: true), new(heads.Code, 22), new(heads.Title, 46), new(heads.Document, 30),
                new(heads.Due, 21, Centred: true), new(heads.Late, 14, Centred: true), new(heads.Extensions, 23),
            ],
            [.. tasks.Select((t, i) => new[]
            {
                (i + 1).ToString(CultureInfo.InvariantCulture), t.Task.Code, t.Task.Title,
                string.Join(", ", new[] { t.Task.DocumentNumber, t.Task.Clause }.Where(x => !string.IsNullOrWhiteSpace(x))),
                t.Task.CurrentDueOn.Show(), t.DaysLate > 0 ? t.DaysLate.ToString(CultureInfo.InvariantCulture) : "–", Extensions(words, t.Task),
            })]);
    }

    private static string Extensions(UrgingRules.LetterWording words, SteeringTask task)
    {
        var granted = task.Extensions.Count(e => e.Granted == true);
        return granted > 0 ? Fill(words.Granted, granted, task.OriginalDueOn.Show())
            : task.Extensions.Count > 0 ? Fill(words.Refused, task.Extensions.Count) : words.NoExtension;
    }

    // As offices write counts: two digits at least.
    private static string Count(int count) => count.ToString("00", CultureInfo.InvariantCulture);

    private static string Fill(string text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text, values);
}
