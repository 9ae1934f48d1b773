using LoTrinh.Steering.Opinions;

namespace LoTrinh.Steering.Demo;

/// <summary>The file <c>seed/opinion-demonstration.yaml</c>.</summary>
internal sealed class SeedOpinions
{
    public List<SeedRound> Rounds { get; set; } = [];
}

internal sealed class SeedRound
{
    public string Key { get; set; } = "";

    /// <summary>Key of the unit whose committee is asked.</summary>
    public string Committee { get; set; } = "";

    /// <summary>Key of the round about the version before.</summary>
    public string? Follows { get; set; }

    public string? Title { get; set; }

    public string Question { get; set; } = "";

    public string? Change { get; set; }

    /// <summary>Title of the made-up draft.</summary>
    public string File { get; set; } = "";

    public string Rule { get; set; } = "";

    public DateOnly Opened { get; set; }

    public DateOnly Due { get; set; }

    public List<SeedProxy> Proxies { get; set; } = [];

    public List<SeedBallot> Ballots { get; set; } = [];

    public DateOnly? Closed { get; set; }

    /// <summary>How the comments were received, in the order of the collation.</summary>
    public List<SeedReception> Received { get; set; } = [];

    public DateOnly? ReceivedOn { get; set; }
}

internal sealed class SeedProxy
{
    public string Unit { get; set; } = "";

    public string Name { get; set; } = "";

    public string Title { get; set; } = "";

    public string Reference { get; set; } = "";

    public DateOnly On { get; set; }
}

internal sealed class SeedBallot
{
    /// <summary>The account that voted; null for paper.</summary>
    public string? Account { get; set; }

    public string Unit { get; set; } = "mot";

    /// <summary>The position, where a unit has several seats.</summary>
    public string? Title { get; set; }

    public BallotChoice Choice { get; set; }

    public bool ByProxy { get; set; }

    public DateOnly On { get; set; }

    public List<SeedComment> Comments { get; set; } = [];
}

internal sealed class SeedComment
{
    public string? Clause { get; set; }

    public string Text { get; set; } = "";
}

internal sealed class SeedReception
{
    public Reception Reception { get; set; }

    public string? Explanation { get; set; }

    public string? Change { get; set; }
}
