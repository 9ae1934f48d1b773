using System.Globalization;
using System.Text;

namespace LoTrinh.Ui.Map;

/// <summary>A place on a map.</summary>
/// <param name="Lon">Degrees east, WGS 84.</param>
/// <param name="Lat">Degrees north, WGS 84.</param>
/// <param name="Label">What is there.</param>
/// <param name="Url">Page of what is there, if any; <c>~/</c> is resolved.</param>
/// <param name="Color">success, primary, warning, danger or neutral.</param>
public sealed record MapPoint(double Lon, double Lat, string Label, string? Url = null, string Color = "primary");

/// <summary>A line on a map: a road, or the way a vehicle went.</summary>
/// <param name="Points">Longitude and latitude in degrees, WGS 84.</param>
/// <param name="Label">What it is.</param>
/// <param name="Color">success, primary, warning, danger or neutral.</param>
public sealed record MapLine(IReadOnlyList<(double Lon, double Lat)> Points, string Label, string Color = "primary");

/// <summary>A drawing of Viet Nam with both its archipelagos, and what the page wants to show on it. Model of the partial <c>_VietnamMap</c>.</summary>
/// <param name="Label">What the map shows, for those who cannot see it.</param>
public sealed record VietnamMap(string Label)
{
    // The sheet: 101.5°–118° east, 6°–24° north, equirectangular; a degree of longitude is shortened by cos 16°.
    private const double West = 101.5, North = 24, East = 118, South = 6, UnitsPerLon = 38.4, UnitsPerLat = 40;

    /// <summary>Places.</summary>
    public IReadOnlyList<MapPoint> Points { get; init; } = [];

    /// <summary>Lines.</summary>
    public IReadOnlyList<MapLine> Lines { get; init; } = [];

    /// <summary>Whether to show the part of the country where the things are beside the whole of it.</summary>
    public bool WithDetail { get; init; }

    /// <summary>The whole sheet as an SVG view box.</summary>
    public static string Whole { get; } = Box(0, 0, X(East), Y(South));

    /// <summary>The part where the things are, with a margin, at least a degree wide: the outline is no finer.</summary>
    public string Detail
    {
        get
        {
            var all = Points.Select(p => (p.Lon, p.Lat)).Concat(Lines.SelectMany(l => l.Points)).ToList();
            if (all.Count == 0)
                return Whole;
            var (left, right) = (X(all.Min(p => p.Lon)), X(all.Max(p => p.Lon)));
            var (top, bottom) = (Y(all.Max(p => p.Lat)), Y(all.Min(p => p.Lat)));
            var side = Math.Max(Math.Max(right - left, bottom - top) * 1.2, UnitsPerLat);
            return Box((left + right - side) / 2, (top + bottom - side) / 2, side, side);
        }
    }

    /// <summary>Size of a dot in a drawing with that view box, so that dots look equal in each.</summary>
    public static string Dot(string box) => Number(double.Parse(box.Split(' ')[2], CultureInfo.InvariantCulture) / 110);

    /// <summary>From the left edge of the sheet, in its units.</summary>
    public static double X(double lon) => (lon - West) * UnitsPerLon;

    /// <summary>From the top edge of the sheet, in its units.</summary>
    public static double Y(double lat) => (North - lat) * UnitsPerLat;

    /// <summary>A place of the sheet for an SVG attribute.</summary>
    public static string Number(double units) => units.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The line as SVG path data.</summary>
    public static string Path(MapLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var path = new StringBuilder();
        foreach (var (lon, lat) in line.Points)
            path.Append(path.Length == 0 ? 'M' : 'L').Append(Number(X(lon))).Append(' ').Append(Number(Y(lat)));
        return path.ToString();
    }

    /// <summary>Class of a colour in a drawing.</summary>
    public static string Css(string color) => color switch
    {
        "success" => "is-ok",
        "warning" => "is-soon",
        "danger" => "is-late",
        "neutral" => "is-rest",
        _ => "is-run",
    };

    private static string Box(double x, double y, double width, double height) => $"{Number(x)} {Number(y)} {Number(width)} {Number(height)}";
}
