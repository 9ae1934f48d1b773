using LoTrinh.Platform.Data;

namespace LoTrinh.Platform.OpenData;

/// <summary>Data that is given to everyone, made from the product's own records each time it is asked for. What is said of it stands in <c>seed/open-data.yaml</c> under the same key.</summary>
/// <remarks>Source of the rules: Decree 47/2020/NĐ-CP, Articles 17–21 (complete, machine-readable, free, no identification). No dataset holds personal data.</remarks>
public interface IOpenDataset
{
    /// <summary>Key, also the last part of its address, such as <c>working-calendar</c>.</summary>
    string Key { get; }

    /// <summary>When the rows last changed; null where the description knows.</summary>
    Task<DateOnly?> ModifiedOnAsync(AppDb db, CancellationToken ct) => Task.FromResult<DateOnly?>(null);

    /// <summary>The rows: a value for each field of the description, in its order; null where there is none.</summary>
    Task<IReadOnlyList<IReadOnlyList<object?>>> ReadAsync(AppDb db, CancellationToken ct);
}
