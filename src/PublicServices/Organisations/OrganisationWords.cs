using LoTrinh.Platform.Data;
using LoTrinh.Platform.Ledger;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.PublicServices.Organisations;

/// <summary>How an organisation is shown.</summary>
internal static class OrganisationWords
{
    public static string Key(OrganisationState state) => $"services.organisation.state.{state}";

    public static string Key(OrganisationKind kind) => $"services.organisation.kind.{kind}";

    public static string Key(OrganisationRight right) => $"services.organisation.right.{right}";

    public static string Color(OrganisationState state) => state switch
    {
        OrganisationState.Confirmed => "success",
        OrganisationState.Declared => "warning",
        OrganisationState.Refused => "danger",
        _ => "neutral",
    };

    public static IEnumerable<SelectListItem> Kinds(this Texts texts, string? chosen) =>
        Enum.GetValues<OrganisationKind>().Select(k => new SelectListItem(texts[Key(k)], k.ToString(), k.ToString() == chosen)).Prepend(new("", ""));

    public static IEnumerable<SelectListItem> Rights(this Texts texts, string? chosen) =>
        Enum.GetValues<OrganisationRight>().Select(r => new SelectListItem(texts[Key(r)], r.ToString(), r.ToString() == chosen));
}

/// <summary>Names organisations in the ledger.</summary>
internal sealed class OrganisationNames(AppDb db) : INameRecords
{
    public async Task<IReadOnlyList<NamedRecord>> NameAsync(ILookup<string, Guid> asked, CancellationToken ct) =>
        await db.NamesAsync<ApplicantOrganisation>(asked, o => new(o.Id, o.Name, RecordNaming.Page("/dich-vu-cong/to-chuc/", o.Id), OrganisationPermissions.Confirm, false), ct);

    public string? KeyOf(Enum value) => value switch
    {
        OrganisationState state => OrganisationWords.Key(state),
        OrganisationKind kind => OrganisationWords.Key(kind),
        OrganisationRight right => OrganisationWords.Key(right),
        _ => null,
    };
}
