using System.Text.RegularExpressions;
using LoTrinh.Host.Data;
using LoTrinh.Steering;
using LoTrinh.Tests.Harness;
using LoTrinh.Tests.Walks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoTrinh.Tests.Steering;

/// <summary>A record of steering is never deleted: what is wrong is corrected, cancelled or answered, and stays.</summary>
public sealed partial class NothingIsDeletedTests
{
    /// <summary>The only lines that take rows away, and why each may. What is not here is a record.</summary>
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["Tasks/SteeringTask.cs: _coordinators.RemoveAll(c => !units.Remove(c.UnitId));"] = "who helps, of a draft or a returned task that is written anew; the ledger keeps the earlier list",
        ["Tasks/SteeringTask.Transfer.cs: _coordinators.RemoveAll(c => c.UnitId == transfer.FromUnitId || (transfer.WasLead && c.UnitId == transfer.ToUnitId));"]
            = "a unit's place passes over; the transfer is a record",
        ["Tasks/CountTasks.cs: await db.TallyLines.ExecuteDeleteAsync(ct);"] = "counts, which are made anew from the tasks",
        ["Tasks/CountTasks.cs: await db.TallyDues.ExecuteDeleteAsync(ct);"] = "counts, which are made anew from the tasks",
        ["Tasks/CountTasks.cs: await db.TallyChanges.ExecuteDeleteAsync(ct);"] = "what is counted in now",
        ["Committees/CommitteeVersion.cs: _holders.Clear();"] = "a composition that is being made, before it is saved",
        ["Inspections/Inspection.cs: _units.RemoveAll(u => !units.Remove(u.UnitId));"] = "a plan that is not yet decided",
        ["Inspections/Inspection.cs: _team.Clear();"] = "a plan that is not yet decided",
        ["Inspections/Inspection.cs: _items.Clear();"] = "a plan that is not yet decided takes another checklist",
        ["Meetings/Meeting.cs: _invited.Clear();"] = "a meeting whose invitation is not yet issued",
        ["Meetings/Meeting.cs: _agenda.RemoveAll(a => !known.Contains(a.Id));"] = "a meeting whose invitation is not yet issued",
        ["Meetings/MeetingRecords.cs: _conclusions.Clear();"] = "conclusions before the notice is issued",
    };

    [Fact]
    public void Nothing_in_the_module_takes_a_row_away_but_the_parts_of_drafts_named_here()
    {
        var module = Path.Combine(Repository.Root, "src", "Steering");
        var found = Directory.EnumerateFiles(module, "*.cs", SearchOption.AllDirectories)
            .Where(f => !Path.GetRelativePath(module, f).Split(Path.DirectorySeparatorChar).Any(p => p is "bin" or "obj"))
            .SelectMany(f => File.ReadLines(f).Select(l => l.Trim()).Where(l => Taking().IsMatch(l) && !Harmless().IsMatch(l))
                .Select(l => $"{Path.GetRelativePath(module, f).Replace('\\', '/')}: {l}")).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(found.Except(Allowed.Keys));
        Assert.Empty(Allowed.Keys.Except(found));
        Assert.All(Allowed.Values, reason => Assert.NotEmpty(reason));
    }

    [Fact]
    public async Task No_address_of_the_module_answers_to_delete()
    {
        using var app = TestApp.Start();

        Assert.DoesNotContain(await Addresses.AllAsync(app), a => a.Method == "DELETE" && (a.Path.StartsWith("/api/v1/steering", StringComparison.Ordinal) || a.Path.StartsWith("/chi-dao", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_belongs_to_no_record_of_its_own_never_takes_one_with_it()
    {
        using var db = new SqliteDesign().CreateDbContext([]);
        var taking = db.Model.GetEntityTypes().Where(t => t.ClrType.Assembly == typeof(SteeringModule).Assembly).SelectMany(t => t.GetForeignKeys())
            .Where(k => k.DeleteBehavior == DeleteBehavior.Cascade && k.PrincipalToDependent is null).Select(k => $"{k.DeclaringEntityType.ClrType.Name}.{k.Properties[0].Name}");

        Assert.Empty(taking);
    }

    [GeneratedRegex(@"\.(Remove(All|Range|At)?|Clear|ExecuteDelete(Async)?)\(|DELETE FROM|EntityState\.Deleted", RegexOptions.IgnoreCase)]
    private static partial Regex Taking();

    /// <summary>What is tracked or typed, not kept.</summary>
    [GeneratedRegex(@"ChangeTracker\.Clear\(|ModelState\.Remove\(|^///|^//")]
    private static partial Regex Harmless();
}
