using LoTrinh.Platform.Data;
using LoTrinh.Platform.Search;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>Everyone finds the procedures, by name, code, field and what they are for.</summary>
internal sealed class ProcedureSearch(ProcedureCatalogue catalogue, ServiceWords words) : ISearchSource
{
    public string Kind => "procedure";

    public int Order => 20;

    public bool IsInMemory => true;

    public Task<IReadOnlyList<FollowedRecord>> FollowAsync(AppDb db, IReadOnlyList<EntityEntry> changed, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<FollowedRecord>>([]);

    public IAsyncEnumerable<IReadOnlyList<SearchDraft>> ReadAllAsync(AppDb db, CancellationToken ct) =>
        AsyncEnumerable.ToAsyncEnumerable<IReadOnlyList<SearchDraft>>([[.. catalogue.All.Select(Describe)]]);

    private SearchDraft Describe(Procedure procedure) => new(procedure.Code, procedure.NameVi, $"/dich-vu-cong/thu-tuc/{procedure.Code}", SearchAudience.Everyone)
    {
        TitleEn = procedure.NameEn,
        Number = procedure.Code,
        // No day: a rule that comes into force later must not make the procedure look newer than it is.
        Text = string.Join(SearchDraft.Apart, string.Join(" · ", [procedure.PlainVi, words.FieldName(procedure.Field), .. procedure.Results.Select(r => r.NameVi), .. procedure.Synonyms]), procedure.PlainEn),
    };
}
