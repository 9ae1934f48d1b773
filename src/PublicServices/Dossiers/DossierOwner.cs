namespace LoTrinh.PublicServices.Dossiers;

/// <summary>Whose a dossier is, as its form or else the register of organisations says it, and who handed it in.</summary>
/// <param name="Name">The owner.</param>
/// <param name="Number">Identity or tax number; empty where the form asks for none.</param>
/// <param name="Address">Where the owner is.</param>
/// <param name="Phone">Telephone.</param>
/// <param name="Email">E-mail.</param>
/// <param name="Filer">Who handed it in.</param>
internal sealed record DossierOwner(string Name, string Number, string Address, string Phone, string Email, string Filer)
{
    /// <summary>Reads it from the form; where the procedure does not say which field is whose, the organisation or else the filer stands for the owner.</summary>
    public static DossierOwner Of(WholeDossier whole, string filer)
    {
        var (owner, organisation) = (whole.Procedure.Owner, whole.Organisation);
        return new(Read(owner?.Name, organisation?.Name ?? filer), Read(owner?.Number, organisation?.TaxCode), Read(owner?.Address, null), Read(owner?.Phone, null), Read(owner?.Email, null), filer);

        string Read(string? key, string? otherwise) => !string.IsNullOrEmpty(key) && whole.Values.One(key) is { Length: > 0 } said ? said : otherwise ?? "";
    }
}
