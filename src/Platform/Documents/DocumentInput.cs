namespace LoTrinh.Platform.Documents;

/// <summary>What people fill in about a document; the form and the API share it.</summary>
public sealed class DocumentInput
{
    /// <summary>Number as printed.</summary>
    public string? Number { get; set; }

    /// <summary>Symbol as printed.</summary>
    public string? Symbol { get; set; }

    /// <summary>Give it the next number of its issuer, kind and year when it is registered.</summary>
    public bool TakeNumber { get; set; }

    /// <summary>Key of the kind.</summary>
    public string? Kind { get; set; }

    /// <summary>The unit of ours that issued it.</summary>
    public Guid? IssuerUnitId { get; set; }

    /// <summary>The issuer's name; the use case fills it in for a unit of ours.</summary>
    public string? IssuerName { get; set; }

    /// <summary>Name of the signer.</summary>
    public string? SignerName { get; set; }

    /// <summary>Position of the signer.</summary>
    public string? SignerPosition { get; set; }

    /// <summary>Day of signing.</summary>
    public DateOnly? SignedOn { get; set; }

    /// <summary>Day of issue.</summary>
    public DateOnly? IssuedOn { get; set; }

    /// <summary>First day in force.</summary>
    public DateOnly? EffectiveOn { get; set; }

    /// <summary>First day no longer in force.</summary>
    public DateOnly? EndsOn { get; set; }

    /// <summary>Day received.</summary>
    public DateOnly? ReceivedOn { get; set; }

    /// <summary>What it is about.</summary>
    public string? Abstract { get; set; }

    /// <summary>How secret; null is not.</summary>
    public Secrecy? Secrecy { get; set; }

    /// <summary>How urgent; null is usual.</summary>
    public Urgency? Urgency { get; set; }

    /// <summary>What it rests on, one a line.</summary>
    public string? LegalBases { get; set; }

    /// <summary>Whom it is sent to, one a line.</summary>
    public string? Recipients { get; set; }

    /// <summary>Which way it goes.</summary>
    public DocumentDirection? Direction { get; set; }

    /// <summary>Where this record comes from.</summary>
    public string? Source { get; set; }

    /// <summary>How sure it is.</summary>
    public Confidence? Confidence { get; set; }

    /// <summary>Why a registered document is changed.</summary>
    public string? Reason { get; set; }

    /// <summary>The input that would write a document as it is.</summary>
    public static DocumentInput Of(OfficialDocument d) => new()
    {
        Number = d.Number, Symbol = d.Symbol, Kind = d.Kind, IssuerUnitId = d.IssuerUnitId, IssuerName = d.IssuerUnitId is null ? d.IssuerName : null,
        SignerName = d.SignerName, SignerPosition = d.SignerPosition, SignedOn = d.SignedOn, IssuedOn = d.IssuedOn, EffectiveOn = d.EffectiveOn,
        EndsOn = d.EndsOn, ReceivedOn = d.ReceivedOn, Abstract = d.Abstract, Secrecy = d.Secrecy, Urgency = d.Urgency, LegalBases = d.LegalBases,
        Recipients = d.Recipients, Direction = d.Direction, Source = d.Source, Confidence = d.Confidence,
    };

    /// <summary>Everything that is wrong with it on <paramref name="today"/>.</summary>
    internal IEnumerable<Problem> Problems(DateOnly today) =>
    [
        .. Required(Abstract, "documents.abstract-missing", nameof(Abstract)),
        .. Problem.Unless(DocumentKinds.Find(Kind) is not null, Problem.Invalid("documents.kind-missing", nameof(Kind))),
        .. Required(IssuerName, "documents.issuer-missing", nameof(IssuerName)),
        .. Problem.Unless(Direction is { } way && Enum.IsDefined(way), Problem.Invalid("documents.direction-missing", nameof(Direction))),
        .. Problem.Unless(Words.Clean(Number) is not { } number || DocumentNumbers.NumberShape().IsMatch(number),
            Problem.Invalid("documents.number-shape", nameof(Number))),
        .. Problem.Unless(!TakeNumber || (IssuerUnitId is not null && Direction is DocumentDirection.Outgoing or DocumentDirection.Internal),
            Problem.Invalid("documents.number-not-ours", nameof(TakeNumber))),
        .. Problem.Unless(!TakeNumber || Words.Clean(Number) is null, Problem.Invalid("documents.number-both", nameof(Number))),
        .. Lengths(),
        .. Days(today),
    ];

    private IEnumerable<Problem> Lengths() =>
    [
        .. Words.AtMost(Abstract, OfficialDocument.AbstractMaxLength, nameof(Abstract)),
        .. Words.AtMost(Symbol, 60, nameof(Symbol)),
        .. Words.AtMost(IssuerName, 200, nameof(IssuerName)),
        .. Words.AtMost(SignerName, 120, nameof(SignerName)),
        .. Words.AtMost(SignerPosition, 200, nameof(SignerPosition)),
        .. Words.AtMost(LegalBases, OfficialDocument.LinesMaxLength, nameof(LegalBases)),
        .. Words.AtMost(Recipients, OfficialDocument.LinesMaxLength, nameof(Recipients)),
        .. Words.AtMost(Source, 1000, nameof(Source)),
        .. Words.AtMost(Reason, 1000, nameof(Reason)),
    ];

    private IEnumerable<Problem> Days(DateOnly today) =>
    [
        .. NotAfter(SignedOn, today, nameof(SignedOn)),
        .. NotAfter(IssuedOn, today, nameof(IssuedOn)),
        .. NotAfter(ReceivedOn, today, nameof(ReceivedOn)),
        .. Problem.Unless(IssuedOn is null || SignedOn is null || IssuedOn >= SignedOn, Problem.Invalid("documents.issued-before-signed", nameof(IssuedOn))),
        .. Problem.Unless(ReceivedOn is null || SignedOn is null || ReceivedOn >= SignedOn, Problem.Invalid("documents.received-before-signed", nameof(ReceivedOn))),
        .. Problem.Unless(EndsOn is null || EndsOn > (EffectiveOn ?? SignedOn ?? DateOnly.MinValue), Problem.Invalid("documents.ends-before-effect", nameof(EndsOn))),
    ];

    private static IEnumerable<Problem> NotAfter(DateOnly? day, DateOnly today, string field) =>
        Problem.Unless(day is null || day <= today, Problem.Invalid("documents.day-to-come", field));

    private static IEnumerable<Problem> Required(string? text, string code, string field) =>
        Problem.Unless(Words.Clean(text) is not null, Problem.Invalid(code, field));
}
