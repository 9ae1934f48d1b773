using LoTrinh.Platform;
using LoTrinh.Platform.Identity;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>A paper that the applicant has here already.</summary>
/// <param name="FileId">The file.</param>
/// <param name="What">What it is: the document of a procedure, or a result.</param>
/// <param name="DossierCode">The dossier that it belongs to.</param>
/// <param name="At">When it came or was made (UTC).</param>
internal sealed record KnownPaper(Guid FileId, string What, string DossierCode, DateTime At);

/// <summary>What an applicant has handed in or been given before: nobody is asked twice for it.</summary>
internal interface IKnownPapers
{
    /// <summary>The papers of what the actor handed in, or of what was handed in for an organisation that the actor files for; the latest first.</summary>
    Task<IReadOnlyList<KnownPaper>> OfAsync(Actor actor, Guid? organisationId, CancellationToken ct);

    /// <summary>Uses papers for documents of the actor's own draft.</summary>
    /// <param name="actor">The applicant.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="chosen">Files by the document that each is used for.</param>
    /// <param name="ct">Cancels.</param>
    Task<Result<Dossier>> UseAsync(Actor actor, Guid draft, IReadOnlyDictionary<string, Guid> chosen, CancellationToken ct);

    /// <summary>A file was taken out of a draft: if it was a paper used again, it is not used there any more. Goes with the caller's save.</summary>
    Task ForgetAsync(Guid file, CancellationToken ct);

    /// <summary>Whether the actor solves another dossier of the same applicant, who agreed that papers are looked at for it.</summary>
    Task<bool> MayReadAsync(Actor actor, Dossier of, CancellationToken ct);
}

/// <summary>Remembers who looked at an applicant's dossier, so that the applicant can see it.</summary>
internal interface IDossierWatch
{
    /// <summary>Keeps that the actor looked at it.</summary>
    Task SeenAsync(Actor actor, Dossier dossier, CancellationToken ct);
}
