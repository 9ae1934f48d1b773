namespace LoTrinh.Platform.Data;

/// <summary>Puts what ships with the product into the database. Runs at every start, before anything else is written, and in every process: what is there already stays.</summary>
public interface IReferenceData
{
    /// <summary>Adds what is not there yet.</summary>
    Task PutAsync(CancellationToken ct);
}
