using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace LoTrinh.Platform.Identity;

/// <summary>Seals identity numbers, so that a copy of the database alone tells none.</summary>
public sealed class IdentityNumbers(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("LoTrinh.IdentityNumber.v1");

    /// <summary>The number as it is kept.</summary>
    public string Seal(string number) => _protector.Protect(number);

    /// <summary>The number; null where none is kept, or where the key that sealed it is gone.</summary>
    public string? Open(string? kept)
    {
        try
        {
            return kept is null ? null : _protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
