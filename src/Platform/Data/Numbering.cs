using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Platform.Data;

/// <summary>The last number given out of a series.</summary>
public sealed class NumberSeries
{
    /// <summary>Which series, such as <c>steering.task/2021</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The last number given.</summary>
    public required int Last { get; set; }
}

/// <summary>Gives numbers out of series: each once, without gaps, however many ask at the same moment.</summary>
public static class Numbering
{
    /// <summary>The next number of a series. Call it within <see cref="Racing.InTransactionAsync"/>: the number is taken when that transaction is committed, and given back otherwise.</summary>
    /// <param name="db">The context.</param>
    /// <param name="key">Which series; at most 120 characters.</param>
    /// <param name="already">Asked when the series begins: the highest number that was given before there was a series.</param>
    /// <param name="ct">Cancels.</param>
    public static Task<int> NextNumberAsync(this AppDb db, string key, Func<Task<int>>? already, CancellationToken ct) => db.NextNumbersAsync(key, 1, already, ct);

    /// <summary>The first of the next <paramref name="count"/> numbers of a series, all of which are taken.</summary>
    /// <param name="db">The context.</param>
    /// <param name="key">Which series; at most 120 characters.</param>
    /// <param name="count">How many.</param>
    /// <param name="already">Asked when the series begins: the highest number that was given before there was a series.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<int> NextNumbersAsync(this AppDb db, string key, int count, Func<Task<int>>? already, CancellationToken ct)
    {
        // The update takes the row's lock, so the others wait here until this number is committed or given back.
        int? last;
        while ((last = await LastAsync(db, key, count, ct)) is null)
        {
            // By itself, not with what the context has changed: that is saved, with its ledger entry, by who asked for the number.
            var first = (already is null ? 0 : await already()) + 1;
            if (await db.Database.ExecuteSqlAsync($"INSERT INTO platform_number_series (key, last) VALUES ({key}, {first + count - 1}) ON CONFLICT DO NOTHING", ct) == 1)
            {
                return first;
            }
        }

        return last.Value - count + 1;
    }

    private static async Task<int?> LastAsync(AppDb db, string key, int count, CancellationToken ct) =>
        await db.Set<NumberSeries>().FromSql($"UPDATE platform_number_series SET last = last + {count} WHERE key = {key} RETURNING key, last").AsNoTracking().ToListAsync(ct) is [var moved] ? moved.Last : null;

    /// <summary>The number that ends a code such as <c>NV-2021-00007</c>; 0 when none does.</summary>
    public static int NumberAtEnd(string? code) =>
        int.TryParse(code?.Split('-')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

internal sealed class NumberSeriesMapping : IEntityTypeConfiguration<NumberSeries>
{
    public void Configure(EntityTypeBuilder<NumberSeries> builder)
    {
        builder.ToTable("platform_number_series").HasKey(s => s.Key);
        builder.Property(s => s.Key).HasMaxLength(120);
    }
}
