using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NetVips;
using UglyToad.PdfPig;
using Xunit;

namespace LoTrinh.Tests.PublicServices;

/// <summary>What a phone takes of papers becomes one PDF that an officer can read; what cannot is refused at once and says how to mend it.</summary>
public sealed class PhotoTests
{
    private const string Place = "exif-ifd3-GPSLatitude";
    private static readonly double[] Red = [200, 20, 20], Green = [20, 160, 20], Blue = [20, 20, 200];

    [Fact]
    public void Photos_become_pages_in_their_order_upright_and_without_the_place_they_were_taken_at()
    {
        using var lying = Halves(Red, Blue);
        var pdf = Made([Sent("1.jpg", Turned(lying)), Sent("2.png", Plain(Green).PngsaveBuffer()), Sent("3.jpeg", Plain(Blue).JpegsaveBuffer())]);

        // Turned by a quarter to the right: what the camera had at its left is on top.
        using var first = Drawn(pdf, 1);
        Assert.True(first.Height > first.Width);
        Assert.Equal(("red", "blue"), (ColorAt(first, 0.1), ColorAt(first, 0.9)));
        using var second = Drawn(pdf, 2);
        using var third = Drawn(pdf, 3);
        Assert.Equal(("green", "blue"), (ColorAt(second, 0.5), ColorAt(third, 0.5)));
        Assert.Contains(Place, Image.NewFromBuffer(Turned(lying)).GetFields());
        using var read = PdfDocument.Open(pdf);
        Assert.Equal(3, read.NumberOfPages);
        Assert.All(read.GetPages(), p => Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(p.GetImages().Single().RawBytes), StringComparison.Ordinal));
        Assert.Contains("<pdfaid:part>2</pdfaid:part>", Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public void A_photo_is_made_as_sharp_as_a_sheet_needs_and_a_small_one_stays_as_it_is()
    {
        using var large = Image.Black(4000, 3000).Copy();
        using var small = Image.Black(600, 800).Copy();
        using var read = PdfDocument.Open(Made([Sent("a.jpg", large.JpegsaveBuffer()), Sent("b.jpg", small.JpegsaveBuffer())]));

        // A4 is 11.69 inches long, at 200 dots each.
        Assert.Equal([(2339, 1754), (600, 800)], read.GetPages().Select(p => p.GetImages().Single()).Select(i => (i.WidthInSamples, i.HeightInSamples)));
        Assert.Equal([true, false], read.GetPages().Select(p => p.Width > p.Height));
    }

    [Fact]
    public void What_is_transparent_is_white_on_paper()
    {
        using var clear = Plain(Blue).Bandjoin(Image.Black(200, 300));
        using var drawn = Drawn(Made([Sent("trong.png", clear.PngsaveBuffer())]), 1);

        Assert.Equal("white", ColorAt(drawn, 0.5));
    }

    [Fact]
    public void Every_photo_that_is_none_is_named_with_how_to_mend_it()
    {
        var whole = Halves(Red, Blue).JpegsaveBuffer();
        var huge = Image.Black(16_000, 16_000).PngsaveBuffer(compression: 1, bitdepth: 1);
        byte[] heic = [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[400]];

        var refused = PhotoPages.Make([Sent("đủ.jpg", whole), Sent("dở.jpg", whole[..(whole.Length / 2)]), Sent("IMG_1.HEIC", heic), Sent("lớn.png", huge)], "Bằng", 200, "Files");

        Assert.Equal([("files.photo-broken", "dở.jpg"), ("files.photo-heic", "IMG_1.HEIC"), ("files.photo-too-many-pixels", "lớn.png")],
            refused.Problems.Select(p => (p.Code, (string)p.Args[0])));
    }

    [Theory, EachDatabase]
    public async Task The_photos_of_a_document_are_kept_as_one_pdf_whose_hash_the_receipt_names(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var citizen = await app.ActorAsync("citizen");
        var dossier = (await SaveAsync(app, null, Sent("IMG_1.jpg", Plain(Red).JpegsaveBuffer()), Sent("IMG_2.jpg", Plain(Blue).JpegsaveBuffer()), Sent("phụ lục.pdf", Desk.Pdf))).Value;
        await app.WithAsync(s => s.GetRequiredService<DossierWork>().Save(citizen, dossier.Id, "1.000703", new(FormTests.Complete),
            [new("manager-appointment", Sent("b.pdf", Desk.Pdf))], default));
        var code = (await app.WithAsync(s => s.GetRequiredService<DossierWork>().Submit(citizen, dossier.Id, default))).Value.Code;

        var kept = await FilesAsync(app, dossier.Id, "manager-diploma");
        Assert.Equal(["phụ lục.pdf", "Bản sao văn bằng, chứng chỉ của người trực tiếp điều hành vận tải.pdf"], kept.Select(f => f.Name).OrderDescending(StringComparer.Ordinal));
        var merged = kept.Single(f => f.Name != "phụ lục.pdf");
        var browser = await app.SignInAsync("citizen");
        var content = await browser.GetByteArrayAsync($"/tep/{merged.Id}");
        using var read = PdfDocument.Open(content);
        Assert.Equal(2, read.NumberOfPages);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(content)), (await browser.OpenAsync($"/dich-vu-cong/ho-so/{code}/giay-tiep-nhan")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_empty_broken_off_or_something_else_is_refused_when_it_is_sent_and_nothing_is_kept()
    {
        using var app = TestApp.Start();
        var whole = Plain(Red).JpegsaveBuffer();
        foreach (var (file, code) in new[]
        {
            (Sent("rỗng.jpg", []), "files.empty"), (Sent("dở.jpg", whole[..^50]), "files.photo-broken"), (Sent("chữ.jpg", "Đơn"u8.ToArray()), "files.not-what-it-claims"),
            (Sent("dở.pdf", "%PDF-1.7 đầu"u8.ToArray()), "files.pdf-cut"), (Sent("phim.mov", whole), "files.kind-not-taken"),
        })
        {
            var refused = await SaveAsync(app, null, Sent("đủ.jpg", whole), file);

            var problem = Assert.Single(refused.Problems);
            Assert.Equal((code, "file-manager-diploma", file.Name), (problem.Code, problem.Field, problem.Args[0]));
        }

        Assert.Equal(0, await app.WithAsync(s => s.GetRequiredService<AppDb>().Set<StoredFile>().CountAsync(f => f.Name.StartsWith("Bản sao văn bằng"))));
    }

    [Fact]
    public async Task The_bounds_are_shown_before_they_are_hit()
    {
        using var app = TestApp.Start();
        var page = await (await app.SignInAsync("citizen")).OpenAsync("/dich-vu-cong/nop/1.000703");

        Assert.Contains("không quá 60 MB, mỗi lần nhiều nhất 20 tệp", page.Body!.TextContent, StringComparison.Ordinal);
        var accept = page.QuerySelector("[name=file-manager-diploma]")!.GetAttribute("accept")!;
        Assert.Contains("image/jpeg", accept, StringComparison.Ordinal);
        Assert.DoesNotContain("hei", accept, StringComparison.Ordinal); // an iPhone then sends JPEG
    }

    private static Task<Result<Dossier>> SaveAsync(TestApp app, Guid? id, params SentFile[] files) => app.WithAsync(async s =>
        await s.GetRequiredService<DossierWork>().Save(await app.ActorAsync("citizen"), id, "1.000703", new(FormTests.Complete), [.. files.Select(f => new SentDocument("manager-diploma", f))], default));

    private static Task<List<StoredFile>> FilesAsync(TestApp app, Guid dossier, string document) =>
        app.WithAsync(s => s.GetRequiredService<AppDb>().Set<StoredFile>().AsNoTracking().Where(f => f.SubjectId == dossier && f.Part == document).ToListAsync());

    private static SentFile Sent(string name, byte[] content) => new(name, new MemoryStream(content));

    private static byte[] Made(IReadOnlyList<SentFile> photos)
    {
        var made = PhotoPages.Make(photos, "Bằng cấp", 200, "Files");
        Assert.True(made.Ok, string.Join(", ", made.Problems.Select(p => $"{p.Code} {p.Args[0]}")));
        return ((MemoryStream)made.Value.Content).ToArray();
    }

    private static Image Plain(double[] color) => (Image.Black(200, 300, bands: 3) + color).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);

    private static Image Halves(double[] left, double[] right)
    {
        using var a = Plain(left);
        using var b = Plain(right);
        return a.Join(b, Enums.Direction.Horizontal).Copy(interpretation: Enums.Interpretation.Srgb);
    }

    // As a phone keeps what it took upright: lying, with a note that it is to be turned by a quarter to the right.
    private static byte[] Turned(Image lying)
    {
        using var noted = lying.Mutate(m =>
        {
            m.Set(GValue.GIntType, "orientation", 6);
            m.Set(GValue.GStrType, Place, "21/1 1/1 0/1");
        });
        return noted.JpegsaveBuffer();
    }

    private static Image Drawn(byte[] pdf, int page)
    {
        var folder = Directory.CreateTempSubdirectory("lotrinh-pdf-").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "a.pdf"), pdf);
            using var draws = Process.Start("pdftoppm", ["-r", "30", "-png", "-singlefile", "-f", $"{page}", "-l", $"{page}", Path.Combine(folder, "a.pdf"), Path.Combine(folder, "a")]);
            draws.WaitForExit();
            Assert.Equal(0, draws.ExitCode);
            return Image.NewFromBuffer(File.ReadAllBytes(Path.Combine(folder, "a.png")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // In the middle of the sheet, some way down.
    private static string ColorAt(Image page, double down)
    {
        var (red, green, blue) = page.Getpoint(page.Width / 2, (int)(page.Height * down)) is [var r, var g, var b, ..] ? (r, g, b) : default;
        return Math.Min(red, Math.Min(green, blue)) > 240 ? "white" : red > green && red > blue ? "red" : green > blue ? "green" : "blue";
    }
}
