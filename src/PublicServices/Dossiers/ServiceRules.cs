using LoTrinh.Platform.Data;
using LoTrinh.Ui;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>A time or a bound that the law sets for every procedure, for the days on which it is in force.</summary>
internal sealed class ServiceRule
{
    public string Id { get; set; } = "";

    public string Key { get; set; } = "";

    public int Amount { get; set; }

    /// <summary>working-hour, working-day, hour-of-day or times; for what is sent with a form: megabyte, file, dots-per-inch, kilobyte or hour.</summary>
    public string Unit { get; set; } = "";

    public DateOnly From { get; set; }

    public DateOnly To { get; set; } = DateOnly.MaxValue;

    public string Basis { get; set; } = "";

    public string BasisEn { get; set; } = "";

    /// <summary>high, medium or low.</summary>
    public string Confidence { get; set; } = "";

    public string Says => Languages.IsEnglish ? BasisEn : Basis;
}

/// <summary>The rules of <c>seed/service-rules.yaml</c>, each with its basis.</summary>
internal static class ServiceRules
{
    /// <summary>Hours of work within which an applicant online is told whether the dossier is received.</summary>
    public const string AnswerOnline = "answer-online";

    /// <summary>Hour of the day after which a dossier of the counter may wait for the next working day.</summary>
    public const string ForwardBy = "forward-by";

    /// <summary>How often another day may be promised.</summary>
    public const string Apologies = "apologies";

    /// <summary>How often an applicant may be asked to mend a dossier before it counts as late.</summary>
    public const string Supplements = "supplements";

    /// <summary>Working days within which a petition is refused, more is asked for, it is answered, or the answer is published.</summary>
    public const string PetitionRefuse = "petition-refuse", PetitionSupplement = "petition-supplement", PetitionAnswer = "petition-answer", PetitionPublish = "petition-publish";

    /// <summary>Megabytes of a file that is sent with a form.</summary>
    public const string FileMegabytes = "file-megabytes";

    /// <summary>Files, or photos, that are sent for a document at once.</summary>
    public const string FilesPerDocument = "files-per-document";

    /// <summary>Dots to an inch of the sheet that a photo becomes.</summary>
    public const string PhotoDots = "photo-dots";

    /// <summary>Kilobytes that go up at once.</summary>
    public const string UploadChunk = "upload-chunk";

    /// <summary>Hours that an upload is kept after its last piece.</summary>
    public const string UploadHours = "upload-hours";

    /// <summary>Uploads of one dossier that may be under way.</summary>
    public const string UploadsOpen = "uploads-open";

    private static readonly Lazy<IReadOnlyList<ServiceRule>> Read = new(() => SeedFile.Read<RuleFile>("service-rules.yaml").Rules);

    public static IReadOnlyList<ServiceRule> All => Read.Value;

    /// <summary>The rule in force on a day, or null when the law said nothing of it then.</summary>
    public static ServiceRule? On(string key, DateOnly day) => All.FirstOrDefault(r => r.Key == key && r.From <= day && day <= r.To);

    /// <summary>The amount of a rule that there has always been.</summary>
    public static int Amount(string key, DateOnly day) => On(key, day)?.Amount ?? throw new InvalidOperationException($"service-rules.yaml has no {key} for {day:yyyy-MM-dd}.");

    internal sealed class RuleFile
    {
        public List<ServiceRule> Rules { get; set; } = [];
    }
}
