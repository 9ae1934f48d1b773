namespace LoTrinh.Host.Security;

/// <summary>Names a browser as people know it.</summary>
internal static class Browsers
{
    // The more special before the more general: every one of them calls itself Safari, too.
    private static readonly (string Sign, string Name)[] Known =
        [("Edg/", "Microsoft Edge"), ("OPR/", "Opera"), ("coc_coc", "Cốc Cốc"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Sign, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux")];

    /// <summary>Browser and system of a <c>User-Agent</c>; what it says itself when it is none that we know.</summary>
    public static string NameOf(string? agent)
    {
        if (string.IsNullOrWhiteSpace(agent))
        {
            return "–";
        }

        var browser = Array.Find(Known, k => agent.Contains(k.Sign, StringComparison.OrdinalIgnoreCase)).Name;
        var system = Array.Find(Systems, k => agent.Contains(k.Sign, StringComparison.Ordinal)).Name;
        return browser is null ? agent[..Math.Min(agent.Length, 60)] : system is null ? browser : $"{browser} · {system}";
    }
}
