using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Time;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>How many procedures could be filed here on a day, as it is known now.</summary>
internal sealed class ProceduresOnline(ProcedureCatalogue catalogue, TimeProvider clock) : IIndicatorSource
{
    public string Key => "services.procedures-online";

    public Task<Measurement?> MeasureAsync(DateOnly from, DateOnly asOf, CancellationToken ct) =>
        Task.FromResult<Measurement?>(Measurement.Count(catalogue.AllAt(asOf, clock.UtcNow()).Count(r => r.Procedure.CanBeFiled), "/dich-vu-cong"));
}
