using System.Text.Json;
using System.Text.Json.Nodes;
using LoTrinh.Platform;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Jobs;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Papers;
using LoTrinh.PublicServices.Payments;
using LoTrinh.Ui;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.NationalPortal;

/// <summary>Notes what the national portal has to be told, with the step that there is to tell.</summary>
internal sealed class WantPortal(AppDb db, PortalClient client, TimeProvider clock) : IReactTo<DossierMoved>
{
    public async Task ReactAsync(DossierMoved happened, CancellationToken ct)
    {
        if (!client.IsSet)
        {
            return;
        }

        var steps = await db.Set<DossierStep>().CountAsync(s => s.DossierId == happened.DossierId, ct);
        var sync = await db.PortalSyncs.SingleOrDefaultAsync(s => s.DossierId == happened.DossierId, ct);
        if (sync is null)
        {
            db.PortalSyncs.Add(sync = new() { DossierId = happened.DossierId });
        }

        sync.Want(steps, clock.UtcNow());
        await db.SaveChangesAsync(ct);
    }
}

/// <summary>Tells the national portal what it has not been told: the dossier first, then its steps in their order.</summary>
internal sealed class SendToPortal(AppDb db, PortalClient client, PortalWriter writer, PaperQueries papers, PaymentQueries payments, PublicAddress address, IKnowReuse reused, Texts texts,
    TimeProvider clock) : IRecurringJob
{
    private const int Portion = 100;

    public string Name => "services.national-portal";

    public TimeSpan Every => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken ct)
    {
        if (!client.IsSet)
        {
            return;
        }

        var now = clock.UtcNow();
        var due = await db.PortalSyncs.Where(s => s.NextAt <= now && (s.WantedStep > s.SentStep || s.WantedStep > s.ToldStep)).OrderBy(s => s.NextAt).ThenBy(s => s.DossierId).Take(Portion).ToListAsync(ct);
        var known = new List<(PortalSync Sync, PaperSource Source)>();
        foreach (var sync in due)
        {
            if (await papers.SourceAsync(Actor.System, sync.DossierId.ToString(), "", ct) is not { } source)
            {
                continue;
            }

            if (sync.WantedStep <= sync.SentStep || await SendDossierAsync(sync, source, ct))
            {
                known.Add((sync, source));
            }

            await db.SaveChangesAsync(ct);
        }

        await TellAsync([.. known.SelectMany(Untold)], ct);
    }

    // The portal gets the steps of a dossier in their order or not at all: what follows one that failed waits for it. A faulty step is found here,
    // since one in a message of ten has the portal refuse all ten; it is noted after the steps before it were told, which would wipe it.
    private async Task TellAsync(IReadOnlyList<Untold> steps, CancellationToken ct)
    {
        var faults = steps.Select(s => (s.Sync, s.Step, Fault: PortalCheck.Of(s.Progress) is [var wrong, ..] ? wrong : null)).Where(s => s.Fault is not null).DistinctBy(s => s.Sync).ToDictionary(s => s.Sync);
        var held = new HashSet<PortalSync>();
        foreach (var portion in steps.Where(s => !faults.TryGetValue(s.Sync, out var faulty) || s.Step < faulty.Step).Chunk(PortalCodes.Shipped.ProgressBatch))
        {
            if (portion.Where(s => !held.Contains(s.Sync)).ToArray() is { Length: > 0 } batch)
            {
                await SendProgressAsync(batch, held, ct);
                await db.SaveChangesAsync(ct);
            }
        }

        foreach (var (sync, _, fault) in faults.Values.Where(f => !held.Contains(f.Sync)))
        {
            sync.Failed($"{fault!.Field}: {fault.Code}", clock.UtcNow());
        }

        await db.SaveChangesAsync(ct);
    }

    private async Task<bool> SendDossierAsync(PortalSync sync, PaperSource source, CancellationToken ct)
    {
        if (address.Known is not { } root)
        {
            sync.Failed("LOTRINH_PUBLIC_URL", clock.UtcNow());
            return false;
        }

        var payload = writer.Dossier(source, await payments.OfAsync(source.Dossier.Id, ct), await reused.OfAsync(source.Dossier.Id, ct), root);
        if (PortalCheck.Of(payload) is [var fault, ..])
        {
            sync.Failed($"{fault.Field}: {fault.Code}", clock.UtcNow());
            return false;
        }

        var answer = await CallAsync(payload, sync.SentStep > 0, ct);
        // It may have been taken though its answer was lost.
        answer = answer is { Ok: false, Exists: true } ? await CallAsync(payload, true, ct) : answer;
        if (answer.Ok)
        {
            sync.Taken(source.Dossier.History.Count, clock.UtcNow());
        }
        else
        {
            sync.Failed(answer.Fault, clock.UtcNow());
        }

        return answer.Ok;
    }

    private Task<PortalAnswer> CallAsync(PortalDossier payload, bool update, CancellationToken ct) => client.CallAsync("DongBoHoSoMC", new()
    {
        ["isUpdating"] = update ? "True" : "False", ["data"] = new JsonArray(JsonSerializer.SerializeToNode(payload, PortalJson.Default.PortalDossier)),
    }, ct);

    private IEnumerable<Untold> Untold((PortalSync Sync, PaperSource Source) known) => known.Source.Dossier.History
        .Where(s => s.Number > known.Sync.ToldStep).OrderBy(s => s.Number).Select(s => new Untold(known.Sync, s.Number, writer.Progress(known.Source, s, status => texts[DossierWords.Key(status)])));

    private async Task SendProgressAsync(Untold[] batch, HashSet<PortalSync> held, CancellationToken ct)
    {
        var data = new JsonArray([.. batch.Select(b => JsonSerializer.SerializeToNode(b.Progress, PortalJson.Default.PortalProgress))]);
        var answer = await client.CallAsync("CapNhatTienDoHoSoMC", new() { ["data"] = data }, ct);
        // Which of them it would not take it does not say; where it is not known whether it took them, they are not sent again so soon.
        if (answer.IsRefusal && batch.Length > 1)
        {
            foreach (var one in batch)
            {
                if (!held.Contains(one.Sync))
                {
                    await SendProgressAsync([one], held, ct);
                }
            }

            return;
        }

        foreach (var failed in answer.Ok ? [] : batch.Select(b => b.Sync).Distinct())
        {
            held.Add(failed);
            failed.Failed(answer.Fault, clock.UtcNow());
        }

        foreach (var told in answer.Ok ? batch : [])
        {
            told.Sync.Told(told.Step, clock.UtcNow());
        }
    }
}

/// <summary>A step that the portal has not been told.</summary>
internal sealed record Untold(PortalSync Sync, int Step, PortalProgress Progress);
