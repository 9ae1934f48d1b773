using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;

namespace LoTrinh.Portal.Articles;

/// <summary>Everyone finds what has been published.</summary>
internal sealed class ArticleSearch : SearchSource<Article>
{
    public override string Kind => "article";

    public override int Order => 30;

    protected override SearchDraft Describe(Article record) => new(record.Id.ToString(), record.Title, $"/tin/{record.Slug}", SearchAudience.Everyone)
    {
        Text = $"{record.Summary}\n{record.Body}", DatedOn = record.PublishedAt.OfficeDay(),
    };
}
