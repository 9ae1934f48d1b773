using System.Collections.Immutable;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Search;

namespace LoTrinh.Platform.Documents;

/// <summary>Where a document's record is. Whether the document is in force is never kept: see <see cref="ForceRule"/>.</summary>
public enum DocumentState
{
    /// <summary>Being written; only those who register see it.</summary>
    Draft,

    /// <summary>In the register; changed only with a reason.</summary>
    Registered,
}

/// <summary>Which way a document goes.</summary>
public enum DocumentDirection
{
    /// <summary>From elsewhere.</summary>
    Incoming,

    /// <summary>From us to others.</summary>
    Outgoing,

    /// <summary>Within the ministry.</summary>
    Internal,
}

/// <summary>How secret a document is (độ mật).</summary>
public enum Secrecy
{
    /// <summary>Not secret.</summary>
    None,

    /// <summary>Mật.</summary>
    Confidential,

    /// <summary>Tối mật.</summary>
    Secret,

    /// <summary>Tuyệt mật.</summary>
    TopSecret,
}

/// <summary>How urgent a document is (độ khẩn).</summary>
public enum Urgency
{
    /// <summary>Usual.</summary>
    None,

    /// <summary>Khẩn.</summary>
    Urgent,

    /// <summary>Thượng khẩn.</summary>
    VeryUrgent,

    /// <summary>Hỏa tốc.</summary>
    Flash,
}

/// <summary>How sure it is that a record says what the original says.</summary>
public enum Confidence
{
    /// <summary>Read in a source.</summary>
    High,

    /// <summary>One indirect or partial source.</summary>
    Medium,

    /// <summary>To be checked before anyone relies on it.</summary>
    Low,
}

/// <summary>A document as the register knows it: who issued it, when, what it is about, and how sure we are. Every change goes through a verb.</summary>
/// <remarks>Source of the fields: Decree 30/2020/NĐ-CP, and the attributes of the public legal databases.</remarks>
public sealed class OfficialDocument : IVersioned
{
    /// <summary>Most characters of an abstract.</summary>
    public const int AbstractMaxLength = 1000;

    /// <summary>Most characters of a list typed as lines: legal bases, recipients.</summary>
    public const int LinesMaxLength = 8000;

    private OfficialDocument()
    {
    }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Where the record is.</summary>
    public DocumentState State { get; private set; }

    /// <summary>Number as printed, such as <c>923</c> or <c>10/2020</c>; null when it has none or it is not known.</summary>
    public string? Number { get; private set; }

    /// <summary>Symbol as printed after the number, such as <c>QĐ-TTg</c>; begins with a hyphen where the acts of the Party join it so.</summary>
    public string? Symbol { get; private set; }

    /// <summary>Key of its <see cref="DocumentKind"/>.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>The unit of ours that issued it; null when it came from elsewhere.</summary>
    public Guid? IssuerUnitId { get; private set; }

    /// <summary>The issuer's name, at that time.</summary>
    public string IssuerName { get; private set; } = "";

    /// <summary>The signer's name, where a public act names them.</summary>
    public string? SignerName { get; private set; }

    /// <summary>The signer's position.</summary>
    public string? SignerPosition { get; private set; }

    /// <summary>Day of signing; null when it is not known.</summary>
    public DateOnly? SignedOn { get; private set; }

    /// <summary>Day it was issued, when that is another than the day of signing.</summary>
    public DateOnly? IssuedOn { get; private set; }

    /// <summary>First day in force, when the document says so.</summary>
    public DateOnly? EffectiveOn { get; private set; }

    /// <summary>First day no longer in force, when the document itself says so.</summary>
    public DateOnly? EndsOn { get; private set; }

    /// <summary>Day it was received.</summary>
    public DateOnly? ReceivedOn { get; private set; }

    /// <summary>What it is about, in one sentence (trích yếu).</summary>
    public string Abstract { get; private set; } = "";

    /// <summary>How secret.</summary>
    public Secrecy Secrecy { get; private set; }

    /// <summary>How urgent.</summary>
    public Urgency Urgency { get; private set; }

    /// <summary>What it rests on (căn cứ), one a line.</summary>
    public string? LegalBases { get; private set; }

    /// <summary>Whom it is sent to (nơi nhận), one a line.</summary>
    public string? Recipients { get; private set; }

    /// <summary>Which way it goes.</summary>
    public DocumentDirection Direction { get; private set; }

    /// <summary>Where this record comes from, and what is not known.</summary>
    public string? Source { get; private set; }

    /// <summary>How sure the record is.</summary>
    public Confidence? Confidence { get; private set; }

    /// <summary>Whether it was made up for the demonstration.</summary>
    public bool IsDemonstration { get; private init; }

