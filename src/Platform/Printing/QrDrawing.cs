using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace LoTrinh.Platform.Printing;

/// <summary>A QR code as an inline drawing: sharp on paper, and nothing that the content security policy refuses.</summary>
public static class QrDrawing
{
    private const int Margin = 4;

    /// <summary>The code as an SVG element.</summary>
    /// <param name="text">What a phone reads, such as an address.</param>
    /// <param name="label">What it is, for those who cannot see it.</param>
    public static IHtmlContent Svg(string text, string label)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        // The library's matrix already has the quiet zone around it.
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
        {
            for (var x = 0; x < code.ModuleMatrix[y].Length; x++)
            {
                if (code.ModuleMatrix[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        var size = code.ModuleMatrix.Count;
        return new HtmlString($"""<svg class="qr" role="img" aria-label="{HtmlEncoder.Default.Encode(label)}" viewBox="0 0 {size} {size}" width="{size * Margin}" height="{size * Margin}" shape-rendering="crispEdges"><rect width="{size}" height="{size}" fill="#fff"/><path fill="#000" d="{path}"/></svg>""");
    }
}
