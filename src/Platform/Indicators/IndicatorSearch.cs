using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;

namespace LoTrinh.Platform.Indicators;

/// <summary>Indicators can be found by those who may read of the unit that answers for them.</summary>
internal sealed class IndicatorSearch(OrganisationDirectory organisation) : SearchSource<Indicator>
{
    public override string Kind => "indicator";

    public override int Order => 35;

    protected override SearchDraft? Describe(Indicator record) => organisation.Find(record.OwnerUnitId) is not { } owner ? null
        : new(record.Id.ToString(), record.NameVi, $"/chi-dao/chi-tieu/{record.Id}",
            SearchAudience.HoldersFor(PlatformPermissions.IndicatorsRead, owner.Path))
        {
            TitleEn = record.NameEn,
            Number = record.Code,
            Text = string.Join("\n", new[] { record.TargetText, record.DocumentName, record.Method }.OfType<string>()),
            PastFrom = record.RetiredOn,
        };
}
