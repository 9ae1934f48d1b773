using LoTrinh.Platform.Data;
using LoTrinh.Platform.OpenData;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>The procedures as they stand today, each with every time it names: how long the authority may take, and on which law.</summary>
internal sealed class ProcedureDataset(ProcedureCatalogue catalogue, ServiceWords words) : IOpenDataset
{
    public string Key => "procedures";

    public Task<IReadOnlyList<IReadOnlyList<object?>>> ReadAsync(AppDb db, CancellationToken ct) => Task.FromResult<IReadOnlyList<IReadOnlyList<object?>>>(
        [.. catalogue.All.SelectMany(p => p.Times.DefaultIfEmpty().Select(t => (IReadOnlyList<object?>)
            [p.Code, p.NameVi, p.NameEn, words.FieldName(p.Field), p.AgencyVi, p.CanBeFiled, p.Results.FirstOrDefault()?.NameVi, t?.Channel, t?.Case, t?.Amount, t?.Unit,
                catalogue.Today(p.Code)!.Record.From, catalogue.Today(p.Code)!.Record.To, t?.Basis, t?.Confidence]))]);
}
