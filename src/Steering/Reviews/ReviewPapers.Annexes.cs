using System.Globalization;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;

namespace LoTrinh.Steering.Reviews;

/// <content>The tables that follow the report's signature.</content>
internal sealed partial class ReviewPapers
{
    private static readonly string[] Places = ["I", "II", "III", "IV", "V"];

    private IEnumerable<LetterAnnex> AnnexesOf(Review review, ReviewReading reading, ReviewReading? before)
    {
        var annexes = new List<(string Title, LetterTable Table)>
        {
            (Words.Annexes.Units, UnitTable(reading)), (Words.Annexes.Scores, ScoreTable(reading, before)),
                (Words.Annexes.Overdue, OverdueTable(reading)),
            (Words.Annexes.Recommendations, RecommendationTable(review)), (Words.Annexes.Adjustments, AdjustmentTable(reading)),
        };
        return annexes.Select((a, i) => new LetterAnnex(Fill(Words.Annex, Places[i]), a.Title,
            a.Table.Rows.Count == 0 ? [new LetterParagraph(Words.None)] : [a.Table]));
    }

    private LetterTable UnitTable(ReviewReading reading)
    {
        var c = Words.Columns;
        return new([new(c.Number, 9, Centred: true), new(c.Unit, 44), new(c.Total, 16, Centred: true), new(c.OnTime, 15, Centred: true),
            new(c.Late, 18, Centred: true),
            new(c.InTime, 15, Centred: true), new(c.Overdue, 15, Centred: true), new(c.Official, 17, Centred: true),
                new(c.Honest, 16, Centred: true)],
            [.. reading.Result.Units.Where(u => u.Figures.Counts.Total > 0).Select((u, i) => UnitRow(reading, u, i + 1))]);
    }

    private static string[] UnitRow(ReviewReading reading, UnitResult u, int place)
    {
        var n = u.Figures.Counts;
        return [Number(place), reading.Frozen.NameOf(u.Unit), Number(n.Total), Number(n.DoneOnTime), Number(n.DoneLate),
            Number(n.InTime + n.DueSoon + n.NoDeadline),
            Number(n.Overdue), Percent(n.OfficialRate), Percent(n.OnTimeRate)];
    }

    private LetterTable ScoreTable(ReviewReading reading, ReviewReading? before)
    {
        var c = Words.Columns;
        return new([new(c.Rank, 15, Centred: true), new(c.Unit, 70), new(c.Score, 20, Centred: true), new(c.Level, 38, Centred: true),
            new(c.Change, 22, Centred: true)],
            [.. reading.After.Units.Where(u => u.Rank is not null).Select(u => new[]
            {
                Number(u.Rank!.Value), reading.Adjusted.NameOf(u.Unit), u.Score!.Value.ToString("0.0", Vietnamese),
                    Words.Levels.GetValueOrDefault(u.Level ?? "", "–"),
                RankChange.Of(u, before?.After) is { } moved ? moved == 0 ? "=" : moved.ToString("+0;−0", CultureInfo.InvariantCulture)
                    : "–",
            })]);
    }

    private LetterTable OverdueTable(ReviewReading reading)
    {
        var c = Words.Columns;
        return new([new(c.Number, 9, Centred: true), new(c.Code, 29), new(c.Title, 38), new(c.Unit, 26), new(c.FirstDue, 23, Centred: true),
            new(c.Due, 23, Centred: true),
            new(c.DaysLate, 17, Centred: true)],
            [.. reading.Result.Whole.Counts.Overdue == 0 ? [] : reading.Frozen.Tasks.Where(t =>
                reading.Frozen.StatusOf(t) == DueStatus.Overdue).OrderBy(t => t.DueOn)
                .ThenBy(t => t.Code, StringComparer.Ordinal).Select((t, i) => new[]
                {
                    Number(i + 1), t.Code, t.Title, reading.Frozen.NameOf(t.Lead), t.FirstDueOn.Show(), t.DueOn.Show(),
                        Number(reading.Frozen.AsOf.DayNumber - t.DueOn!.Value.DayNumber),
                })]);
    }

    private LetterTable RecommendationTable(Review review)
    {
        var c = Words.Columns;
        return new([new(c.Number, 9, Centred: true), new(c.Unit, 45), new(c.Text, 111)],
            [.. ReportsOf(review).Where(r => r.Report.Recommendations is not null)
                .Select((r, i) => new[] { Number(i + 1), r.Name, Joined(r.Report.Recommendations!) })]);
    }

    private LetterTable AdjustmentTable(ReviewReading reading)
    {
        var c = Words.Columns;
        return new([new(c.Number, 9, Centred: true), new(c.Code, 30), new(c.Field, 58), new(c.Reason, 68)],
            [.. reading.Adjustments.Select(a => new[]
            {
                Number(a.Number), a.TaskCode, $"{Words.Fields[a.Field]}: {Value(a.Field, a.From)} → {Value(a.Field, a.To)}",
                    $"{a.Reason} ({a.Document}; {a.By}, {a.At.OfficeDay().Show()})",
            })]);
    }

    private string Value(AdjustedField field, string? value) => value is null ? Words.Values["none"] : field switch
    {
        AdjustedField.Lead => organisation.Find(value)?.NameVi ?? value,
        AdjustedField.Counts => Words.Values[value],
        _ => DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture).Show(),
    };
}
