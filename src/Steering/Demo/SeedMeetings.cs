using LoTrinh.Steering.Meetings;

namespace LoTrinh.Steering.Demo;

/// <summary>The file <c>seed/meeting-demonstration.yaml</c>.</summary>
internal sealed class SeedMeetings
{
    public List<SeedMeeting> Meetings { get; set; } = [];
}

internal sealed class SeedMeeting
{
    /// <summary>Key of the unit whose committee meets.</summary>
    public string Committee { get; set; } = "";

    public string Title { get; set; } = "";

    public MeetingForm Form { get; set; }

    public string Place { get; set; } = "";

    public DateOnly Planned { get; set; }

    public DateOnly? Invited { get; set; }

    public DateOnly Day { get; set; }

    public string From { get; set; } = "";

    public string To { get; set; } = "";

    public List<string> Guests { get; set; } = [];

    public List<SeedAgendaItem> Agenda { get; set; } = [];

    public List<SeedAbsence> Absent { get; set; } = [];

    public List<SeedSubstitute> Substitutes { get; set; } = [];

    public DateOnly? SecretarySigned { get; set; }

    public DateOnly? ChairSigned { get; set; }

    public List<SeedConclusion> Conclusions { get; set; } = [];

    /// <summary>Number of a notice that was registered by hand.</summary>
    public string? RegisteredNotice { get; set; }

    public DateOnly? Noticed { get; set; }
}

internal sealed class SeedAgendaItem
{
    public string Title { get; set; } = "";

    public string? Presenter { get; set; }

    /// <summary>Title of a made-up paper.</summary>
    public string? Paper { get; set; }

    public string? Minutes { get; set; }
}

internal sealed class SeedAbsence
{
    public string Unit { get; set; } = "";

    public string Reason { get; set; } = "";
}

internal sealed class SeedSubstitute
{
    public string Unit { get; set; } = "";

    public string Title { get; set; } = "";
}

internal sealed class SeedConclusion
{
    public string Text { get; set; } = "";

    public bool Action { get; set; }

    public DateOnly? Due { get; set; }
}
