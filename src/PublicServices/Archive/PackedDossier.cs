using System.Text.Json;

namespace LoTrinh.PublicServices.Archive;

/// <summary>The record of a dossier in its package: all that the product knows of it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Agency">Code of the agency.</param>
/// <param name="Procedure">The procedure as it held for the dossier.</param>
/// <param name="Channel">How it came.</param>
/// <param name="Status">How it ended.</param>
/// <param name="SubmittedAt">When the system received it (UTC).</param>
/// <param name="ReceivedAt">When the desk received it (UTC).</param>
/// <param name="DueOn">The day by which the result was owed.</param>
/// <param name="PromisedOn">The day that an apology named.</param>
/// <param name="FinishedAt">When it was solved or ended otherwise (UTC).</param>
/// <param name="EndedAt">When the result was returned or it ended otherwise (UTC).</param>
/// <param name="ResultNumber">Number of the result.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Form">What was filled in, by field.</param>
/// <param name="Steps">What happened.</param>
/// <param name="Tasks">Who had it at which step, from when until when.</param>
/// <param name="Supplements">What was asked to be mended.</param>
/// <param name="OnPaper">What was handed in on paper.</param>
/// <param name="HandOver">How the result came to whom it is for.</param>
/// <param name="Files">Its files.</param>
/// <param name="Ledger">What the ledger says of it, with its hashes.</param>
/// <param name="PackedAt">When this was made (UTC).</param>
/// <param name="PackedBy">Who made it.</param>
internal sealed record PackedDossier(string Code, string Agency, PackedProcedure Procedure, string Channel, string Status, DateTime SubmittedAt, DateTime? ReceivedAt, DateOnly? DueOn,
    DateOnly? PromisedOn, DateTime? FinishedAt, DateTime EndedAt, string? ResultNumber, PackedOwner Owner, JsonElement Form, IReadOnlyList<PackedStep> Steps, IReadOnlyList<PackedTask> Tasks,
    IReadOnlyList<PackedSupplement> Supplements, IReadOnlyList<PackedPaper> OnPaper, PackedHandOver? HandOver, IReadOnlyList<PackedFile> Files, IReadOnlyList<PackedEntry> Ledger,
    DateTime PackedAt, string PackedBy);

/// <summary>The procedure: its code and name, and the record of the catalogue that held.</summary>
internal sealed record PackedProcedure(string Code, string Name, Guid? Record);

/// <summary>Whose the dossier is, and who handed it in.</summary>
internal sealed record PackedOwner(string Name, string Number, string Address, string Phone, string Email, string Filer, PackedOrganisation? Organisation);

/// <summary>The organisation that it was filed for.</summary>
internal sealed record PackedOrganisation(string Name, string TaxCode);

/// <summary>A step of its way.</summary>
internal sealed record PackedStep(DateTime At, string Status, string By, string? Note);

/// <summary>A task of the process.</summary>
internal sealed record PackedTask(string Step, string Unit, DateTime OpenedAt, DateTime? DueAt, DateTime? ClosedAt, string? ClosedBy, string? Way, string? Note);

/// <summary>A request to mend it.</summary>
internal sealed record PackedSupplement(DateTime AskedAt, string AskedBy, JsonElement Defects, string? WhyAgain, DateTime? AnsweredAt);

/// <summary>Papers of a document that were handed in.</summary>
internal sealed record PackedPaper(string Document, int Originals, int Copies);

/// <summary>How the result was handed over.</summary>
internal sealed record PackedHandOver(string Method, string? Taker, string? PostNumber, DateTime At, string By);

/// <summary>A file, with where it lies in the package.</summary>
internal sealed record PackedFile(string Path, string? Document, string MediaType, long Length, string Sha256, DateTime TakenAt);

/// <summary>An entry of the ledger.</summary>
internal sealed record PackedEntry(long Seq, DateTime At, string Actor, string Action, string Hash);
