using LoTrinh.Host;
using LoTrinh.Host.Data;
using LoTrinh.Platform;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoTrinh.Tests;

/// <summary>The doors of the house, and what holds in every room.</summary>
public sealed class StructureTests
{
    public static TheoryData<string> ModuleNames => [.. Modules.All.Select(m => m.GetType().Assembly.GetName().Name!)];

    [Theory, MemberData(nameof(ModuleNames))]
    public void A_module_references_only_platform_and_ui(string module)
    {
        var references = System.Reflection.Assembly.Load(module).GetReferencedAssemblies().Select(a => a.Name!)
            .Where(n => n.StartsWith("LoTrinh.", StringComparison.Ordinal));

        Assert.Empty(references.Except(["LoTrinh.Platform", "LoTrinh.Ui"]));
    }

    [Fact]
    public void Platform_references_no_module_and_ui_nothing_of_ours()
    {
        static IEnumerable<string> Ours(System.Reflection.Assembly assembly) =>
            assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("LoTrinh.", StringComparison.Ordinal));

        Assert.Empty(Ours(typeof(IModule).Assembly).Except(["LoTrinh.Ui"]));
        Assert.Empty(Ours(typeof(Texts).Assembly));
    }

    [Theory, MemberData(nameof(ModuleNames))]
    public void A_module_shows_only_its_face(string module)
    {
        var shown = System.Reflection.Assembly.Load(module).GetExportedTypes()
            .Where(t => !t.IsAssignableTo(typeof(IModule)) && !IsGeneratedView(t));

        Assert.Empty(shown);
    }

    [Fact]
    public void Every_page_names_its_permission_or_opens_itself()
    {
        var silent = Assemblies.SelectMany(a => a.GetTypes()).Where(t => t.IsAssignableTo(typeof(PageModel)) && !t.IsAbstract)
            .Where(t => !t.GetCustomAttributes(true).Any(a => a is IAuthorizeData or IAllowAnonymous));

        Assert.Empty(silent);
    }

    [Fact]
    public void No_two_pages_have_one_name()
    {
        var twice = Assemblies.SelectMany(a => a.GetTypes()).Where(t => t.IsAssignableTo(typeof(PageModel)) && !t.IsAbstract)
            .GroupBy(t => t.Name).Where(g => g.Count() > 1).Select(g => g.Key);

        Assert.Empty(twice);
    }

    [Fact]
    public void Both_languages_say_the_same_things()
    {
        var texts = new Texts(Assemblies);

        Assert.Empty(texts.Keys("vi").Except(texts.Keys("en")));
        Assert.Empty(texts.Keys("en").Except(texts.Keys("vi")));
    }

    [Fact]
    public void The_readers_language_is_asked_in_one_place()
    {
        var asking = Directory.EnumerateFiles(Path.Combine(Harness.Repository.Root, "src"), "*.cs*", SearchOption.AllDirectories)
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Contains("obj") && !f.Split(Path.DirectorySeparatorChar).Contains("bin"))
            .Where(f => File.ReadAllText(f).Contains(nameof(System.Globalization.CultureInfo.TwoLetterISOLanguageName), StringComparison.Ordinal))
            .Select(Path.GetFileName);

        Assert.Equal(["Languages.cs"], asking);
    }

    [Fact]
    public void Migrations_cover_the_model()
    {
        using var sqlite = new SqliteDesign().CreateDbContext([]);
        using var postgres = new PostgresDesign().CreateDbContext([]);

        Assert.False(sqlite.Database.HasPendingModelChanges(), "Run ./dev migration NAME");
        Assert.False(postgres.Database.HasPendingModelChanges(), "Run ./dev migration NAME");
    }

    private static IEnumerable<System.Reflection.Assembly> Assemblies =>
        Modules.All.Select(m => m.GetType().Assembly).Concat([typeof(IModule).Assembly, typeof(Texts).Assembly, typeof(Modules).Assembly]);

    // Razor makes its view classes public; they hold no door.
    private static bool IsGeneratedView(Type type) => type.Namespace == "AspNetCoreGeneratedDocument";
}
