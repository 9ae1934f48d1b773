namespace LoTrinh.Platform.Contracts;

/// <summary>What a module keeps of a person, for the person: to take along, and to have erased. Registered scoped.</summary>
/// <remarks>Source: Law 91/2025/QH15 on the protection of personal data; before it Decree 13/2023/NĐ-CP.</remarks>
public interface IPersonalData
{
    /// <summary>Name of its part in the export.</summary>
    string Key { get; }

    /// <summary>Everything that is kept of an account, to be written as JSON.</summary>
    Task<object> ExportAsync(Guid accountId, CancellationToken ct);

    /// <summary>Erases what may be erased; what the law keeps stays. The caller has begun a transaction and saves.</summary>
    /// <returns>How many records were erased or made nameless.</returns>
    Task<int> EraseAsync(Guid accountId, CancellationToken ct);

    /// <summary>What stays after erasing, each with the reason, in the reader's language.</summary>
    IReadOnlyList<(string What, string Why)> Kept { get; }
}
