using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Platform.Search;

/// <summary>One thing that can be found. Written by <see cref="SearchIndexing"/> in the transaction that changes the thing; the words are what the engines index.</summary>
public sealed class SearchEntry
{
    /// <summary>Most characters of a text that are searched.</summary>
    public const int TextMaxLength = 20_000;

    /// <summary>Parts two texts in one column of words, so that no phrase reaches from one into the other.</summary>
    internal const string Gap = " x0x ";

    /// <summary>Identifier; grows, so that what is newer is larger.</summary>
    public long Id { get; init; }

    /// <summary>Sort of thing, such as <c>task</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The thing, within its kind.</summary>
    public required string RecordId { get; init; }

    /// <summary>Its title.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Its title in English, when it has one.</summary>
    public string? TitleEn { get; private set; }

    /// <summary>Text that snippets are taken from.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Address from the root, without a language's prefix.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Number, symbol or code people know it by.</summary>
    public string? Number { get; private set; }

    /// <summary>The day it is of.</summary>
    public DateOnly? DatedOn { get; private set; }

    /// <summary>First day on which it is no longer in force and stands below what is; null while no such day is known.</summary>
    public DateOnly? PastFrom { get; private set; }

    /// <summary>Folded number.</summary>
    public string NumberWords { get; private set; } = "";

    /// <summary>Folded titles.</summary>
    public string TitleWords { get; private set; } = "";

    /// <summary>Folded text.</summary>
    public string TextWords { get; private set; } = "";

    /// <summary>Marked words of the titles, as <see cref="Accents"/> writes them.</summary>
    public string TitleAccents { get; private set; } = "";

    /// <summary>Marked words of the text.</summary>
    public string TextAccents { get; private set; } = "";

    /// <summary>Its kind and who may find it, as words: see <see cref="SearchAudience"/>.</summary>
    public string Facets { get; private set; } = "";

    /// <summary>The word that stands for a kind.</summary>
    public static string KindFacet(string kind) => $"k{kind}";

    internal void Say(SearchDraft draft)
    {
        var text = draft.Text.Length > TextMaxLength ? draft.Text[..TextMaxLength] : draft.Text;
        var titles = draft.TitleEn is null ? draft.Title : draft.Title + " " + draft.TitleEn;
        (Title, TitleEn, Text, Url, Number) = (draft.Title, draft.TitleEn, text, draft.Url, draft.Number);
        (DatedOn, PastFrom) = (draft.DatedOn, draft.PastFrom);
        NumberWords = Folding.Fold(draft.Number);
        TitleWords = Folding.Fold(draft.Title) + (draft.TitleEn is null ? "" : Gap + Folding.Fold(draft.TitleEn));
        TextWords = Folding.Fold(text);
        TitleAccents = string.Join(' ', Accents.Marked(titles));
        TextAccents = string.Join(' ', Accents.Marked(text));
        Facets = string.Join(' ', [KindFacet(Kind), .. draft.Audience.Facets]);
    }
}

/// <summary>By which rules the index was last built: one row.</summary>
public sealed class SearchState
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; } = 1;

    /// <summary><see cref="Folding.Rules"/> of that time; 0 before the first.</summary>
    public int Rules { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTime? RebuiltAt { get; set; }
}

internal sealed class SearchMapping : IEntityTypeConfiguration<SearchEntry>, IEntityTypeConfiguration<SearchState>
{
    public void Configure(EntityTypeBuilder<SearchEntry> builder)
    {
        builder.ToTable("platform_search_entry").HasKey(e => e.Id);
        builder.Property(e => e.Kind).HasMaxLength(20);
        builder.Property(e => e.RecordId).HasMaxLength(60);
        builder.Property(e => e.Url).HasMaxLength(300);
        builder.HasIndex(e => new { e.Kind, e.RecordId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<SearchState> builder)
    {
        builder.ToTable("platform_search_state").HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasData(new SearchState());
    }
}

/// <summary>The index's tables.</summary>
public static class SearchTables
{
    extension(AppDb db)
    {
        /// <summary>What can be found.</summary>
        public DbSet<SearchEntry> SearchEntries => db.Set<SearchEntry>();

        internal DbSet<SearchState> SearchStates => db.Set<SearchState>();
    }
}
