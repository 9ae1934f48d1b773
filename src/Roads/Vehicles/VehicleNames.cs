using LoTrinh.Platform.Data;
using LoTrinh.Platform.Ledger;
using LoTrinh.Roads.Journeys;

namespace LoTrinh.Roads.Vehicles;

/// <summary>Names vehicles in the ledger: a plate leads to who owns it, so only those read it who may see journeys.</summary>
internal sealed class VehicleNames(AppDb db) : INameRecords
{
    public async Task<IReadOnlyList<NamedRecord>> NameAsync(ILookup<string, Guid> asked, CancellationToken ct) =>
        await db.NamesAsync<Vehicle>(asked, v => new(v.Id, v.Plate, "/duong-bo/phuong-tien/" + v.Plate, Permissions.Read, true), ct);

    public string? KeyOf(Enum value) => null;
}
