using LoTrinh.Platform.Data;
using LoTrinh.Platform.Ledger;
using LoTrinh.Portal.Articles;
using LoTrinh.Portal.Comments;

namespace LoTrinh.Portal.Editing;

/// <summary>Names articles and comments in the ledger.</summary>
internal sealed class PortalRecordNames(AppDb db) : INameRecords
{
    public async Task<IReadOnlyList<NamedRecord>> NameAsync(ILookup<string, Guid> asked, CancellationToken ct) =>
    [
        .. await db.NamesAsync<Article>(asked, a => new(a.Id, a.Title, RecordNaming.Page("/cong-thong-tin/bien-tap/", a.Id), Permissions.Read, !a.IsPublic), ct),
        .. await db.NamesAsync<ArticleComment>(asked, c => new(c.Id, "", "/cong-thong-tin/binh-luan", Permissions.Moderate, true), ct),
    ];

    public string? KeyOf(Enum value) => value switch
    {
        ArticleState state => ArticleWords.Key(state),
        CommentState state => CommentWords.Key(state),
        _ => null,
    };
}
