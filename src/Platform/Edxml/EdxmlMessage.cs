namespace LoTrinh.Platform.Edxml;

/// <summary>A document as it travels on the national document axis.</summary>
/// <remarks>Source: QCVN 102:2016/BTTTT (Circular 10/2016/TT-BTTTT), amended by Circular 01/2022/TT-BTTTT; element names as in published samples.</remarks>
/// <param name="DocumentId">Its identity on the axis: <c>OrganId,yyyy/MM/dd,Number/Notation</c>, or a UUID.</param>
/// <param name="From">Who sends it.</param>
/// <param name="To">To whom, at least one.</param>
/// <param name="Number">Number as printed.</param>
/// <param name="Notation">Symbol as printed.</param>
/// <param name="Place">Place of the document.</param>
/// <param name="PromulgatedOn">Day of the document; null where the message names none, or one that no calendar has.</param>
/// <param name="IsNormative">Whether its type is normative.</param>
/// <param name="TypeName">Name of its kind, such as <c>Công văn</c>.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Content">A summary, if any.</param>
/// <param name="Signer">Who signed it.</param>
/// <param name="DueOn">By which day an answer is asked for.</param>
/// <param name="ToPlaces">Places that get it (nơi nhận).</param>
/// <param name="Priority">0 usual, 1 urgent, 2 very urgent, 3 flash (confidence M).</param>
/// <param name="IsSteering">Whether it is a direction.</param>
/// <param name="Business">What the message does: 0 new, 1 recall, 2 update, 3 replacement.</param>
/// <param name="ResponseFor">Documents that it answers, as the axis calls them.</param>
/// <param name="Attachments">Its files.</param>
public sealed record EdxmlMessage(string DocumentId, EdxmlParty From, IReadOnlyList<EdxmlParty> To, string? Number, string? Notation, string? Place,
    DateOnly? PromulgatedOn, bool IsNormative, string? TypeName, string Subject, string? Content, EdxmlSigner Signer, DateOnly? DueOn,
    IReadOnlyList<string> ToPlaces, int Priority, bool IsSteering, int Business, IReadOnlyList<string> ResponseFor, IReadOnlyList<EdxmlFile> Attachments);

/// <summary>An agency on the axis.</summary>
/// <param name="OrganId">Its identification code, of either format; empty where it has none.</param>
/// <param name="Name">Its name.</param>
public sealed record EdxmlParty(string OrganId, string Name);

/// <summary>Who signed.</summary>
/// <param name="Competence">By which right, such as <c>TL. BỘ TRƯỞNG</c>.</param>
/// <param name="Position">Position.</param>
/// <param name="FullName">Name.</param>
public sealed record EdxmlSigner(string? Competence, string? Position, string? FullName);

/// <summary>A file of a message.</summary>
/// <param name="Name">Its name, without folders.</param>
/// <param name="Content">Its content.</param>
public sealed record EdxmlFile(string Name, byte[] Content);
