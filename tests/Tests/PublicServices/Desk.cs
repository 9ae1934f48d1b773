using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Processing;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Tests.PublicServices;

/// <summary>What tests do with dossiers again and again.</summary>
internal static class Desk
{
    public static readonly byte[] Pdf = "%PDF-1.4\n%%EOF"u8.ToArray();

    /// <summary>Someone who may act at every step.</summary>
    public static readonly Actor Officers = new(Guid.Empty, "Đơn vị giải quyết", null, null, [new(Permissions.Handle, "/"), new(Permissions.Approve, "/"), new(Permissions.Process, "/")]);

    public static async Task<Dossier> DraftAsync(TestApp app, Actor citizen, Dictionary<string, string[]>? values = null) =>
        (await app.WithAsync(s => s.GetRequiredService<DossierWork>().Save(citizen, null, "1.000703", new FormValues(values ?? FormTests.Complete),
            [new("manager-diploma", new("a.pdf", new MemoryStream(Pdf))), new("manager-appointment", new("b.pdf", new MemoryStream(Pdf)))], default))).Value;

    /// <summary>Code of a complete dossier that was submitted.</summary>
    public static async Task<string> SubmittedAsync(TestApp app, Actor citizen, Dictionary<string, string[]>? values = null)
    {
        var draft = await DraftAsync(app, citizen, values);
        return (await app.WithAsync(s => s.GetRequiredService<DossierWork>().Submit(citizen, draft.Id, default))).Value.Code!;
    }

    public static Task<Result<Dossier>> ReceptionAsync(TestApp app, Func<ReceptionWork, Task<Result<Dossier>>> act) => app.WithAsync(s => act(s.GetRequiredService<ReceptionWork>()));

    public static Task<Result<Dossier>> StepAsync(TestApp app, Func<StepWork, Task<Result<Dossier>>> act) => app.WithAsync(s => act(s.GetRequiredService<StepWork>()));

    public static Task<Result<Dossier>> ResultAsync(TestApp app, Func<ResultWork, Task<Result<Dossier>>> act) => app.WithAsync(s => act(s.GetRequiredService<ResultWork>()));

    public static Task<List<DossierTask>> TasksAsync(TestApp app, string code) => app.WithAsync(s =>
    {
        var db = s.GetRequiredService<AppDb>();
        var dossiers = db.Dossiers;
        return db.DossierTasks.AsNoTracking().Where(t => dossiers.Any(d => d.Id == t.DossierId && d.Code == code)).OrderBy(t => t.Number).ToListAsync();
    });

    public static async Task<DossierTask> OpenAsync(TestApp app, string code, string step) => (await TasksAsync(app, code)).Single(t => t.IsOpen && t.Step == step);

    /// <summary>Does a step, by the only way on.</summary>
    public static async Task<Dossier> PassAsync(TestApp app, string code, string step, string? way = null, string? note = "Đạt")
    {
        var task = await OpenAsync(app, code, step);
        return (await StepAsync(app, w => w.Complete(Officers, code, task.Id, way, note, null, default))).Value;
    }

    /// <summary>Does every step up to the one that issues the result.</summary>
    public static async Task ThroughAsync(TestApp app, string code)
    {
        while ((await TasksAsync(app, code)).Find(t => t.IsOpen && t.Kind != StepKind.Issue) is { } task)
        {
            (await StepAsync(app, w => w.Complete(Officers, code, task.Id, task.Kind == StepKind.Approve ? "agree" : null, "Đạt", null, default))).TryGet(out _);
        }
    }
}
