using System.Security.Cryptography;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host.Demo;

/// <summary>The accounts of the demonstration. Their password comes from <c>LOTRINH_DEMO_PASSWORD</c>, else a random one is printed once.</summary>
internal sealed class DemoAccounts(Settings settings) : IDemoSeed
{
    /// <summary>Name, shown name, key of its unit, role, whether the role is held for the unit only.</summary>
    public static readonly IReadOnlyList<(string Name, string Shown, string? Unit, string Role, bool UnitOnly)> All =
    [
        ("chair", "Trưởng Ban Chỉ đạo", "mot", Roles.Chair, false),
        ("office", "Thường trực Ban Chỉ đạo", "ttcntt", Roles.StandingOffice, false),
        ("drvn", "Đầu mối Tổng cục Đường bộ Việt Nam", "drvn", Roles.FocalPoint, true),
        ("drvn-head", "Tổng cục trưởng Tổng cục Đường bộ Việt Nam", "drvn", Roles.UnitHead, true),
        ("inspector", "Thanh tra Bộ", "ttr", Roles.Inspector, false),
        ("desk", "Bộ phận một cửa", "vp", Roles.OneStopOfficer, true),
        ("editor", "Biên tập Cổng thông tin", "ttcntt", Roles.Editor, false),
        ("citizen", "Công dân (minh họa)", null, Roles.Citizen, false),
        ("carrier", "Nhân viên hợp tác xã (minh họa)", null, Roles.Citizen, false),
        ("admin", "Quản trị hệ thống", "ttcntt", Roles.Administrator, false),
        ("provider", "Nhà cung cấp dữ liệu hành trình (minh họa)", null, Roles.JourneyProvider, false),
    ];

    // No province has 099, so that nobody has this number.
    private const string NobodysNumber = "099200000001";

    /// <summary>The password given to the accounts, told once by the program that seeded.</summary>
    public static string? Password { get; private set; }

    /// <inheritdoc/>
    public int Order => 10;

    /// <inheritdoc/>
    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        var db = services.GetRequiredService<AppDb>();
        var users = services.GetRequiredService<UserManager<Account>>();
        Password = settings.DemoPassword ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(9));
        // One hash for all: hashing is slow on purpose, and the password is the same.
        var hash = users.PasswordHasher.HashPassword(new Account(), Password);
        foreach (var (name, shown, unitKey, role, unitOnly) in All)
        {
            var unit = unitKey is null ? null : await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Key == unitKey, ct);
            var account = new Account
            {
                UserName = name,
                NormalizedUserName = users.NormalizeName(name),
                Email = $"{name}@demo.example",
                NormalizedEmail = users.NormalizeEmail($"{name}@demo.example"),
                EmailConfirmed = true,
                DisplayName = shown,
                UnitId = unit?.Id,
                PasswordHash = hash,
                SecurityStamp = Guid.NewGuid().ToString("N"),
                CreatedAt = clock.GetUtcNow().UtcDateTime,
                PasswordSetAt = clock.GetUtcNow().UtcDateTime,
                LockoutEnabled = true,
            };
            db.Users.Add(account);
            db.RoleAssignments.Add(new RoleAssignment { AccountId = account.Id, Role = role, UnitId = unitOnly ? unit?.Id : null });
            db.Record(Actor.System, "platform.account.created", account);
        }

        Vouch(db, services.GetRequiredService<IdentityNumbers>());

        await db.SaveChangesAsync(ct);
    }

    // From then on the citizen of the demonstration comes by the national portal; what was filed before counts as not verified.
    private static void Vouch(AppDb db, IdentityNumbers numbers)
    {
        var at = new DateTime(2021, 2, 26, 8, 0, 0).FromOffice();
        var citizen = db.Users.Local.Single(a => a.UserName == "citizen");
        db.AccountIdentities.Add(new()
        {
            AccountId = citizen.Id, Provider = "https://dinh-danh.demo.example/", Name = citizen.DisplayName, Level = "LoA2", VerifiedAt = at, SaidAt = at,
            SealedNumber = numbers.Seal(NobodysNumber),
        });
    }
}
