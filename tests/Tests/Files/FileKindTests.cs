using System.IO.Compression;
using System.Text;
using LoTrinh.Platform.Files;
using Xunit;

namespace LoTrinh.Tests.Files;

/// <summary>A file is what its content says, whatever its name claims.</summary>
public sealed class FileKindTests
{
    private static readonly byte[] Executable = [(byte)'M', (byte)'Z', 0x90, 0, 3, 0, 0, 0, 4, 0];

    [Theory]
    [InlineData("don.pdf", "%PDF-1.7 …")]
    [InlineData("ghi chú.txt", "Đề nghị cấp đổi giấy phép")]
    [InlineData("bảng.csv", "mã;tên\n1;Hà Nội")]
    public void A_file_that_is_what_it_claims_is_taken(string name, string content) =>
        Assert.Empty(TakeFiles.Check([Sent(name, Encoding.UTF8.GetBytes(content))], "Files"));

    [Theory]
    [InlineData("a.", 200)]
    [InlineData("Điều 1. ", 300)]
    public void A_name_that_is_far_too_long_is_cut_wherever_its_last_dot_stands(string start, int length)
    {
        Assert.Equal(150, StoredFile.Clean(start + new string('b', length)).Length);
        Assert.EndsWith("b.docx", StoredFile.Clean(start + new string('b', length) + ".docx"), StringComparison.Ordinal);
        Assert.True(StoredFile.Clean(new string('b', 145) + "😀😀😀😀.docx").IsNormalized(), "half a sign is left");
    }

    [Theory]
    [InlineData("thiệp.pdf")]
    [InlineData("thiệp.docx")]
    [InlineData("thiệp.jpg")]
    [InlineData("thiệp.png")]
    [InlineData("thiệp.txt")]
    [InlineData("thiệp.csv")]
    [InlineData("thiệp.zip")]
    [InlineData("thiệp.heic")]
    public void A_renamed_executable_is_refused_and_named(string name)
    {
        var problem = Assert.Single(TakeFiles.Check([Sent(name, Executable)], "Files"));

        Assert.Equal(("files.not-what-it-claims", "Files"), (problem.Code, problem.Field));
        Assert.Contains(name, problem.Args);
    }

    [Theory]
    [InlineData("chay.exe")]
    [InlineData("trang.html")]
    [InlineData("anh.svg")]
    [InlineData("khong-duoi")]
    [InlineData("don.pdf.js")]
    public void What_is_not_on_the_list_is_refused(string name) =>
        Assert.Equal("files.kind-not-taken", Assert.Single(TakeFiles.Check([Sent(name, "%PDF-"u8.ToArray())], "Files")).Code);

    [Fact]
    public void An_empty_file_is_refused() =>
        Assert.Equal("files.empty", Assert.Single(TakeFiles.Check([Sent("don.pdf", [])], "Files")).Code);

    [Fact]
    public void A_word_document_is_a_package_with_its_part_and_without_macros()
    {
        Assert.Empty(TakeFiles.Check([Sent("don.docx", Package("word/document.xml"))], "Files"));
        Assert.NotEmpty(TakeFiles.Check([Sent("don.docx", Package("xl/workbook.xml"))], "Files"));
        Assert.NotEmpty(TakeFiles.Check([Sent("don.docx", Package("word/document.xml", "word/vbaProject.bin"))], "Files"));
        Assert.NotEmpty(TakeFiles.Check([Sent("don.docx", Package("word/document.xml")[..40])], "Files"));
    }

    [Fact]
    public void A_document_of_an_old_office_is_told_from_an_installer_and_holds_no_macros()
    {
        Assert.Empty(TakeFiles.Check([Sent("bao-cao.doc", Compound("Root Entry", "WordDocument", "1Table"))], "Files"));
        Assert.Empty(TakeFiles.Check([Sent("phu-luc.xls", Compound("Root Entry", "Workbook"))], "Files"));
        Assert.NotEmpty(TakeFiles.Check([Sent("bao-cao.doc", Compound("Root Entry", "\u4840\u3b3f\u43f2"))], "Files")); // an .msi
        Assert.NotEmpty(TakeFiles.Check([Sent("bao-cao.doc", Compound("Root Entry", "Workbook"))], "Files"));
        Assert.NotEmpty(TakeFiles.Check([Sent("bao-cao.doc", Compound("Root Entry", "WordDocument", "_VBA_PROJECT"))], "Files"));
        Assert.NotEmpty(TakeFiles.Check([Sent("bao-cao.doc", Compound("Root Entry")[..300])], "Files"));
    }

    // A header and one sector of directory entries, as [MS-CFB] lays them out.
    private static byte[] Compound(params string[] names)
    {
        var file = new byte[512 + (512 * ((names.Length + 3) / 4))];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(file, 0);
        for (var i = 0; i < names.Length; i++)
        {
            var entry = file.AsSpan(512 + (i * 128));
            System.Text.Encoding.Unicode.GetBytes(names[i], entry);
            System.Buffers.Binary.BinaryPrimitives.WriteUInt16LittleEndian(entry[64..], (ushort)((names[i].Length + 1) * 2));
        }

        return file;
    }

    [Fact]
    public void A_file_of_one_byte_more_than_the_limit_is_refused()
    {
        var most = new byte[TakeFiles.MostMegabytes * 1024 * 1024 + 1];
        "%PDF-"u8.CopyTo(most);

        Assert.Equal("files.too-large", Assert.Single(TakeFiles.Check([Sent("lớn.pdf", most)], "Files")).Code);
        Assert.Empty(TakeFiles.Check([Sent("vừa.pdf", most[..^1])], "Files"));
    }

    [Fact]
    public void Too_many_files_at_once_are_refused() =>
        Assert.Equal("files.too-many", Assert.Single(
            TakeFiles.Check([.. Enumerable.Range(0, TakeFiles.MostFiles + 1).Select(i => Sent($"{i}.txt", "x"u8.ToArray()))], "Files")).Code);

    [Theory]
    [InlineData("../../etc/passwd.txt", "passwd.txt")]
    [InlineData(@"C:\Users\a\đơn.pdf", "đơn.pdf")]
    [InlineData("hóa\u202Efdp.exe.pdf", "hóafdp.exe.pdf")]
    [InlineData("a\r\nSet-Cookie: x.txt", "aSet-Cookie: x.txt")]
    public void A_name_keeps_nothing_that_misleads(string given, string kept) => Assert.Equal(kept, StoredFile.Clean(given));

    [Fact]
    public void A_long_name_keeps_its_ending()
    {
        var clean = StoredFile.Clean(new string('ă', 400) + ".pdf");

        Assert.True(clean.Length <= 150);
        Assert.EndsWith(".pdf", clean, StringComparison.Ordinal);
    }

    private static SentFile Sent(string name, byte[] content) => new(name, new MemoryStream(content));

    private static byte[] Package(params string[] parts)
    {
        var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in parts)
            {
                using var writer = new StreamWriter(archive.CreateEntry(part).Open());
                writer.Write("<x/>");
            }
        }

        return packed.ToArray();
    }
}
