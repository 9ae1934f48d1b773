using LoTrinh.Platform.Contracts;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>How many procedures could be filed online on a day. No share: the catalogue holds only those that can be.</summary>
internal sealed class ProceduresOnline(ProcedureCatalogue catalogue) : IIndicatorSource
{
    public string Key => "services.procedures-online";

    public Task<Measurement?> MeasureAsync(DateOnly from, DateOnly asOf, CancellationToken ct) =>
        Task.FromResult<Measurement?>(Measurement.Count(catalogue.All.Count(p => p.RuleOn(asOf) is not null), "/dich-vu-cong"));
}
