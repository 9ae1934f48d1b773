using System.Globalization;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Meetings;

namespace LoTrinh.Steering.Committees;

/// <summary>
/// What stands in the places of a committee's papers by Decree 30/2020/NĐ-CP: who issues them, under which symbol, who signs. Always in
/// Vietnamese.
/// </summary>
internal sealed class CommitteePapers(MeetingRules rules, OrganisationDirectory organisation)
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi");

    /// <summary>Who issues, and the body above. A committee's name ends with its unit's, which stands above it in the letter.</summary>
    public (string? Above, string Name) IssuerOf(Guid unitId, Committee? committee)
    {
        var unit = organisation.Find(unitId);
        return committee is null ? (organisation.Find(unit?.ParentId)?.NameVi, unit?.NameVi ?? "")
            : (unit?.NameVi, unit is not null && committee.Name.EndsWith(unit.NameVi, StringComparison.OrdinalIgnoreCase)
                ? committee.Name[..^unit.NameVi.Length].TrimEnd() : committee.Name);
    }

    /// <summary>The symbol of a committee's paper.</summary>
    /// <param name="kind">Abbreviation of its kind.</param>
    public string SymbolOf(string? kind) => $"{kind}-{rules.CommitteeSymbol}";

    /// <summary>
    /// Who signs for the committee: the standing member by order of the chair where there is one, else the chair; null when it was not
    /// composed yet.
    /// </summary>
    public SigningBlock? SigningOf(Committee? committee, DateOnly on)
    {
        if (committee?.On(on) is not { } composed)
        {
            return null;
        }

        var standing = composed.Seats.FirstOrDefault(s => s.Role == SeatRole.Standing);
        var seat = standing ?? composed.Chair;
        return new(standing is null ? rules.Letter.Chair : rules.Letter.Standing,
            Position(seat.Title, organisation.Find(seat.UnitId)?.NameVi ?? "–"), seat.HolderOn(on)?.PersonName);
    }

    /// <summary>
    /// A position with its unit; words that end the one and begin the other stand once, as in "Vụ trưởng Vụ Pháp chế", "Lãnh đạo Vụ Pháp
    /// chế".
    /// </summary>
    public static string Position(string title, string unit)
    {
        var (left, right) = (title.Split(' '), unit.Split(' '));
        for (var shared = Math.Min(left.Length, right.Length); shared > 0; shared--)
        {
            if (left.TakeLast(shared).SequenceEqual(right.Take(shared), StringComparer.OrdinalIgnoreCase))
            {
                return string.Join(' ', left.Concat(right.Skip(shared)));
            }
        }

        return $"{title} {unit}";
    }

    /// <summary>A title within a sentence.</summary>
    public static string Small(string title) => title.Length == 0 ? title : char.ToLower(title[0], Vietnamese) + title[1..];
}
