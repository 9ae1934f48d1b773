using LoTrinh.Ui;

namespace LoTrinh.Platform.Notifications;

/// <summary>Makes one e-mail of those that were held over the quiet hours for one person; each row stays what it was, and is sent with
/// it.</summary>
internal static class JoinedMail
{
    /// <summary>What the foot of each letter begins with, as mail programs know it.</summary>
    public const string Foot = "\n\n-- \n";

    /// <summary>The letters of a round, those together that go out as one: held, not yet tried, for the same address in the same
    /// language.</summary>
    public static IEnumerable<IReadOnlyList<OutgoingMail>> Rounds(IEnumerable<OutgoingMail> letters) => letters
        .GroupBy(l => l is { Attempts: 0, HeldUntil: not null } ? $"{l.To}\n{l.Language}" : l.Id.ToString())
            .Select(g => g.ToList());

    /// <summary>What is sent for some letters: the one as it is, or all of them under one heading. It has the identifier of the
    /// first.</summary>
    public static OutgoingMail Of(IReadOnlyList<OutgoingMail> letters, Texts texts)
    {
        if (letters is [var only])
        {
            return only;
        }

        var first = letters[0];
        using var _ = Languages.Speak(first.Language);
        var parts = letters.Select(l => l.Text.LastIndexOf(Foot, StringComparison.Ordinal) is var foot and >= 0 ? l.Text[..foot] : l.Text);
        var end = first.Text.LastIndexOf(Foot, StringComparison.Ordinal) is var at and >= 0 ? first.Text[at..] : "";
        return new()
        {
            Id = first.Id, To = first.To, ToName = first.ToName, Subject = texts["notify.joined",
                letters.Count], Text = string.Join("\n\n* * *\n\n", parts) + end,
            Language = first.Language, CreatedAt = letters[^1].CreatedAt, NotBeforeAt = first.NotBeforeAt,
        };
    }
}