    /// <summary>The unit in whose register it is; permission to change it is asked there.</summary>
    public Guid KeptByUnitId { get; private init; }

    /// <summary>When it came into the register, UTC.</summary>
    public DateTime? RegisteredAt { get; private set; }

    /// <summary>Issuer, normalised number and year: no two documents share it. Null without a number.</summary>
    public string? UniqueKey { get; private set; }

    /// <summary>Normalised number and symbol, to find the document by what someone types.</summary>
    public string? NumberKey { get; private set; }

    /// <summary>Folded number, abstract, issuer and kind, for search without diacritics.</summary>
    public string SearchText { get; private set; } = "";

    /// <inheritdoc/>
    public int Version { get; set; } = 1;

    /// <summary>Number with symbol, such as <c>923/QĐ-TTg</c>; null when it has no number.</summary>
    public string? FullNumber => DocumentNumbers.Full(Number, Symbol);

    /// <summary>How people call it: its number, else kind and the beginning of its abstract; at most 120 characters.</summary>
    public string Name => FullNumber ?? DocumentNumbers.Shorten($"{DocumentKinds.Find(Kind)?.NameVi} {Abstract}", 120);

    /// <summary>How it is called where people read who may not open it: what a secret document is about stays in it.</summary>
    public string NameForAll => Secrecy == Secrecy.None ? Name : FullNumber ?? DocumentKinds.Find(Kind)?.NameVi ?? "";

    /// <summary>Begins a record.</summary>
    /// <param name="input">What is known.</param>
    /// <param name="keptBy">The unit in whose register it is.</param>
    /// <param name="today">The office's day.</param>
    /// <param name="isDemonstration">Whether it was made up for the demonstration.</param>
    public static Result<OfficialDocument> Draft(DocumentInput input, Guid keptBy, DateOnly today, bool isDemonstration = false)
    {
        var document = new OfficialDocument { KeptByUnitId = keptBy, IsDemonstration = isDemonstration };
        return document.Write(input, today);
    }

    /// <summary>Writes what is known over what was; a registered document demands a reason.</summary>
    public Result<OfficialDocument> Change(DocumentInput input, string? reason, DateOnly today) =>
        State == DocumentState.Registered && Words.Clean(reason) is null ? Problem.Invalid("documents.reason-missing", nameof(DocumentInput.Reason))
            : Write(input, today);

    /// <summary>Puts it into the register, under a number of the series when one was asked for.</summary>
    /// <param name="number">The number given out, or null to keep the one that was typed.</param>
    /// <param name="at">When, UTC.</param>
    public Result<OfficialDocument> Register(string? number, DateTime at)
    {
        if (State == DocumentState.Registered)
        {
            return Problem.Conflict("documents.already-registered");
        }

        Number = number ?? Number;
        if (Number is null && Source is null)
        {
            return Problem.Invalid("documents.number-unexplained", nameof(DocumentInput.Number));
        }

        (State, RegisteredAt) = (DocumentState.Registered, at);
        MakeKeys();
        return this;
    }

    private Result<OfficialDocument> Write(DocumentInput input, DateOnly today)
    {
        ImmutableArray<Problem> problems = [.. input.Problems(today)];
        if (problems.Length > 0)
        {
            return problems;
        }

        (Number, Symbol, Kind) = (Words.Clean(input.Number), Words.Clean(input.Symbol)?.TrimStart('/'), input.Kind!);
        (IssuerUnitId, IssuerName) = (input.IssuerUnitId, Words.Clean(input.IssuerName)!);
        (SignerName, SignerPosition) = (Words.Clean(input.SignerName), Words.Clean(input.SignerPosition));
        (SignedOn, IssuedOn, EffectiveOn, EndsOn, ReceivedOn) = (input.SignedOn, input.IssuedOn, input.EffectiveOn, input.EndsOn, input.ReceivedOn);
        (Abstract, Secrecy, Urgency) = (Words.Clean(input.Abstract)!, input.Secrecy ?? Secrecy.None, input.Urgency ?? Urgency.None);
        (LegalBases, Recipients, Direction) = (Words.Clean(input.LegalBases), Words.Clean(input.Recipients), input.Direction!.Value);
        (Source, Confidence) = (Words.Clean(input.Source), input.Confidence);
        MakeKeys();
        return this;
    }

    private void MakeKeys()
    {
        NumberKey = Number is null ? null : DocumentNumbers.Key(FullNumber!);
        UniqueKey = Number is null ? null : $"{Folding.Fold(IssuerName)}|{NumberKey}|{SignedOn?.Year}";
        SearchText = $" {Folding.Fold($"{FullNumber} {Abstract} {IssuerName} {DocumentKinds.Find(Kind)?.NameVi} {SignerName}")} ";
    }
}
