using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using QRCoder;
using A = DocumentFormat.OpenXml.Drawing;
using Pic = DocumentFormat.OpenXml.Drawing.Pictures;
using Wp = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace LoTrinh.Platform.Exports;

/// <summary>A QR code as a picture of a document, at the right of its line.</summary>
internal static class QrPicture
{
    // 24 mm: what a phone reads from paper at arm's length. A millimetre has 36,000 units.
    private const long Side = 24 * 36_000;

    public static Paragraph Of(MainDocumentPart main, string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var drawing = new PngByteQRCode(code);
        var part = main.AddImagePart(ImagePartType.Png);
        using (var picture = new MemoryStream(drawing.GetGraphic(8)))
        {
            part.FeedData(picture);
        }

        return new(new ParagraphProperties(new Justification { Val = JustificationValues.Right }), new Run(Inline(main.GetIdOfPart(part), text)));
    }

    private static Drawing Inline(string part, string text) => new(new Wp.Inline(
        new Wp.Extent { Cx = Side, Cy = Side },
        new Wp.DocProperties { Id = 1, Name = "QR", Description = text },
        new A.Graphic(new A.GraphicData(new Pic.Picture(
            new Pic.NonVisualPictureProperties(new Pic.NonVisualDrawingProperties { Id = 0, Name = "QR" }, new Pic.NonVisualPictureDrawingProperties()),
            new Pic.BlipFill(new A.Blip { Embed = part }, new A.Stretch(new A.FillRectangle())),
            new Pic.ShapeProperties(
                new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = Side, Cy = Side }),
                new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle })))
        { Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture" }))
    { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 });
}
