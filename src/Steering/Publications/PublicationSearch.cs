using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;

namespace LoTrinh.Steering.Publications;

/// <summary>Everyone finds what is public, by its day and what the ministry says of it; nobody finds anything else.</summary>
internal sealed class PublicationSearch : SearchSource<Publication>
{
    public override string Kind => "publication";

    public override int Order => 28;

    protected override SearchDraft? Describe(Publication record) => !record.IsPublic ? null
        : new(record.Id.ToString(), $"Kết quả chỉ đạo, điều hành tính đến {record.AsOf.Show()}", $"/ket-qua-chi-dao/{record.Code}",
            SearchAudience.Everyone)
        {
            Number = record.Code,
            Text = record.CommentaryVi ?? "",
            DatedOn = record.AsOf,
        };
}
