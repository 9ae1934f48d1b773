using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using LoTrinh.Host.Security;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host.SettingUp;

/// <summary>Whether this installation still waits for its first administrator, and the code that guards the page where one is made.</summary>
internal sealed class SetUpState(IServiceScopeFactory scopes, Settings settings)
{
    /// <summary>The page.</summary>
    public const string Page = "/cai-dat";

    // Letters and digits that are not taken for one another when copied from a console.
    private const string Readable = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static readonly string[] Open = [Page, "/loi", "/api", "/openapi", "/healthz", "/readyz"];
    private volatile bool _isDone;

    /// <summary>The code; known to who can see the console, or sets it in the environment.</summary>
    public string Code { get; } = settings.SetUpCode
        ?? string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Readable, 5)));

    /// <summary>Whether an account exists. Once true it stays so.</summary>
    public async ValueTask<bool> IsDoneAsync(CancellationToken ct = default)
    {
        if (!_isDone)
        {
            await using var scope = scopes.CreateAsyncScope();
            _isDone = await scope.ServiceProvider.GetRequiredService<AppDb>().Users.AnyAsync(ct);
        }

        return _isDone;
    }

    /// <summary>Says on the console how to begin, when there is something to begin.</summary>
    public async Task AnnounceAsync()
    {
        if (!await IsDoneAsync())
        {
            Console.WriteLine($"\n  Lộ Trình: no account yet. Open {Page} to make the first administrator.\n  Set-up code: {(settings.SetUpCode is null ? Code : "the one in LOTRINH_SETUP_CODE")}\n");
        }
    }

    /// <summary>Whether the code is the right one; takes the same time whatever is wrong with it.</summary>
    public bool IsRight(string? code) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Plain(code))), SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Plain(Code))));

    /// <summary>Leads every page here until there is an administrator.</summary>
    public static async Task LeadAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        if (!Array.Exists(Open, o => path.StartsWithSegments(o)) && !await context.RequestServices.GetRequiredService<SetUpState>().IsDoneAsync(context.RequestAborted))
        {
            context.Response.Redirect(context.Request.PathBase + Page);
            return;
        }

        await next(context);
    }

    private static string Plain(string? code) => (code ?? "").Replace("-", "", StringComparison.Ordinal).Trim().ToUpperInvariant();
}

/// <summary>What is typed to begin.</summary>
internal sealed record FirstSteps(
    string? SetUpCode, string? UserName, string? DisplayName, string? Password, string? Repeated, string? UnitName, string? UnitNameEn, string? UnitKey);

/// <summary>Makes the first administrator and the root unit. Works once.</summary>
internal sealed partial class SetUp(
    SetUpState state, AppDb db, UserManager<Account> users, Passwords passwords, OrganisationDirectory organisation, TimeProvider clock)
{
    private const int UnitNameMaxLength = 200;

    public async Task<Result<Account>> Handle(FirstSteps typed, CancellationToken ct)
    {
        if (await state.IsDoneAsync(ct))
        {
            return Problem.NotFound("set-up.done");
        }

        if (!state.IsRight(typed.SetUpCode))
        {
            return Problem.Invalid("set-up.code-wrong", nameof(typed.SetUpCode));
        }

        var result = await db.InTransactionAsync(() => MakeAsync(typed, ct), made => made.Ok, ct);
        organisation.Refresh();
        return result;
    }

    private async Task<Result<Account>> MakeAsync(FirstSteps typed, CancellationToken ct)
    {
        var account = new Account { UserName = typed.UserName?.Trim(), DisplayName = typed.DisplayName?.Trim() ?? "", CreatedAt = clock.UtcNow(), LockoutEnabled = true };
        ImmutableArray<Problem> problems =
        [
            .. Names.CheckUserName(typed.UserName, nameof(typed.UserName)) is { } named ? [named] : Array.Empty<Problem>(),
            .. Names.CheckShown(typed.DisplayName, nameof(typed.DisplayName)) is { } shown ? [shown] : Array.Empty<Problem>(),
            .. await passwords.ChooseAsync(account, typed.Password, typed.Repeated, isAdministrator: true, nameof(typed.Password), nameof(typed.Repeated), ct),
            .. Problem.Unless(!string.IsNullOrWhiteSpace(typed.UnitName), Problem.Invalid("set-up.unit-missing", nameof(typed.UnitName))),
            .. Problem.Unless((typed.UnitName?.Trim().Length ?? 0) <= UnitNameMaxLength, Problem.Invalid("set-up.unit-long", nameof(typed.UnitName), UnitNameMaxLength)),
            .. Problem.Unless((typed.UnitNameEn?.Trim().Length ?? 0) <= UnitNameMaxLength, Problem.Invalid("set-up.unit-long", nameof(typed.UnitNameEn), UnitNameMaxLength)),
            .. Problem.Unless(UnitKey().IsMatch(typed.UnitKey?.Trim() ?? ""), Problem.Invalid("set-up.unit-key", nameof(typed.UnitKey))),
        ];
        if (!problems.IsEmpty)
        {
            return problems;
        }

        var (key, name) = (typed.UnitKey!.Trim(), typed.UnitName!.Trim());
        var unit = new Unit
        {
            Key = key, Path = $"/{key}/", Name = name, NameEn = string.IsNullOrWhiteSpace(typed.UnitNameEn) ? name : typed.UnitNameEn.Trim(), ValidFrom = clock.Today(),
        };
        db.Units.Add(unit);
        account.UnitId = unit.Id;
        await users.CreateAsync(account);
        db.RoleAssignments.Add(new RoleAssignment { AccountId = account.Id, Role = Roles.Administrator });
        db.Record(Actor.System, "platform.unit.registered", unit);
        db.Record(Actor.System, "platform.account.created", nameof(Account), account.Id, new { account.UserName, account.DisplayName, Role = Roles.Administrator });
        await db.SaveChangesAsync(ct);
        // The ledger keeps writers in line, so whoever comes second sees the first here.
        return await db.Users.CountAsync(ct) == 1 ? account : Problem.NotFound("set-up.done");
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$")]
    private static partial Regex UnitKey();
}
