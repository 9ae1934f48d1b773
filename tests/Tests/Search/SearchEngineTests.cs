using System.Text;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Search;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Search;

/// <summary>The index of each database finds what folding matches, in the order that people expect.</summary>
public sealed class SearchEngineTests
{
    /// <summary>What is typed, a title, whether it finds it.</summary>
    private static readonly (string Query, string Title, bool Finds)[] Cases =
    [
        ("ha noi", "Hà Nội", true), ("đường bộ".Normalize(NormalizationForm.FormD), "Luật Đường bộ 2024", true),
        ("duong bo", "Luật Đường bộ 2024".Normalize(NormalizationForm.FormD), true), ("DANG KIEM", "Cục Đăng kiểm Việt Nam", true),
        ("Đăng kiểm", "Cục Ðăng kiểm", true), ("Ɖăng kiểm", "Cục Đăng kiểm", true), ("thuỷ nội địa", "Luật Giao thông đường thủy nội địa", true),
        ("hòa bình", "Tỉnh Hoà Bình", true), ("khoẻ", "Giấy khám sức khỏe người lái xe", true), ("kĩ thuật", "An toàn kỹ thuật và bảo vệ môi trường", true),
        ("tỉ lệ", "Tỷ lệ hồ sơ đúng hạn", true), ("30/2020/nd-cp", "Nghị định số 30/2020/NĐ-CP", true), ("8/2015/TT-BGTVT", "Thông tư số 08/2015/TT-BGTVT", true),
        ("TT BGTVT", "Thông tư số 12/2017/TT-BGTVT", true), ("QL1A", "Dự án mở rộng Quốc lộ 1A qua Hà Tĩnh", true), ("ql 1a", "Dự án mở rộng Quốc lộ 1A qua Hà Tĩnh", true),
        ("quoc lo 6", "Sạt lở trên QL6", true), ("tphcm", "Sở Giao thông vận tải Thành phố Hồ Chí Minh", true), ("TP.HCM", "Thành phố Hồ Chí Minh", true),
        ("km12+500", "Sạt lở tại Km12+500 Quốc lộ 6", true), ("dak lak", "Đắk Lắk", true), ("Nguyen Van A", "Ông Nguyễn  Văn\u00A0A", true),
        ("van tai", "VẬN\u200B TẢI hành khách", true), ("ngày 5/3/2026", "Hà Nội, ngày 05 tháng 3 năm 2026", true), ("51F12345", "Xe biển số 51F-123.45", true),
        ("\"đường sắt\"", "Luật Đường sắt 2025", true), ("\"đường sắt\"", "cầu đường bằng sắt", false), ("đường bộ", "Luật Đường sắt 2025", false),
        ("30/2020/NĐ-CP", "Nghị định số 130/2020/NĐ-CP", false), ("QL1", "Quốc lộ 10", false), ("5/3/2026", "ngày 15 tháng 3 năm 2026", false),
    ];

    [Theory, EachDatabase]
    public async Task A_query_finds_what_folding_matches_and_nothing_else(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        await PutAsync(app, Cases.Select((c, i) => new SearchDraft($"v{i}", c.Title, "/", SearchAudience.Everyone)));

        foreach (var (query, title, finds) in Cases)
        {
            var found = await FindAsync(app, query);
            Assert.True(found.Contains(title) == finds, $"{query} → {title}: {string.Join(" | ", found)}");
            Assert.Equal(finds, Folding.Matches(query, title));
        }
    }

    [Theory, EachDatabase]
    public async Task What_agrees_in_marks_and_what_is_named_stands_first(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        string[] titles =
        [
            "Danh mục ban hành", "Bán vé tàu", "Bạn đồng hành",
            "Việc đang ký kết", "Thủ tục đăng ký xe",
            "bản quản lý nội bộ", "Ban Quản lý dự án",
            "đường lên bộ phận cao điểm tốc hành", "Quy hoạch đường bộ cao tốc",
        ];
        await PutAsync(app,
        [
            .. titles.Select((t, i) => new SearchDraft($"r{i}", t, "/", SearchAudience.Everyone)),
            new("n1", "Quyết định sửa Nghị định 30/2020/NĐ-CP", "/", SearchAudience.Everyone),
            new("n2", "Nghị định về công tác văn thư", "/", SearchAudience.Everyone) { Number = "30/2020/NĐ-CP" },
            new("t1", "Sổ tay zyx", "/", SearchAudience.Everyone), new("t2", "Khác", "/", SearchAudience.Everyone) { Text = "nói về zyx" },
            new("f1", "Quy chế wvu cũ", "/", SearchAudience.Everyone) { PastFrom = new(2021, 2, 1), DatedOn = new(2021, 1, 1) },
            new("f2", "Quy chế wvu mới", "/", SearchAudience.Everyone) { DatedOn = new(2020, 1, 1) },
            new("d1", "Thủ tục qpsx", "/", SearchAudience.Everyone), new("d2", "Tin về qpsx", "/", SearchAudience.Everyone) { DatedOn = new(2021, 3, 1) },
        ]);

        Assert.Equal("Bạn đồng hành", (await FindAsync(app, "bạn"))[0]);
        Assert.Equal(["Thủ tục đăng ký xe", "Việc đang ký kết"], (await FindAsync(app, "đăng ký")).Where(titles.Contains));
        Assert.Equal(["Ban Quản lý dự án", "bản quản lý nội bộ"], (await FindAsync(app, "ban quản lý")).Where(titles.Contains));
        Assert.Equal(["Quy hoạch đường bộ cao tốc", "đường lên bộ phận cao điểm tốc hành"], (await FindAsync(app, "đường bộ cao tốc")).Where(titles.Contains));
        Assert.Equal("Nghị định về công tác văn thư", (await FindAsync(app, "30/2020/NĐ-CP"))[0]);
        Assert.Equal(["Sổ tay zyx", "Khác"], await FindAsync(app, "zyx"));
        Assert.Equal(["Quy chế wvu mới", "Quy chế wvu cũ"], await FindAsync(app, "wvu"));
        Assert.Equal(["Thủ tục qpsx", "Tin về qpsx"], await FindAsync(app, "qpsx"));
    }

    [Theory, EachDatabase]
    public async Task Whatever_is_typed_is_a_query_and_never_a_command(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        foreach (var typed in new[] { "\" OR 1=1 --", "a\" NEAR b", "title_words : x", "' | !zz & (", "*", "\"", "NOT", "ký)'; DROP TABLE platform_search_entry; --", "\uD800 x", "\0", new string('ă', 5000) })
        {
            await FindAsync(app, typed);
        }

        Assert.NotEmpty(await FindAsync(app, "chinh phu dien tu"));
    }

    private static Task<List<string>> FindAsync(TestApp app, string query) => app.WithAsync(async s =>
        (await s.GetRequiredService<FindRecords>().Handle(Actor.Nobody, query, null, 1, default)).Items.Select(i => i.Title).ToList());

    private static Task<int> PutAsync(TestApp app, IEnumerable<SearchDraft> drafts) => app.WithAsync(async s =>
    {
        var db = s.GetRequiredService<AppDb>();
        await db.PutAsync("article", [.. drafts.Select(d => new FollowedRecord(d.RecordId, d, IsNew: true))], default);
        return await db.SaveChangesAsync();
    });
}
