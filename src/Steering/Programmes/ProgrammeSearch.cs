using LoTrinh.Platform.Search;
using LoTrinh.Steering.Tasks;

namespace LoTrinh.Steering.Programmes;

/// <summary>Elements of the programme tree are found by every officer who reads steering, by code, name and who answers.</summary>
internal sealed class ProgrammeSearch : SearchSource<Programme>
{
    public override string Kind => "programme";

    public override int Order => 42;

    protected override SearchDraft? Describe(Programme record) =>
        new(record.Id.ToString(), record.Name, $"/chi-dao/chuong-trinh/{record.Id}", SearchAudience.Holders(Permissions.Read))
        {
            Number = record.Code,
            Text = record.Accountable,
            DatedOn = record.StartsOn,
        };
}
