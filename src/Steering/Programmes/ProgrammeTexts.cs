using System.Globalization;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;

namespace LoTrinh.Steering.Programmes;

/// <summary>Sentences about plans that pages and files share.</summary>
internal static class ProgrammeTexts
{
    private const decimal Million = 1_000_000m;

    public static string Name(Texts texts, ProgrammeBaseline baseline) =>
        texts["programme.baseline-n", baseline.Number, baseline.Name, baseline.FrozenOn.Show()];

    /// <summary>An amount in millions of đồng, as budgets are written.</summary>
    public static string Money(Texts texts, decimal amount) => texts["programme.millions", (amount / Million)
        .ToString("#,##0.######", CultureInfo.CurrentCulture)];

    /// <summary>A side of a difference, in the reader's words.</summary>
    /// <param name="texts">The reader's texts.</param>
    /// <param name="organisation">Names units.</param>
    /// <param name="names">Names elements and indicators.</param>
    /// <param name="part">What differs.</param>
    /// <param name="value">The side.</param>
    public static string Show(Texts texts, OrganisationDirectory organisation, IReadOnlyDictionary<Guid, string> names, PlanPart part,
        object? value) => (part, value) switch
        {
            (_, null) => "–",
            (_, DateOnly day) => day.Show(),
            (_, decimal amount) => Money(texts, amount),
            (_, double number) => number.ToString("#,##0.##", CultureInfo.CurrentCulture),
            (_, ProgrammeLevel level) => texts[ProgrammeWords.Key(level)],
            (PlanPart.Lead, Guid unit) => organisation.NameOf(unit),
            (_, Guid id) => names.GetValueOrDefault(id, "–"),
            (_, ValueTuple<string, FundingSource, int> line) => $"{line.Item1}, {texts[ProgrammeWords.Key(line.Item2)]}, {line.Item3}",
            var (_, other) => Convert.ToString(other, CultureInfo.CurrentCulture) ?? "",
        };
}
