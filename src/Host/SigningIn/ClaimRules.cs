using LoTrinh.Platform.Data;

namespace LoTrinh.Host.SigningIn;

/// <summary>Which claims of a provider are read, and as what; one version of a profile of <c>seed/identity-claims.yaml</c>.</summary>
internal sealed class ClaimRules
{
    public DateOnly ValidFrom { get; set; }

    /// <summary>What is asked for, parted by spaces.</summary>
    public string Scope { get; set; } = "";

    /// <summary>How surely the person is to be recognised there; null asks for nothing.</summary>
    public string? Acr { get; set; }

    /// <summary>Whether the provider is asked for what its token does not say.</summary>
    public bool UserInfo { get; set; }

    /// <summary>The claim by which a person stays the same; null is the subject.</summary>
    public string? StableKey { get; set; }

    /// <summary>The claim that tells a citizen from a business; null: everyone is a citizen.</summary>
    public string? Kind { get; set; }

    /// <summary>Values of it that mean a citizen.</summary>
    public List<string> Citizen { get; set; } = [];

    public List<string> Name { get; set; } = [];

    public List<string> Number { get; set; } = [];

    public List<string> BusinessName { get; set; } = [];

    public List<string> BusinessNumber { get; set; } = [];

    public List<string> Levels { get; set; } = [];

    /// <summary>Whether the provider knows who people are; if not, nothing but the subject and the name is kept.</summary>
    public bool Verifies { get; set; }

    public int LeastLevel { get; set; }

    public bool LevelOptional { get; set; }

    public string Source { get; set; } = "";

    /// <summary>high, medium or low.</summary>
    public string Confidence { get; set; } = "";

    /// <summary>Every claim that is read.</summary>
    public IEnumerable<string> Read => new[] { StableKey, Kind }.OfType<string>().Concat([.. Name, .. Number, .. BusinessName, .. BusinessNumber, .. Levels]).Distinct();
}

/// <summary>The profiles of <c>seed/identity-claims.yaml</c>.</summary>
internal static class ClaimProfiles
{
    /// <summary>The profile of a provider of which nothing else is known.</summary>
    public const string Plain = "plain";

    private static readonly Lazy<ProfilesFile> Known = new(() => SeedFile.Read<ProfilesFile>("identity-claims.yaml"));

    /// <summary>The version of a profile that is in force; before the first one, the first.</summary>
    /// <exception cref="InvalidOperationException">There is no such profile.</exception>
    public static ClaimRules On(string key, DateOnly day)
    {
        var profile = Known.Value.Profiles.Find(p => p.Key == key)
            ?? throw new InvalidOperationException($"LOTRINH_OIDC_CLAIMS is '{key}'; known are {string.Join(", ", Known.Value.Profiles.Select(p => p.Key))}.");
        return profile.Versions.FindLast(v => v.ValidFrom <= day) ?? profile.Versions[0];
    }

    internal sealed class ProfilesFile
    {
        public List<ClaimProfile> Profiles { get; set; } = [];
    }

    internal sealed class ClaimProfile
    {
        public string Key { get; set; } = "";

        public List<ClaimRules> Versions { get; set; } = [];
    }
}
