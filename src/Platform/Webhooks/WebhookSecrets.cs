using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace LoTrinh.Platform.Webhooks;

/// <summary>Makes, keeps and uses the secrets of receivers.</summary>
/// <remarks>Source: Standard Webhooks, specification 1.0.0: secret <c>whsec_</c> with base64 of 24 to 64 bytes; signature <c>v1,</c> with
/// base64 of HMAC-SHA256 over <c>id.timestamp.body</c>, several of them parted by spaces.</remarks>
public sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    private const string Prefix = "whsec_";
    private const int Bytes = 32;

    private readonly IDataProtector _protector = protection.CreateProtector("LoTrinh.WebhookSecret.v1");

    /// <summary>A new secret: as its owner is told it once, and as it is kept.</summary>
    public (string Told, string Kept) Make()
    {
        var told = Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));
        return (told, _protector.Protect(told));
    }

    /// <summary>The signatures of a message by some kept secrets.</summary>
    public string Sign(IEnumerable<string> kept, string id, long timestamp, string body) =>
        string.Join(' ', kept.Select(s => SignOne(_protector.Unprotect(s), id, timestamp, body)));

    /// <summary>The signature by one secret as it was told.</summary>
    public static string SignOne(string told, string id, long timestamp, string body) => "v1," + Convert.ToBase64String(HMACSHA256.HashData(
        Convert.FromBase64String(told[Prefix.Length..]),
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.{body}"))));
}
