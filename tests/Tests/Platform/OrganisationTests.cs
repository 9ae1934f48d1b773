using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CsCheck;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Organisation;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Platform;

public sealed class OrganisationTests
{
    [Theory]
    [InlineData("000.00.00.G04", "G04"), InlineData("000.00.15.H51", "H51.15"), InlineData("000.02.15.H51", "H51.15.02"), InlineData("001.02.15.H51", "H51.15.02.001")]
    [InlineData("001.00.15.H51", null), InlineData("000.00.15.h51", null), InlineData("G04", null), InlineData("000.00.15.H51\n", null)]
    public void An_old_code_has_a_new_one_only_where_that_is_defined(string old, string? expected) => Assert.Equal(expected, UnitCodes.ToNew(old));

    [Theory]
    [InlineData("G04", true), InlineData("G04.15", true), InlineData("G04.15.217", true), InlineData("G4", false), InlineData("g04", false), InlineData("G04.", false)]
    [InlineData("G04.1234", false), InlineData("000.00.00.G04", false)]
    public void A_new_code_is_known_by_its_form(string code, bool isNew) => Assert.Equal(isNew, UnitCodes.IsNew(code));

    [Fact]
    public void A_code_that_is_converted_is_a_code() => Gen.Select(Gen.Int[0, 999], Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[1, 99]).Sample((d, c, b, a) =>
        UnitCodes.ToNew($"{d:000}.{c:00}.{b:00}.G{a:00}") is not { } code || UnitCodes.IsNew(code));

    [Fact]
    public async Task The_ministry_of_2020_has_its_units_and_every_ended_unit_says_where_its_work_went()
    {
        using var app = TestApp.Start();
        var units = await app.WithAsync(s => s.GetRequiredService<AppDb>().Units.AsNoTracking().ToListAsync());
        var followed = await app.WithAsync(s => s.GetRequiredService<AppDb>().UnitSuccessions.Select(u => u.FromUnitId).ToHashSetAsync());
        var ministry = units.Single(u => u.Key == "mot");
        var departments = units.Where(u => u.ParentId == ministry.Id && u.ExistsOn(new(2020, 7, 14))).OrderBy(u => u.Order).ToList();

        Assert.Equal(Enumerable.Range(1, 27), departments.Select(u => u.Order));
        Assert.Equal("KHĐT TC KCHT ATGT PC VT KHCN MT HTQT TCCB QLDN ĐTCT TTr VP TCĐBVN CĐSVN CĐTNĐVN CHHVN CHKVN CĐKVN CQLXD&CLCTGT CYTGTVT VCLPT TCBQL - - TTCNTT",
            string.Join(' ', departments.Select(u => u.Abbreviation ?? "-")));
        Assert.All(departments, u => Assert.Null(u.Code)); // sub-numbers are not published
        Assert.Equal(("000.00.00.G04", "G04"), (ministry.OldCode, ministry.Code));
        Assert.All(units.Where(u => u.ValidTo is not null), u => Assert.Contains(u.Id, followed));
    }

