using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Platform.Search;

/// <summary>Marks folded text in which lists look for words: a database that can keeps an index of its parts.</summary>
public static class SearchedWithin
{
    /// <summary>Name of the mark.</summary>
    public const string Mark = "LoTrinh:SearchedWithin";

    /// <summary>Says that lists look for words anywhere in this text.</summary>
    public static PropertyBuilder<string> IsSearchedWithin(this PropertyBuilder<string> text) => text.HasAnnotation(Mark, true);
}
