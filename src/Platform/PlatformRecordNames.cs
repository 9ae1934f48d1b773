using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Indicators;
using LoTrinh.Platform.Ledger;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Webhooks;

namespace LoTrinh.Platform;

/// <summary>Names the records of the platform's own rooms.</summary>
internal sealed class PlatformRecordNames(AppDb db, OrganisationDirectory organisation) : INameRecords
{
    public async Task<IReadOnlyList<NamedRecord>> NameAsync(ILookup<string, Guid> asked, CancellationToken ct) =>
    [
        .. asked[nameof(Unit)].Distinct().Select(id => organisation.Find(id)).OfType<UnitInfo>()
            .Select(u => new NamedRecord(u.Id, u.Name, $"/to-chuc/{u.Key}", PlatformPermissions.OrganisationRead, false)),
        // An officer's account is a position; a citizen's is a person.
        .. await db.NamesAsync<Account>(asked, a => new(a.Id, a.DisplayName, RecordNaming.Page("/quan-tri/tai-khoan/", a.Id),
            PlatformPermissions.AccountsManage, a.UnitId == null), ct),
        .. await db.NamesAsync<OfficialDocument>(asked, d => new(d.Id, DocumentNumbers.Full(d.Number, d.Symbol) ?? "",
            RecordNaming.Page("/van-ban/", d.Id),
            d.Secrecy == Secrecy.None ? PlatformPermissions.DocumentsRead : PlatformPermissions.DocumentsSecret,
            d.Secrecy != Secrecy.None), ct),
        .. await db.NamesAsync<Indicator>(asked, i => new(i.Id, i.Code, RecordNaming.Page("/chi-dao/chi-tieu/", i.Id),
            PlatformPermissions.IndicatorsRead, false), ct),
        .. await db.NamesAsync<WebhookSubscriber>(asked, w => new(w.Id, w.Name, RecordNaming.Page("/quan-tri/webhook/", w.Id),
            PlatformPermissions.WebhooksManage, false), ct),
        .. await db.NamesAsync<CalendarAnnouncement>(asked, a => new(a.Id, a.Name, "/lich", PlatformPermissions.LedgerRead, false), ct),
    ];

    public string? KeyOf(Enum value) => value switch
    {
        Secrecy secrecy => DocumentWords.Key(secrecy),
        Urgency urgency => DocumentWords.Key(urgency),
        DocumentDirection direction => DocumentWords.Key(direction),
        Confidence confidence => DocumentWords.Key(confidence),
        DocumentState state => $"ledger.value.DocumentState.{state}",
        IndicatorKind kind => $"indicator.kind.{kind}",
        IndicatorDirection direction => $"indicator.direction.{direction}",
        IndicatorRhythm rhythm => $"indicator.rhythm.{rhythm}",
        IndicatorWindow window => $"indicator.window.{window}",
        _ => null,
    };
}
