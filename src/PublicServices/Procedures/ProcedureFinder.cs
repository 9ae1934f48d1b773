using System.Runtime.CompilerServices;
using LoTrinh.Platform.Search;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>
/// Finds procedures by the words that people use: without diacritics, by name, code, synonym or life event, with one letter wrong in a
/// longer word.
/// </summary>
internal sealed class ProcedureFinder(ProcedureCatalogue catalogue, ServiceWords words)
{
    /// <summary>Longest question that is looked at, in words.</summary>
    public const int MostWords = 12;

    // Words that say nothing of what is looked for.
    private static readonly HashSet<string> Filling = ["toi", "muon", "can", "lam", "thu", "tuc", "xin", "the", "nao", "cho", "cua", "de", "o", "va", "co", "la", "i", "to", "want", "a", "an", "my", "for"];

    private readonly ConditionalWeakTable<Procedure, Known> _known = [];

    /// <summary>What matches, the best first; everything, in the order of the codes, when nothing is asked.</summary>
    public IReadOnlyList<Procedure> Find(string? question, string? field = null, string? life = null)
    {
        var among = catalogue.All.Where(p => (string.IsNullOrEmpty(field) || p.Field == field) && (string.IsNullOrEmpty(life) || p.Events.Contains(life)));
        var asked = Words(question).Take(MostWords).ToList();
        var meant = asked.Where(w => !Filling.Contains(w)).ToList() is { Count: > 0 } told ? told : asked;
        return asked.Count == 0 ? [.. among]
            : [.. among.Select(p => (Procedure: p, Score: Score(_known.GetValue(p, Know), meant))).Where(x => x.Score > 0)
                .OrderByDescending(x => x.Score).ThenBy(x => x.Procedure.Code, StringComparer.Ordinal).Select(x => x.Procedure)];
    }

    // Every word must be found somewhere; where it is found says how much it counts.
    private static int Score(Known known, List<string> asked)
    {
        var score = 0;
        foreach (var word in asked)
        {
            var best = known.Words.Max(w => Closeness(word, w.Word) * w.Weight);
            if (best == 0)
            {
                return 0;
            }

            score += best;
        }

        var phrase = ' ' + string.Join(' ', asked) + ' ';
        return score + known.Phrases.Where(p => p.Phrase.Contains(phrase, StringComparison.Ordinal)).Select(p => p.Weight * 8).DefaultIfEmpty(0).Max();
    }

    private static int Closeness(string asked, string word) => asked == word ? 4
        : asked.Length >= 2 && word.StartsWith(asked, StringComparison.Ordinal) ? 3
        : asked.Length >= 4 && word.Length >= 4 && IsOneAway(asked, word) ? 1 : 0;

    /// <summary>Whether one letter added, left out, replaced, or two neighbours swapped turn one word into the other.</summary>
    internal static bool IsOneAway(string a, string b)
    {
        var (shorter, longer) = a.Length <= b.Length ? (a, b) : (b, a);
        if (longer.Length - shorter.Length > 1)
        {
            return false;
        }

        var at = 0;
        while (at < shorter.Length && shorter[at] == longer[at])
        {
            at++;
        }

        return longer.Length > shorter.Length ? shorter[at..] == longer[(at + 1)..]
            : at == shorter.Length || shorter[(at + 1)..] == longer[(at + 1)..]
            || (at + 1 < shorter.Length && shorter[at] == longer[at + 1] && shorter[at + 1] == longer[at] && shorter[(at + 2)..] == longer[(at + 2)..]);
    }

    private Known Know(Procedure p)
    {
        var events = words.Events.Where(e => p.Events.Contains(e.Key)).SelectMany(e => e.Said.Append(e.NameVi).Append(e.NameEn)).ToList();
        (string Text, int Weight)[] said =
        [
            (p.Code, 9), (p.NameVi, 5), (p.NameEn, 5), .. p.Synonyms.Select(s => (s, 5)), .. events.Select(e => (e, 3)),
            (words.FieldName(p.Field), 2), (p.PlainVi, 1), (p.PlainEn, 1), .. p.Results.SelectMany(r => new[] { (r.NameVi, 2), (r.NameEn, 2) }),
        ];
        return new([.. said.SelectMany(s => Words(s.Text).Select(w => (w, s.Weight))).Distinct()],
            [.. said.Where(s => s.Weight >= 3).Select(s => (' ' + string.Join(' ', Words(s.Text)) + ' ', s.Weight))]);
    }

    private static string[] Words(string? text) =>
        Folding.Fold(text ?? "").Split([' ', ',', ';', ':', '(', ')', '/', '-', '–', '"', '“', '”', '?', '!', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private sealed record Known(IReadOnlyList<(string Word, int Weight)> Words, IReadOnlyList<(string Phrase, int Weight)> Phrases);
}
