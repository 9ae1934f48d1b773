using LoTrinh.Platform.Data;
using LoTrinh.Platform.Ledger;

namespace LoTrinh.PublicServices.Petitions;

/// <summary>How a petition is shown.</summary>
internal static class PetitionWords
{
    public static string Key(PetitionStatus status) => $"services.petition.status.{status}";

    public static string Key(PetitionKind kind) => $"services.petition.kind.{kind}";

    public static string Color(PetitionStatus status) => status switch
    {
        PetitionStatus.Published => "success",
        PetitionStatus.SupplementAsked => "warning",
        PetitionStatus.Refused => "neutral",
        _ => "primary",
    };
}

/// <summary>Names petitions in the ledger, by their code.</summary>
internal sealed class PetitionNames(AppDb db) : INameRecords
{
    public async Task<IReadOnlyList<NamedRecord>> NameAsync(ILookup<string, Guid> asked, CancellationToken ct) =>
        await db.NamesAsync<Petition>(asked, p => new(p.Id, p.Code, "/dich-vu-cong/xu-ly-phan-anh/" + p.Code, PetitionPermissions.Sort, false), ct);

    public string? KeyOf(Enum value) => value switch
    {
        PetitionStatus status => PetitionWords.Key(status),
        PetitionKind kind => PetitionWords.Key(kind),
        _ => null,
    };
}
