using LoTrinh.Platform.Data;

namespace LoTrinh.PublicServices.NationalPortal;

/// <summary>Codes and lengths of the national portal, from <c>seed/national-portal.yaml</c>, where each has its confidence.</summary>
internal sealed class PortalCodes
{
    private static readonly Lazy<PortalCodes> Read = new(() => SeedFile.Read<PortalCodes>("national-portal.yaml"));

    public static PortalCodes Shipped => Read.Value;

    public Dictionary<string, string> Channels { get; set; } = [];

    public Dictionary<string, string> OwnerKinds { get; set; } = [];

    public Dictionary<string, string> IdentityKinds { get; set; } = [];

    public Dictionary<string, string> ReturnKinds { get; set; } = [];

    public string FiledAt { get; set; } = "";

    public Dictionary<string, string> PaidOnline { get; set; } = [];

    public Dictionary<string, string> FeeWhen { get; set; } = [];

    public Dictionary<string, string> FeeKinds { get; set; } = [];

    public Dictionary<string, string> SupplementStates { get; set; } = [];

    public Dictionary<string, string> PaperKinds { get; set; } = [];

    /// <summary>Codes of national databases by ours; what has none is not told.</summary>
    public Dictionary<string, string> Databases { get; set; } = [];

    public string YesNo(bool yes) => Flags[yes ? "yes" : "no"];

    public Dictionary<string, string> Flags { get; set; } = [];

    public Dictionary<string, int> Lengths { get; set; } = [];

    public int ProgressBatch { get; set; } = 10;
}
