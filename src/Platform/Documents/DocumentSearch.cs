using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;

namespace LoTrinh.Platform.Documents;

/// <summary>Registered documents can be found by those who may open them: secret ones only by those entrusted with them in the unit that keeps them.</summary>
internal sealed class DocumentSearch(OrganisationDirectory organisation) : SearchSource<OfficialDocument>
{
    public override string Kind => "document";

    public override int Order => 10;

    protected override SearchDraft? Describe(OfficialDocument record) => record.State != DocumentState.Registered ? null
        : new(record.Id.ToString(), DocumentNumbers.Shorten($"{DocumentKinds.Find(record.Kind)?.NameVi} {record.FullNumber} {record.Abstract}", 400), $"/van-ban/{record.Id}",
            record.Secrecy == Secrecy.None ? SearchAudience.Holders(PlatformPermissions.DocumentsRead)
                : SearchAudience.HoldersFor(PlatformPermissions.DocumentsSecret, organisation.Find(record.KeptByUnitId)?.Path ?? "/"))
        {
            Number = record.FullNumber,
            Text = string.Join("\n", new[] { record.Abstract, record.IssuerName, record.SignerName, record.SignerPosition, record.LegalBases, record.Recipients }.OfType<string>()),
            DatedOn = record.SignedOn ?? record.IssuedOn,
            PastFrom = record.EndsOn,
        };
}
