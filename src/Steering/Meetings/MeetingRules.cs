using LoTrinh.Platform.Data;
using LoTrinh.Ui;

namespace LoTrinh.Steering.Meetings;

/// <summary>How many of those who count must be there.</summary>
internal sealed record QuorumRule(int Numerator, int Denominator, string BasisVi, string BasisEn)
{
    /// <summary>Where the rule comes from, in the reader's language.</summary>
    public string Basis => Languages.IsEnglish ? BasisEn : BasisVi;

    /// <summary>How a meeting stands; substitutes are counted apart, whether they may vote is not said here.</summary>
    public Quorum Of(IEnumerable<Invitee> invited)
    {
        var members = invited.Where(i => i.Counts).ToList();
        return new(members.Count, members.Count(i => i.Attendance == Attendance.Present), members.Count(i => i.Attendance == Attendance.Substitute),
            members.Count(i => i.Attendance is null), ((members.Count * Numerator) + Denominator - 1) / Denominator);
    }
}

/// <summary>How many members a meeting has, how many came, and how many must.</summary>
/// <param name="Members">Invited who count.</param>
/// <param name="Present">Who came themselves.</param>
/// <param name="Substitutes">Whose substitute came.</param>
/// <param name="Unnoted">Of whom nothing is noted yet.</param>
/// <param name="Needed">How many must be there.</param>
internal readonly record struct Quorum(int Members, int Present, int Substitutes, int Unnoted, int Needed)
{
    public int There => Present + Substitutes;

    public bool IsMet => There >= Needed;
}

/// <summary>What meetings go by: data from <c>seed/meetings.yaml</c>, with its basis.</summary>
internal sealed class MeetingRules
{
    private MeetingRules(File file)
    {
        Quorum = new(file.Quorum.Numerator, file.Quorum.Denominator, file.Quorum.Basis, file.Quorum.BasisEn);
        (InviteWorkingDays, NoticeWorkingDays) = (file.InviteWorkingDays.Days, file.NoticeWorkingDays.Days);
        (CommitteeSymbol, Letter) = (file.CommitteeSymbol, file.Letter);
    }

    public static MeetingRules Official { get; } = new(SeedFile.Read<File>("meetings.yaml"));

    public QuorumRule Quorum { get; }

    /// <summary>Working days before the meeting by which the invitation is to be out.</summary>
    public int InviteWorkingDays { get; }

    /// <summary>Working days after the meeting by which its notice is to be issued.</summary>
    public int NoticeWorkingDays { get; }

    public string CommitteeSymbol { get; }

    public Wording Letter { get; }

    /// <summary>Words of the letters; placeholders are explained in the file.</summary>
    internal sealed class Wording
    {
        public string Place { get; set; } = "";

        public List<string> Standing { get; set; } = [];

        public List<string> Chair { get; set; } = [];

        public InvitationWords Invitation { get; set; } = new();

        public NoticeWords Notice { get; set; } = new();

        public MinutesWords Minutes { get; set; } = new();
    }

    internal sealed class MinutesWords
    {
        public string Type { get; set; } = "";

        public string Time { get; set; } = "";

        public string Attended { get; set; } = "";

        public Dictionary<string, string> Attendance { get; set; } = [];

        public string Unwritten { get; set; } = "";

        public string Conclusions { get; set; } = "";

        public string Closing { get; set; } = "";

        public string Secretary { get; set; } = "";

        public string ChairSigns { get; set; } = "";

        public string Signed { get; set; } = "";

        public string Unsigned { get; set; } = "";

        public ColumnWords Columns { get; set; } = new();
    }

    internal sealed class InvitationWords
    {
        public string Type { get; set; } = "";

        public string Subject { get; set; } = "";

        public string Opening { get; set; } = "";

        public string Chair { get; set; } = "";

        public string Time { get; set; } = "";

        public Dictionary<string, string> Forms { get; set; } = [];

        public string Agenda { get; set; } = "";

        public string Closing { get; set; } = "";

        public ColumnWords Columns { get; set; } = new();

        public List<string> Copies { get; set; } = [];
    }

    internal sealed class ColumnWords
    {
        public string Number { get; set; } = "";

        public string Title { get; set; } = "";

        public string Presenter { get; set; } = "";

        public string Position { get; set; } = "";

        public string Unit { get; set; } = "";

        public string Attendance { get; set; } = "";
    }

    internal sealed class NoticeWords
    {
        public string Type { get; set; } = "";

        public string Subject { get; set; } = "";

        public string Opening { get; set; } = "";

        public string Closing { get; set; } = "";

        public string Clause { get; set; } = "";

        public List<string> Copies { get; set; } = [];
    }

    internal sealed class File
    {
        public QuorumRow Quorum { get; set; } = new();

        public DaysRow InviteWorkingDays { get; set; } = new();

        public DaysRow NoticeWorkingDays { get; set; } = new();

        public string CommitteeSymbol { get; set; } = "";

        public Wording Letter { get; set; } = new();
    }

    internal sealed class QuorumRow
    {
        public int Numerator { get; set; }

        public int Denominator { get; set; }

        public string Basis { get; set; } = "";

        public string BasisEn { get; set; } = "";
    }

    internal sealed class DaysRow
    {
        public int Days { get; set; }

        public string Basis { get; set; } = "";
    }
}
