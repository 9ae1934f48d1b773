using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Search;

namespace LoTrinh.Platform.Organisation;

/// <summary>Units can be found by those who may open the organisation.</summary>
internal sealed class UnitSearch : SearchSource<Unit>
{
    public override string Kind => "unit";

    public override int Order => 50;

    protected override SearchDraft Describe(Unit record) =>
        new(record.Id.ToString(), record.Name, $"/to-chuc/{record.Key}", SearchAudience.Holders(PlatformPermissions.DocumentsRead))
        {
            TitleEn = record.NameEn, Number = record.Abbreviation, Text = $"{record.Abbreviation} {record.OldCode} {record.Code}".Trim(), DatedOn = record.ValidFrom, PastFrom = record.ValidTo?.AddDays(1),
        };
}
