using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>How many dossiers were filed online. No share: dossiers that come on paper are in no record of the platform, so nobody could
/// say of how many.</summary>
internal sealed class DossiersFiledOnline(AppDb db) : IIndicatorSource
{
    public string Key => "services.dossiers-online";

    public async Task<Measurement?> MeasureAsync(DateOnly from, DateOnly asOf, CancellationToken ct)
    {
        var (since, until) = (from.StartUtc(), asOf.AddDays(1).StartUtc());
        return Measurement.Count(await db.Dossiers.CountAsync(d => d.SubmittedAt >= since && d.SubmittedAt < until, ct),
            "/dich-vu-cong/tiep-nhan");
    }
}

/// <summary>Of the dossiers whose result was returned, the share returned by the day it was owed.</summary>
internal sealed class DossiersOnTime(AppDb db) : IIndicatorSource
{
    public string Key => "services.dossiers-on-time";

    public async Task<Measurement?> MeasureAsync(DateOnly from, DateOnly asOf, CancellationToken ct)
    {
        var (since, until) = (from.StartUtc(), asOf.AddDays(1).StartUtc());
        var returned = await db.Dossiers.Where(d => (d.Status == DossierStatus.Processed || d.Status == DossierStatus.ResultReturned) && d.FinishedAt >= since && d.FinishedAt < until)
            .Select(d => new { d.FinishedAt, d.DueOn }).ToListAsync(ct);
        return Measurement.Share(returned.Count(d => d.DueOn is null || d.FinishedAt!.Value.OfficeDay() <= d.DueOn), returned.Count,
            "/dich-vu-cong/tiep-nhan");
    }
}
