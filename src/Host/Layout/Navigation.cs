using LoTrinh.Platform;
using LoTrinh.Platform.Identity;

namespace LoTrinh.Host.Layout;

/// <summary>The navigation as one person sees it.</summary>
internal sealed record Navigation(IReadOnlyList<Navigation.AreaLink> Areas, IReadOnlyList<NavigationEntry> Entries, string Area, string? Current)
{
    private static readonly string[] Order = ["steering", "services", "portal", "roads", "admin"];

    // What is everyone's own has side navigation, and no word in the masthead: the reader's name and the bell lead there.
    private static readonly NavigationEntry[] Platform =
    [
        new("own", "notify.title", "/thong-bao", PlatformPermissions.OwnNotifications, 10),
        new("own", "notify.settings", "/thong-bao/cai-dat", PlatformPermissions.OwnNotifications, 20),
        new("own", "account.title", "/tai-khoan", PlatformPermissions.OwnAccount, 30),
        new("steering", "indicator.nav", "/chi-dao/chi-tieu", PlatformPermissions.IndicatorsRead, 22),
        new("steering", "documents.nav", "/van-ban", PlatformPermissions.DocumentsRead, 70, "nav.section.organisation"),
        new("steering", "nav.organisation", "/to-chuc", PlatformPermissions.DocumentsRead, 80, "nav.section.organisation"),
        new("services", "nav.calendar", "/lich", null, 60),
        new("admin", "nav.organisation", "/to-chuc", PlatformPermissions.OrganisationEdit, 40),
        new("admin", "nav.calendar-edit", "/quan-tri/lich", PlatformPermissions.CalendarEdit, 50, Everywhere: true),
        new("admin", "nav.clock", "/quan-tri/dong-ho", PlatformPermissions.DemoClock, 90, Everywhere: true),
        new("admin", "nav.accounts", "/quan-tri/tai-khoan", PlatformPermissions.AccountsManage, 10),
        new("admin", "nav.ledger", "/quan-tri/nhat-ky", PlatformPermissions.LedgerRead, 20, Everywhere: true),
        new("admin", "jobs.title", "/quan-tri/viec-dinh-ky", PlatformPermissions.JobsRead, 35, Everywhere: true),
        new("admin", "webhook.nav", "/quan-tri/webhook", PlatformPermissions.WebhooksManage, 33, Everywhere: true),
        new("admin", "mail.nav", "/quan-tri/thu-dien-tu", PlatformPermissions.MailManage, 30, Everywhere: true),
    ];

    /// <summary>Where the person's work waits: the first entry of a module that not everyone may see; null when there is none.</summary>
    public static NavigationEntry? WorkOf(Actor actor, IEnumerable<IModule> modules) =>
        modules.SelectMany(m => m.Navigation).Concat(Platform.Where(e => e.Area == "admin")).Where(e => e.Permission is not null && IsSeen(actor, e))
            .OrderBy(e => Array.IndexOf(Order, e.Area)).ThenBy(e => e.Order).FirstOrDefault();

    /// <summary>What the way to that work is called: for who works in no unit, such as a citizen, it is no workplace.</summary>
    public static string WorkKey(Actor actor, NavigationEntry work) =>
        actor.UnitId is null && work.Area != "admin" ? work.TextKey : "layout.work";

    private static bool IsSeen(Actor actor, NavigationEntry entry) => entry.Permission is null || actor.Lacks(entry.Permission, entry.Everywhere ? "/" : null) is null;

    public static Navigation For(Actor actor, IEnumerable<IModule> modules, PathString path)
    {
        var seen = modules.SelectMany(m => m.Navigation).Concat(Platform)
            .Where(e => IsSeen(actor, e)).OrderBy(e => e.Order).ToList();
        var current = seen.Where(e => path == e.Url || (e.Url != "/" && path.StartsWithSegments(e.Url))).MaxBy(e => e.Url.Length);
        var area = current?.Area ?? "";
        var areas = Order.Select(key => (key, first: seen.Find(e => e.Area == key))).Where(x => x.first is not null)
            .Select(x => new AreaLink($"nav.area.{x.key}", x.first!.Url, x.key == area)).ToList();
        return new(areas, seen.Where(e => e.Area == area).ToList(), area, current?.Url);
    }

    /// <summary>A link of the masthead.</summary>
    public sealed record AreaLink(string TextKey, string Url, bool IsCurrent);
}
