using LoTrinh.PublicServices.Procedures;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>Something that is settled for a dossier when it is submitted, so that a later record of the procedure changes nothing of it.</summary>
internal interface IFreezeAtSubmission
{
    /// <summary>Adds what is settled to the save of the submission.</summary>
    void Freeze(Dossier dossier, Procedure procedure, FormValues values);
}
