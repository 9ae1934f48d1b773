using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.AspNetCore.Authorization;

namespace LoTrinh.Platform.Identity;

/// <summary>Something that may be done, and the roles whose holders may do it within the subtree of units they hold the role for.</summary>
/// <param name="Key">Such as <c>steering.task.assign</c>.</param>
/// <param name="HeldBy">Keys from <see cref="Roles"/>.</param>
public sealed record Permission(string Key, params string[] HeldBy);

/// <summary>The roles an account can be given, each for a unit and everything below it.</summary>
public static class Roles
{
    /// <summary>Chair of the steering committee.</summary>
    public const string Chair = "chair";

    /// <summary>Deputy chair of the steering committee, who may what the chair may and hears before the chair of what is late.</summary>
    public const string DeputyChair = "deputy-chair";

    /// <summary>The committee's standing office (thường trực).</summary>
    public const string StandingOffice = "standing-office";

    /// <summary>Focal point of a unit (đầu mối).</summary>
    public const string FocalPoint = "focal-point";

    /// <summary>Head of a unit (người đứng đầu), who answers for its work.</summary>
    public const string UnitHead = "unit-head";

    /// <summary>Inspector.</summary>
    public const string Inspector = "inspector";

    /// <summary>Officer of the one-stop desk (một cửa).</summary>
    public const string OneStopOfficer = "one-stop-officer";

    /// <summary>Editor of the portal.</summary>
    public const string Editor = "editor";

    /// <summary>Citizen or business; held for the whole ministry, limited by rule to one's own records.</summary>
    public const string Citizen = "citizen";

    /// <summary>Administrator of the system; holds no permission over the ministry's own work.</summary>
    public const string Administrator = "administrator";

    /// <summary>Provider of journey-monitoring data (a machine account).</summary>
    public const string JourneyProvider = "journey-provider";

    /// <summary>Every role.</summary>
    public static readonly ImmutableArray<string> All =
        [Chair, DeputyChair, StandingOffice, FocalPoint, UnitHead, Inspector, OneStopOfficer, Editor, Citizen, Administrator, JourneyProvider];
}

/// <summary>Which permissions each role gives, gathered from the modules.</summary>
public sealed class PermissionCatalogue(IEnumerable<IModule> modules)
{
    private readonly FrozenDictionary<string, ImmutableArray<string>> _byRole = modules
        .SelectMany(m => m.Permissions).Concat(PlatformPermissions.All)
        .SelectMany(p => p.HeldBy.Select(role => (role, p.Key)))
        .GroupBy(x => x.role, x => x.Key)
        .ToFrozenDictionary(g => g.Key, g => g.Distinct().Order(StringComparer.Ordinal).ToImmutableArray());

    /// <summary>Permissions that holders of <paramref name="role"/> have.</summary>
    public ImmutableArray<string> Of(string role) => _byRole.TryGetValue(role, out var keys) ? keys : [];

    /// <summary>Every permission there is.</summary>
    public IEnumerable<string> All => _byRole.Values.SelectMany(k => k).Distinct().Order(StringComparer.Ordinal);
}

/// <summary>Permissions of the platform itself.</summary>
public static class PlatformPermissions
{
    /// <summary>Give and take roles, lock accounts, see sessions.</summary>
    public const string AccountsManage = "platform.accounts.manage";

    /// <summary>Announce a swapped or an extra closed day.</summary>
    public const string CalendarEdit = "platform.calendar.edit";

    /// <summary>Read the ledger.</summary>
    public const string LedgerRead = "platform.ledger.read";

    /// <summary>Read the register of documents.</summary>
    public const string DocumentsRead = "platform.documents.read";

    /// <summary>Register a document, its clauses and its files.</summary>
    public const string DocumentsRegister = "platform.documents.register";

    /// <summary>Read and register documents that are secret.</summary>
    public const string DocumentsSecret = "platform.documents.secret";

    /// <summary>Read the indicators of units, and the evidence of their values.</summary>
    public const string IndicatorsRead = "platform.indicators.read";

    /// <summary>Define indicators, mend them, have them measured again.</summary>
    public const string IndicatorsManage = "platform.indicators.manage";

    /// <summary>Report a value with its evidence.</summary>
    public const string IndicatorsReport = "platform.indicators.report";

    /// <summary>Verify what another unit reported, or return it.</summary>
    public const string IndicatorsVerify = "platform.indicators.verify";

    /// <summary>Read the organisation: units of all times, positions and who held them.</summary>
    public const string OrganisationRead = "platform.organisation.read";

    /// <summary>Register and end units, record positions and their holders.</summary>
    public const string OrganisationEdit = "platform.organisation.edit";

    /// <summary>Set the clock of a demonstration.</summary>
    public const string DemoClock = "platform.demo.clock";

    /// <summary>Manage one's own account: sessions, keys, tokens.</summary>
    public const string OwnAccount = "platform.account.own";

    /// <summary>Read one's own notifications and choose how they come; unlike the account itself, a program may do so.</summary>
    public const string OwnNotifications = "platform.notifications.own";

    /// <summary>See which e-mail could not be sent, and try it again; not what it says.</summary>
    public const string MailManage = "platform.mail.manage";

    /// <summary>Register systems outside that are told of events, and see what became of each delivery.</summary>
    public const string WebhooksManage = "platform.webhooks.manage";

    /// <summary>See how the recurring jobs stand.</summary>
    public const string JobsRead = "platform.jobs.read";

    internal static IEnumerable<Permission> All =>
    [
        new(AccountsManage, Roles.Administrator),
        new(CalendarEdit, Roles.Administrator),
        new(LedgerRead, Roles.Administrator, Roles.Inspector, Roles.StandingOffice),
        new(DocumentsRead, Roles.Chair, Roles.DeputyChair, Roles.StandingOffice, Roles.FocalPoint, Roles.Inspector),
        new(DocumentsRegister, Roles.StandingOffice),
        new(DocumentsSecret, Roles.Chair, Roles.DeputyChair, Roles.StandingOffice),
        new(IndicatorsRead, Roles.Chair, Roles.DeputyChair, Roles.StandingOffice, Roles.FocalPoint, Roles.UnitHead, Roles.Inspector),
        new(IndicatorsManage, Roles.StandingOffice),
        new(IndicatorsReport, Roles.FocalPoint, Roles.StandingOffice),
        new(IndicatorsVerify, Roles.StandingOffice, Roles.Inspector),
        new(OrganisationRead, Roles.Chair, Roles.DeputyChair, Roles.StandingOffice, Roles.FocalPoint, Roles.Inspector, Roles.Administrator),
        new(OrganisationEdit, Roles.Administrator),
        new(DemoClock, Roles.Administrator),
        new(MailManage, Roles.Administrator),
        new(WebhooksManage, Roles.Administrator),
        new(JobsRead, Roles.Administrator),
        new(OwnAccount, [.. Roles.All]),
        new(OwnNotifications, [.. Roles.All]),
    ];
}

/// <summary>Demands a permission of a page or an endpoint: held for at least one unit, where the use case then asks for the unit, or for everything.</summary>
/// <param name="permission">The permission.</param>
/// <param name="everywhere">Whether it must be held for everything: what is done there concerns the whole ministry.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PermitsAttribute(string permission, bool everywhere = false) : AuthorizeAttribute(Prefix + permission + (everywhere ? Everywhere : ""))
{
    /// <summary>What a policy's name begins with when it stands for a permission.</summary>
    public const string Prefix = "permission:";

    /// <summary>What it ends with when the permission must be held for everything.</summary>
    public const string Everywhere = "@/";
}
