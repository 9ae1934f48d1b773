namespace LoTrinh.Ui.Map;

/// <summary>Main islands of Viet Nam's two archipelagos: degrees east and north, WGS 84, to about 0.01 degrees.</summary>
/// <remarks>The same places as in <c>assets/map/islands.json</c>.</remarks>
internal static class Islands
{
    public static IReadOnlyList<(double Lon, double Lat)> All { get; } =
    [
        (111.608, 16.533), (111.588, 16.507), (111.506, 16.449), (111.711, 16.452), (111.744, 16.465), (112.338, 16.834),
        (112.272, 16.98), (112.731, 16.668), (111.762, 16.05), (111.2, 15.783),
        (111.92, 8.645), (112.349, 8.933), (112.918, 7.892), (113.69, 8.969), (114.329, 9.886), (114.563, 9.903),
        (114.366, 10.18), (114.478, 10.376), (114.366, 10.377), (114.285, 11.053), (114.331, 11.429), (114.354, 11.453),
    ];
}
