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

    /// <summary>How long links to files hold, by the day from which it is so.</summary>
    public List<LinkLife> FileLinks { get; set; } = [];

    /// <summary>For how many days a link that is given on a day holds.</summary>
    public int LinkDays(DateOnly day) => FileLinks.Where(l => l.From <= day).MaxBy(l => l.From)!.Days;

    public Dictionary<string, int> Lengths { get; set; } = [];

    public int ProgressBatch { get; set; } = 10;
}

/// <summary>How long links to files hold.</summary>
internal sealed class LinkLife
{
    /// <summary>The first day on which it is so.</summary>
    public DateOnly From { get; set; }

    public int Days { get; set; }
}
