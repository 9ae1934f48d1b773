using LoTrinh.Platform.Data;
using LoTrinh.PublicServices.Procedures;

namespace LoTrinh.PublicServices.Store;

/// <summary>Something that people may agree to.</summary>
internal sealed class Purpose : Keyed
{
    public string ExplainedVi { get; set; } = "";

    public string ExplainedEn { get; set; } = "";

    /// <summary>high, medium or low.</summary>
    public string Confidence { get; set; } = "";

    public string Explained => Words(ExplainedVi, ExplainedEn);
}

/// <summary>Something that stays when a person has their data erased, and why.</summary>
internal sealed class KeptData : Keyed
{
    public string BasisVi { get; set; } = "";

    public string BasisEn { get; set; } = "";

    /// <summary>high, medium or low.</summary>
    public string Confidence { get; set; } = "";

    public string Basis => Words(BasisVi, BasisEn);
}

/// <summary>What <c>seed/personal-data.yaml</c> says of purposes and of what is kept.</summary>
internal static class PersonalDataRules
{
    /// <summary>Officers who solve a dossier may look at its applicant's store.</summary>
    public const string OfficerStore = "officer-store";

    /// <summary>The applicant is asked how they were served.</summary>
    public const string InviteRating = "invite-rating";

    private static readonly Lazy<RulesFile> Read = new(() => SeedFile.Read<RulesFile>("personal-data.yaml"));

    public static string Source => Read.Value.Source;

    public static IReadOnlyList<Purpose> Purposes => Read.Value.Purposes;

    public static IReadOnlyList<KeptData> Kept => Read.Value.Kept;

    internal sealed class RulesFile
    {
        public string Source { get; set; } = "";

        public List<Purpose> Purposes { get; set; } = [];

        public List<KeptData> Kept { get; set; } = [];
    }
}
