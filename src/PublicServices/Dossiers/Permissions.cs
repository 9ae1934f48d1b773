using LoTrinh.Platform.Identity;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>What may be done in the module.</summary>
internal static class Permissions
{
    /// <summary>Apply, and see one's own dossiers.</summary>
    public const string Apply = "services.apply";

    /// <summary>See, receive and answer the dossiers of the one-stop desk.</summary>
    public const string Process = "services.process";

    /// <summary>Do the steps of dossiers that are with one's unit.</summary>
    public const string Handle = "services.handle";

    /// <summary>Agree for the unit, or send back.</summary>
    public const string Approve = "services.approve";

    /// <summary>Whether applying is to be offered: who has not signed in yet will be asked to.</summary>
    public static bool MayStart(this Actor actor) => !actor.IsSignedIn || actor.May(Apply);
}
