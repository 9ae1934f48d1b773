using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LoTrinh.Platform;
using LoTrinh.PublicServices.Dossiers;

namespace LoTrinh.PublicServices.Organisations;

/// <summary>What is declared of an organisation.</summary>
/// <param name="TaxCode">Its tax code.</param>
/// <param name="Name">Its name as it is registered.</param>
/// <param name="Kind">One of <see cref="OrganisationKind"/>.</param>
/// <param name="Address">Its head office.</param>
/// <param name="Phone">Its telephone, or nothing.</param>
/// <param name="Email">Its e-mail, or nothing.</param>
internal sealed partial record OrganisationDraft(string? TaxCode, string? Name, string? Kind, string? Address, string? Phone, string? Email)
{
    public const int LongestCode = 14, LongestName = 250, LongestAddress = 300, LongestContact = 100, LongestReason = 2000;

    /// <summary>The code as it is kept: without blanks, its branch after a hyphen.</summary>
    public string Code => (TaxCode ?? "").Replace(" ", "", StringComparison.Ordinal).Trim() is var typed && ThirteenDigits().IsMatch(typed) ? $"{typed[..10]}-{typed[10..]}" : typed;

    private OrganisationKind? KnownKind =>
        Enum.TryParse<OrganisationKind>(Kind, ignoreCase: true, out var kind) && Enum.IsDefined(kind) && !char.IsDigit(Kind![0]) ? kind : null;

    /// <summary>Everything that is wrong with it.</summary>
    public ImmutableArray<Problem> Problems()
    {
        var (name, address, phone, email) = (Words.Clean(Name), Words.Clean(Address), Words.Clean(Phone), Words.Clean(Email));
        return
        [
            .. Problem.Unless(Known().IsMatch(Code), Problem.Invalid("services.organisation-code", nameof(TaxCode))),
            .. Problem.Unless(name is not null, Problem.Invalid("services.organisation-name", nameof(Name))),
            .. Words.AtMost(name, LongestName, nameof(Name)),
            .. Problem.Unless(KnownKind is not null, Problem.Invalid("services.organisation-kind", nameof(Kind))),
            .. Problem.Unless(address is not null, Problem.Invalid("services.organisation-address", nameof(Address))),
            .. Words.AtMost(address, LongestAddress, nameof(Address)),
            .. Problem.Unless(phone is null || PhoneNumber().IsMatch(phone), Problem.Invalid("services.organisation-phone", nameof(Phone))),
            .. Words.AtMost(phone, LongestContact, nameof(Phone)),
            .. Problem.Unless(email is null || EmailAddress().IsMatch(email), Problem.Invalid("services.organisation-email", nameof(Email))),
            .. Words.AtMost(email, LongestContact, nameof(Email)),
        ];
    }

    /// <summary>A new organisation of it. Wants a draft without problems.</summary>
    public ApplicantOrganisation Begin(DateTime at, bool isDemonstration) => new()
    {
        TaxCode = Code, Name = Words.Clean(Name)!, Kind = KnownKind!.Value, Address = Words.Clean(Address)!, Phone = Words.Clean(Phone), Email = Words.Clean(Email),
        DeclaredAt = at, IsDemonstration = isDemonstration,
    };

    /// <summary>Puts it into an organisation. Wants a draft without problems.</summary>
    public void WriteTo(ApplicantOrganisation organisation) =>
        (organisation.TaxCode, organisation.Name, organisation.Kind, organisation.Address, organisation.Phone, organisation.Email)
            = (Code, Words.Clean(Name)!, KnownKind!.Value, Words.Clean(Address)!, Words.Clean(Phone), Words.Clean(Email));

    [GeneratedRegex(@"^(\d{10}(-\d{3})?|\d{12})$", RegexOptions.CultureInvariant)]
    private static partial Regex Known();

    [GeneratedRegex(@"^\d{13}$", RegexOptions.CultureInvariant)]
    private static partial Regex ThirteenDigits();

    [GeneratedRegex(@"^\+?[0-9][0-9 .]{7,14}$", RegexOptions.CultureInvariant)]
    private static partial Regex PhoneNumber();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$", RegexOptions.CultureInvariant)]
    private static partial Regex EmailAddress();
}
