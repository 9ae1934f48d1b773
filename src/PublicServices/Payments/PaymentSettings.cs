using LoTrinh.Platform.Data;
using Microsoft.Extensions.Configuration;

namespace LoTrinh.PublicServices.Payments;

/// <summary>Where the payment platform is, and who this ministry is there; from the environment. Without address, partner and secret nothing is paid online.</summary>
/// <remarks>A class, not a record: nothing prints it, and the secret with it.</remarks>
internal sealed class PaymentSettings(IConfiguration configuration)
{
    /// <summary>Name of the client that calls it.</summary>
    public const string Client = "payment-platform";

    public Uri? Address => Said("ADDRESS") is { Length: > 0 } set && Uri.TryCreate(set.EndsWith('/') ? set : set + "/", UriKind.Absolute, out var address) ? address : null;

    /// <summary>Our code there (<c>MaDoiTac</c>).</summary>
    public string Partner => Said("PARTNER");

    /// <summary>What messages are signed with.</summary>
    public string Secret => Said("SECRET");

    /// <summary>Bearer token of our calls; empty where the platform wants none.</summary>
    public string Token => Said("TOKEN");

    public string Account => Said("ACCOUNT");

    public string AccountName => Said("ACCOUNT_NAME");

    public string AccountBank => Said("ACCOUNT_BANK");

    /// <summary>Code of the unit that the money is for (<c>MaDonVi</c>).</summary>
    public string Unit => Said("UNIT");

    public bool IsSet => Address is not null && Partner.Length > 0 && Secret.Length > 0;

    private string Said(string name) => configuration[$"LOTRINH_PAY_{name}"] ?? "";
}

/// <summary>Facts of the platform, from <c>seed/payment-platform.yaml</c>, where each has its confidence.</summary>
internal sealed class PaymentPlatform
{
    private static readonly Lazy<PaymentPlatform> Read = new(() => SeedFile.Read<PaymentPlatform>("payment-platform.yaml"));

    public static PaymentPlatform Shipped => Read.Value;

    /// <summary>What it is called where someone stands for who took the money.</summary>
    public string Name { get; set; } = "";

    public string Version { get; set; } = "";

    public string Kind { get; set; } = "";

    public string Channel { get; set; } = "";

    public string Device { get; set; } = "";

    public string Language { get; set; } = "";

    public string Currency { get; set; } = "";

    public string Bank { get; set; } = "";

    public string Service { get; set; } = "";

    public string Success { get; set; } = "";

    public string Reply { get; set; } = "";

    public string TimeFormat { get; set; } = "";

    public int LongestProcedureName { get; set; }

    public Dictionary<string, string> FeeKinds { get; set; } = [];

    public Dictionary<string, string> Paths { get; set; } = [];

    public Dictionary<string, string> Answers { get; set; } = [];

    public int LinkMinutes { get; set; }

    public int GiveUpHours { get; set; }
}
