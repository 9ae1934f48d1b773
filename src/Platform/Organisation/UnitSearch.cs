using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;

namespace LoTrinh.Platform.Organisation;

/// <summary>Units can be found by those who may open the organisation, on the last day they existed.</summary>
internal sealed class UnitSearch(TimeProvider clock) : SearchSource<Unit>
{
    public override string Kind => "unit";

    public override int Order => 50;

    protected override SearchDraft Describe(Unit record)
    {
        var isPast = record.ValidTo < clock.Today();
        return new(record.Id.ToString(), record.Name, isPast ? $"/to-chuc?ngay={record.ValidTo.Show()}" : "/to-chuc", SearchAudience.Holders(PlatformPermissions.DocumentsRead))
        {
            TitleEn = record.NameEn, Number = record.Abbreviation, Text = $"{record.Abbreviation} {record.OldCode} {record.Code}".Trim(), DatedOn = record.ValidFrom, IsPast = isPast,
        };
    }
}