    [Fact]
    public async Task The_pages_show_the_tree_and_a_unit_as_of_any_day()
    {
        using var app = TestApp.Start();
        using var office = await app.SignInAsync("office");

        var before = (await office.OpenAsync("/to-chuc?ngay=31/08/2022")).QuerySelector(".tree")!;
        var after = (await office.OpenAsync("/to-chuc?ngay=01/09/2022")).QuerySelector(".tree")!.TextContent;
        var unit = (await office.OpenAsync("/to-chuc/drvn?ngay=14/07/2020")).QuerySelector("main")!.TextContent;
        var ended = (await office.OpenAsync("/to-chuc/drvn?ngay=01/01/2023")).QuerySelector("main")!.TextContent;
        var successor = (await office.OpenAsync("/en/to-chuc/cdbvn?ngay=01/01/2023")).QuerySelector("main")!.TextContent;
        using var missing = await office.GetAsync("/to-chuc/khong-co");

        Assert.Equal("Cục Quản lý đường bộ I", before.QuerySelector("a[href*='/to-chuc/drvn'] ~ .tree a")!.TextContent);
        Assert.DoesNotContain("Tổng cục Đường bộ Việt Nam", after, StringComparison.Ordinal);
        Assert.Contains("Cục Đường cao tốc Việt Nam", after, StringComparison.Ordinal);
        Assert.Contains("Đang hoạt động", unit, StringComparison.Ordinal);
        Assert.Contains("Tổng cục trưởng", unit, StringComparison.Ordinal);
        Assert.Contains("Đã kết thúc", ended, StringComparison.Ordinal);
        Assert.Contains("Cục Đường cao tốc Việt Nam", ended, StringComparison.Ordinal);
        Assert.Contains("Directorate for Roads of Vietnam", successor, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task A_unit_is_registered_split_renamed_and_its_history_stays(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var admin = await app.ProgramAsync("admin");
        var from = new DateOnly(2021, 4, 1);
        foreach (var key in new[] { "khdt-a", "khdt-b" })
        {
            using var made = await admin.PostAsJsonAsync("/api/v1/organisation/units", Body(key, "mot", from));
            Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        }

        using var split = await admin.PostAsJsonAsync("/api/v1/organisation/units/khdt/ending", new { lastDay = "2021-03-31", successors = new[] { "khdt-a", "khdt-b" }, basis = "QĐ 1" });
        using var renamed = await admin.PostAsJsonAsync("/api/v1/organisation/units/khdt-b/renaming", Body("khdt-c", null, from.AddMonths(2)));
        using var position = await admin.PostAsJsonAsync("/api/v1/organisation/units/khdt-c/positions", new { title = "Vụ trưởng", titleEn = "Director" });
        var positionId = JsonDocument.Parse(await position.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetGuid();
        using var holder = await admin.PostAsJsonAsync("/api/v1/organisation/units/khdt-c/holders", new { positionId, personName = "Người minh họa", from = "2021-06-01", source = "Minh họa" });
        var holderId = JsonDocument.Parse(await holder.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetGuid();
        using var second = await admin.PostAsJsonAsync("/api/v1/organisation/units/khdt-c/holders", new { positionId, personName = "Người khác", from = "2021-07-01", source = "Minh họa" });
        using var ended = await admin.PostAsJsonAsync($"/api/v1/organisation/units/khdt-c/holders/{holderId}/ending", new { lastDay = "2021-06-30" });
        using var third = await admin.PostAsJsonAsync("/api/v1/organisation/units/khdt-c/holders", new { positionId, personName = "Người khác", from = "2021-07-01", source = "Minh họa" });
        using var unit = JsonDocument.Parse(await admin.GetStringAsync("/api/v1/organisation/units/khdt-c?on=2021-06-15"));
        using var old = JsonDocument.Parse(await admin.GetStringAsync("/api/v1/organisation/units/khdt"));
        using var list = JsonDocument.Parse(await admin.GetStringAsync("/api/v1/organisation/units?on=2021-04-15"));
        var keys = list.RootElement.EnumerateArray().Select(u => u.GetProperty("key").GetString()).ToHashSet();
        var actions = await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.Where(e => e.Seq > 0 && e.ActorId != Guid.Empty && e.Action.StartsWith("platform.unit."))
            .OrderBy(e => e.Seq).Select(e => e.Action.Substring("platform.unit.".Length)).ToListAsync());

        Assert.Equal(HttpStatusCode.OK, split.StatusCode);
        Assert.Equal(HttpStatusCode.Created, renamed.StatusCode);
        Assert.Equal(["khdt-a", "khdt-b"], old.RootElement.GetProperty("successors").EnumerateArray().Select(s => s.GetProperty("key").GetString()!).Order());
        Assert.Equal("khdt-b", unit.RootElement.GetProperty("predecessors")[0].GetProperty("key").GetString());
        Assert.Equal(2, unit.RootElement.GetProperty("positions")[0].GetProperty("holders").GetArrayLength());
        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode); // the post is not empty yet
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (ended.StatusCode, third.StatusCode));
        Assert.True(keys.IsSupersetOf(["khdt-a", "khdt-b"]) && !keys.Contains("khdt") && !keys.Contains("khdt-c"));
        Assert.Equal(["registered", "registered", "ended", "renamed", "registered", "position-added", "holder-added", "holder-ended", "holder-added"], actions);
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_with_every_reason_and_nobody_else_may()
    {
        using var app = TestApp.Start();
        using var admin = await app.SignInAsync("admin");
        using var program = await app.ProgramAsync("admin");
        using var office = await app.ProgramAsync("office");

        using var refused = await office.PostAsJsonAsync("/api/v1/organisation/units", Body("moi", "mot", new(2021, 4, 1)));
        using var wrong = await admin.PostFormAsync("/to-chuc/them",
            new() { ["Key"] = "Đường bộ", ["ParentKey"] = "drvn", ["Name"] = "Phòng", ["ValidFrom"] = "01/01/2023", ["Code"] = "4G", ["OldCode"] = "G04" });
        var page = await wrong.ReadPageAsync();
        using var children = await program.PostAsJsonAsync("/api/v1/organisation/units/drvn/ending", new { lastDay = "2021-03-31", successors = new[] { "cdbvn", "khong" }, basis = "" });
        using var problem = JsonDocument.Parse(await children.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        foreach (var field in new[] { "Key", "NameEn", "ValidFrom", "Code", "OldCode", "Source" })
        {
            Assert.NotNull(page.QuerySelector($"#{field}-problem"));
        }

        Assert.Equal("Phòng", page.QuerySelector("[name=Name]")!.GetAttribute("value"));
        Assert.Equal(["organisation.basis-missing", "organisation.children-outlive", "organisation.successor-absent", "organisation.successor-unknown"],
            problem.RootElement.GetProperty("codes").EnumerateArray().Select(c => c.GetString()!).Order());
    }

    [Fact]
    public async Task An_administrator_ends_a_unit_on_its_page()
    {
        using var app = TestApp.Start();
        using var admin = await app.SignInAsync("admin");

        using var ended = await admin.PostFormAsync("/to-chuc/mt/sua", new() { ["LastDay"] = "31/03/2021", ["Successors"] = "khcn", ["Basis"] = "QĐ 2" }, "/to-chuc/mt/sua?handler=End");
        var page = (await admin.OpenAsync("/to-chuc/mt?ngay=01/04/2021")).QuerySelector("main")!;

        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.Contains("Vụ Khoa học – Công nghệ", page.TextContent, StringComparison.Ordinal);
        Assert.Contains("Kết thúc đơn vị", page.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Bộ Xây dựng", page.TextContent, StringComparison.Ordinal); // what was known of a later end fell away
    }

    private static object Body(string key, string? parent, DateOnly from) =>
        new { key, parent, name = $"Vụ {key}", nameEn = $"Department {key}", validFrom = from.ToString("yyyy-MM-dd"), source = "QĐ minh họa" };
}
