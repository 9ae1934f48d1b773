using LoTrinh.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host.Data;

/// <summary>Indices of PostgreSQL for words anywhere in a text, by groups of three letters.</summary>
/// <remarks>The extension comes with PostgreSQL and is trusted: whoever owns the database may add it.</remarks>
internal static class FoldedText
{
    /// <summary>Adds one for each text that is marked as searched within.</summary>
    public static void IndexWithin(ModelBuilder model)
    {
        model.HasPostgresExtension("pg_trgm");
        foreach (var text in model.Model.GetEntityTypes().SelectMany(e => e.GetProperties()).Where(p => p.FindAnnotation(SearchedWithin.Mark) is not null).ToList())
        {
            model.Entity(text.DeclaringType.ClrType).HasIndex([text.Name], $"ix_{text.DeclaringType.GetTableName()}_words").HasMethod("gin").HasOperators("gin_trgm_ops");
        }
    }
}
