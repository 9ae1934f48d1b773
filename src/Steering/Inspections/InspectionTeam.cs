using LoTrinh.Platform;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;

namespace LoTrinh.Steering.Inspections;

/// <summary>Someone of the team as typed: an account, or a position with its unit's key or abbreviation.</summary>
internal sealed record MemberInput(Guid? AccountId, string? Position, string? Unit, bool IsHead);

/// <summary>Makes a team of what was typed: accounts that conduct inspections, and positions of units.</summary>
internal sealed class InspectionTeam(Recipients recipients, OrganisationDirectory organisation, TimeProvider clock)
{
    /// <summary>Accounts that may be in a team.</summary>
    public async Task<IReadOnlyList<Recipient>> CandidatesAsync(CancellationToken ct) =>
        organisation.TopOn(clock.Today()) is { } top ? await recipients.HoldingAsync(InspectionPermissions.Conduct, top.Id, ct) : [];

    /// <summary>The team, or what is wrong with whom; empty lines are left out.</summary>
    public async Task<Result<IReadOnlyList<TeamMember>>> MakeAsync(IEnumerable<MemberInput> typed, CancellationToken ct)
    {
        var candidates = await CandidatesAsync(ct);
        var (team, problems) = (new List<TeamMember>(), new List<Problem>());
        foreach (var one in typed.Where(m => m.AccountId is not null || Words.Clean(m.Position) is not null))
        {
            var account = candidates.FirstOrDefault(c => c.AccountId == one.AccountId);
            var unit = account is null ? organisation.FindTyped(one.Unit) : organisation.Find(account.UnitId);
            if (one.AccountId is not null && account is null)
            {
                problems.Add(Problem.Invalid("inspection.member-unknown", one.IsHead ? "HeadId" : "MemberIds"));
            }
            else if (account is null && unit is null)
            {
                problems.Add(Problem.Invalid("inspection.member-unit", one.IsHead ? "HeadUnit" : "Members", Words.Clean(one.Position)!));
            }
            else if (!team.Exists(m => account is not null && m.AccountId == account.AccountId))
            {
                team.Add(new() { IsHead = one.IsHead, AccountId = account?.AccountId, Name = account?.Name ?? Words.Clean(one.Position)!, UnitId = unit?.Id });
            }
        }

        if (problems.Count > 0)
        {
            return System.Collections.Immutable.ImmutableArray.CreateRange(problems);
        }

        return team;
    }

    /// <summary>Lines of "position | unit", as they are typed.</summary>
    public static IEnumerable<MemberInput> Lines(string? text) => TypedPositions.Lines(text).Select(l => new MemberInput(null, l.Position, l.Unit, false));
}
