using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;

namespace LoTrinh.Portal.Articles;

/// <summary>Everyone finds what is public, and nobody anything else.</summary>
internal sealed class ArticleSearch : SearchSource<Article>
{
    public override string Kind => "article";

    public override int Order => 30;

    protected override SearchDraft? Describe(Article record) => !record.IsPublic ? null
        : new(record.Id.ToString(), record.Title, $"/tin/{record.Slug}", SearchAudience.Everyone)
        {
            Text = $"{record.Summary}\n{ArticleBody.Plain(record.Body)}", DatedOn = record.PublishedAt?.OfficeDay(),
        };
}
