using LoTrinh.Platform.Data;

namespace LoTrinh.Platform.Exports;

/// <summary>One dated set of measures of official letters, from <c>seed/letters.yaml</c>; lengths in millimetres, sizes in points.</summary>
public sealed class LetterRules
{
    private static readonly List<LetterRules> Versions = SeedFile.Read<LetterFile>("letters.yaml").Versions;

    /// <summary>First day it is in force.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>The rule it rests on.</summary>
    public string Source { get; init; } = "";

    /// <summary>Name of the font.</summary>
    public string Font { get; init; } = "";

    /// <summary>Width of the sheet.</summary>
    public int PageWidth { get; init; }

    /// <summary>Height of the sheet.</summary>
    public int PageHeight { get; init; }

    /// <summary>Margin above.</summary>
    public int Top { get; init; }

    /// <summary>Margin below.</summary>
    public int Bottom { get; init; }

    /// <summary>Margin on the left.</summary>
    public int Left { get; init; }

    /// <summary>Margin on the right.</summary>
    public int Right { get; init; }

    /// <summary>By how much a paragraph's first line is moved in.</summary>
    public double FirstLine { get; init; }

    /// <summary>Points between paragraphs.</summary>
    public int SpacingAfter { get; init; }

    /// <summary>Space between lines, as a multiple of a single one.</summary>
    public double LineSpacing { get; init; }

    /// <summary>Sizes of the letters in each place.</summary>
    public LetterSizes Sizes { get; init; } = new();

    /// <summary>Between the margins.</summary>
    public int TextWidth => PageWidth - Left - Right;

    /// <summary>The set in force on <paramref name="day"/>; before the first one, the first.</summary>
    public static LetterRules On(DateOnly day) => Versions.LastOrDefault(v => v.ValidFrom <= day) ?? Versions[0];

    /// <summary>Sizes in points, by the places of a letter.</summary>
    public sealed class LetterSizes
    {
        /// <summary>The nation's name.</summary>
        public int Nation { get; init; }

        /// <summary>The motto below it.</summary>
        public int Motto { get; init; }

        /// <summary>Who issues it, and the body above.</summary>
        public int Issuer { get; init; }

        /// <summary>Number and symbol.</summary>
        public int Number { get; init; }

        /// <summary>Place and day.</summary>
        public int Place { get; init; }

        /// <summary>What a letter without the name of a kind is about.</summary>
        public int About { get; init; }

        /// <summary>Name of the kind, and what it is about.</summary>
        public int Title { get; init; }

        /// <summary>To whom.</summary>
        public int Addressee { get; init; }

        /// <summary>The text.</summary>
        public int Body { get; init; }

        /// <summary>The right by which it is signed, and the signer.</summary>
        public int Signing { get; init; }

        /// <summary>The signer's office elsewhere.</summary>
        public int Office { get; init; }

        /// <summary>The words above who gets a copy.</summary>
        public int CopiesHead { get; init; }

        /// <summary>Who gets a copy.</summary>
        public int Copies { get; init; }

        /// <summary>The number of a page.</summary>
        public int PageNumber { get; init; }

        /// <summary>Tables in the text.</summary>
        public int Table { get; init; }
    }

    internal sealed class LetterFile
    {
        public List<LetterRules> Versions { get; init; } = [];
    }
}
