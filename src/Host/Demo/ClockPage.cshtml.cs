using System.Globalization;
using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Host.Demo;

/// <summary>The clock of the demonstration: what it shows, and setting it.</summary>
[Permits(PlatformPermissions.DemoClock, everywhere: true)]
internal sealed class ClockPage(SetDemoClock setClock, WhatItIs what, TimeProvider clock) : PageModel
{
    private static readonly string[] Formats = ["d/M/yyyy H:mm", "dd/MM/yyyy HH:mm", "d/M/yyyy", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm"];

    /// <summary>Days on which the demonstration's history shows something: the committee's first day, the middle, the end.</summary>
    public static IReadOnlyList<DateTime> Presets { get; } = [new(2020, 7, 14, 8, 0, 0), new(2020, 10, 15, 8, 0, 0), new(2021, 3, 15, 8, 0, 0)];

    [BindProperty]
    public string? At { get; set; }

    public DateTime Now => clock.UtcNow();

    public DateTime MachineNow => TimeProvider.System.UtcNow();

    public bool IsSet => clock is DemoClock { IsSet: true };

    public IActionResult OnGet() => what.IsDemonstration ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string? preset, CancellationToken ct)
    {
        DateTime? wanted = null;
        if (preset != "now")
        {
            if (!DateTime.TryParseExact((preset ?? At)?.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
            {
                return what.IsDemonstration ? this.Stay([Problem.Invalid("clock.format", nameof(At))]) : NotFound();
            }

            wanted = read;
        }

        var result = await setClock.Handle(await HttpContext.ActorAsync(), wanted, ct);
        return result.Ok ? this.Done("~/quan-tri/dong-ho") : this.Stay(result.Problems);
    }
}
