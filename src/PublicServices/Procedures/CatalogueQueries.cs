using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>Reads the catalogue for those who keep it.</summary>
internal sealed class CatalogueQueries(ProcedureCatalogue catalogue, ProcedureLinter linter, TimeProvider clock)
{
    /// <summary>Words of the filter: with errors, with warnings.</summary>
    public const string WithErrors = "loi", WithWarnings = "canh-bao";

    /// <summary>The procedures, those with most to mend first when asked for them.</summary>
    public IReadOnlyList<CatalogueRow> List(string? query, string? wrong)
    {
        var standing = catalogue.Codes.Select(c => catalogue.Today(c) ?? catalogue.History(c)[^1]).ToList();
        var between = ProcedureLinter.Between(standing.Select(s => s.Procedure)).ToLookup(x => x.Code, x => x.Finding);
        var rows = standing.Where(s => string.IsNullOrWhiteSpace(query) || Folding.Matches(query, $"{s.Record.Code} {s.Procedure.NameVi} {s.Procedure.NameEn}"))
            .Select(s => new CatalogueRow(s, catalogue.History(s.Record.Code).Count, [.. FindingsOf(s), .. between[s.Record.Code]]));
        return wrong switch
        {
            WithErrors => [.. rows.Where(r => r.Errors > 0).OrderByDescending(r => r.Errors)],
            WithWarnings => [.. rows.Where(r => r.Warnings > 0).OrderByDescending(r => r.Warnings)],
            _ => [.. rows],
        };
    }

    /// <summary>What the linter finds in a record.</summary>
    public IReadOnlyList<LintFinding> FindingsOf(KnownRecord known) => linter.Lint(known.Procedure, known.Record.From, known.Record.To);

    /// <summary>The record of a day as known at a moment, for those who ask what was said then.</summary>
    public KnownRecord? At(string code, DateOnly? day, DateTime? known) => catalogue.At(code, day ?? clock.Today(), known ?? clock.UtcNow());
}
