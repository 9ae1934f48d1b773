using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Urging;

/// <summary>How urging works, for people: when whom is reminded, who signs a letter of which level, and when nobody is disturbed.</summary>
[Permits(Permissions.Read)]
internal sealed class ReadUrgingRulesPage(UrgingRules rules, Texts texts, TimeProvider clock) : PageModel
{
    public UrgingRules Rules => rules;

    public QuietHours Quiet => QuietTime.On(clock.Today());

    /// <summary>When a step comes, in words.</summary>
    public string When(LadderStep step)
    {
        var when = step.Days switch
        {
            < 0 => texts["urging.when.before", -step.Days],
            0 => texts["urging.when.on"],
            _ => texts["urging.when.after", step.Days],
        };
        return step.RepeatEvery is { } every ? $"{when}; {texts["urging.when.again", every]}" : when;
    }

    public string LevelName(int level) => rules.Levels.FirstOrDefault(l => l.Level == level)?.Shown ?? "–";

    public string FormName(string? key) => rules.Forms.FirstOrDefault(f => f.Key == key)?.Shown ?? "–";

    /// <summary>To whom a letter of a level goes, with the unit left open.</summary>
    public string Addressees(UrgingLevel level) => string.Join("; ", level.Addressees.Select(Unit));

    /// <summary>Who gets a copy.</summary>
    public string Copies(UrgingLevel level) =>
        string.Join("; ", (level.Copies ?? rules.Forms.FirstOrDefault(f => f.Key == level.Form)?.Copies.AsEnumerable() ?? []).Select(Unit));

    private string Unit(string text) => text.Replace("{0}", texts["urging.the-unit"], StringComparison.Ordinal);
}
