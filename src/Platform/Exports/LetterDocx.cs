namespace LoTrinh.Platform.Exports;

/// <summary>Writes an official letter as DOCX.</summary>
public static class LetterDocx
{
    /// <summary>Media type of the file.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>The file, by the rules in force on the letter's day.</summary>
    public static byte[] Write(OfficialLetter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return new LetterWriter(LetterRules.On(letter.On)).Write(letter);
    }
}
