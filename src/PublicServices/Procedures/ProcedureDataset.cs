using LoTrinh.Platform.Data;
using LoTrinh.Platform.OpenData;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>The procedures, each with the time rule of every span: how long the authority may take, and on which law.</summary>
internal sealed class ProcedureDataset(ProcedureCatalogue catalogue) : IOpenDataset
{
    public string Key => "procedures";

    public Task<IReadOnlyList<IReadOnlyList<object?>>> ReadAsync(AppDb db, CancellationToken ct) => Task.FromResult<IReadOnlyList<IReadOnlyList<object?>>>(
        [.. catalogue.All.SelectMany(p => p.Rules.Select(r => (IReadOnlyList<object?>)
            [p.Code, p.NameVi, p.NameEn, p.FieldVi, catalogue.Agency.Code, p.ResultVi, p.FeeVi, r.WorkingDays, r.From, r.To, r.Basis, r.Confidence]))]);
}
