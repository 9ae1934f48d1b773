namespace LoTrinh.Host.Layout;

/// <summary>Light or dark, and how strong the contrast: chosen by the reader, kept in cookies that hold nothing else.</summary>
/// <param name="Scheme">auto, light or dark.</param>
/// <param name="Contrast">high, or null.</param>
internal sealed record Look(string Scheme, string? Contrast)
{
    public static Look Of(HttpRequest request) => new(
        request.Cookies["lotrinh-scheme"] is "light" or "dark" ? request.Cookies["lotrinh-scheme"]! : "auto",
        request.Cookies["lotrinh-contrast"] is "high" ? "high" : null);

    /// <summary>First letters of the name's last two words, without what stands in brackets behind it.</summary>
    public static string Initials(string name) =>
        string.Concat(name.Split('(')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).TakeLast(2).Select(w => char.ToUpperInvariant(w[0])));
}
