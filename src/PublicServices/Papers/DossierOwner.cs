using LoTrinh.PublicServices.Dossiers;

namespace LoTrinh.PublicServices.Papers;

/// <summary>Whose a dossier is, as its form says it, and who handed it in.</summary>
/// <param name="Name">The owner.</param>
/// <param name="Number">Identity or tax number; empty where the form asks for none.</param>
/// <param name="Address">Where the owner is.</param>
/// <param name="Phone">Telephone.</param>
/// <param name="Email">E-mail.</param>
/// <param name="Filer">Who handed it in.</param>
internal sealed record DossierOwner(string Name, string Number, string Address, string Phone, string Email, string Filer)
{
    /// <summary>Reads it from the form; where the procedure does not say which field is whose, the filer stands for the owner.</summary>
    public static DossierOwner Of(WholeDossier whole, string filer)
    {
        var owner = whole.Procedure.Owner;
        var name = Read(owner?.Name);
        return new(name.Length > 0 ? name : filer, Read(owner?.Number), Read(owner?.Address), Read(owner?.Phone), Read(owner?.Email), filer);

        string Read(string? key) => string.IsNullOrEmpty(key) ? "" : whole.Values.One(key);
    }
}
