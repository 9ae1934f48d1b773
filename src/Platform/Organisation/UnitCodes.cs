using System.Text.RegularExpressions;

namespace LoTrinh.Platform.Organisation;

/// <summary>The two formats of an agency's electronic identification code, and what is defined between them.</summary>
/// <remarks>
/// Sources: QCVN 102:2016/BTTTT: four groups, the highest level last (<c>000.00.00.G04</c>). Decision 20/2020/QĐ-TTg, in force from
/// 15/09/2020: the highest level first, at most 35 characters (<c>G04</c>, <c>G04.15</c>); the length of the groups is confidence M.
/// </remarks>
public static partial class UnitCodes
{
    /// <summary>Most characters of a code of Decision 20/2020/QĐ-TTg.</summary>
    public const int MaxLength = 35;

    /// <summary>Whether it is a code of QCVN 102:2016/BTTTT.</summary>
    public static bool IsOld(string code) => Old.IsMatch(code);

    /// <summary>Whether it is a code of Decision 20/2020/QĐ-TTg.</summary>
    public static bool IsNew(string code) => code.Length <= MaxLength && New.IsMatch(code);

    /// <summary>The new code of an old one: the groups in use, the highest level first; null where a level is used below one that is not.</summary>
    /// <remarks>Confidence M: <c>000.00.15.H51</c> became <c>H51.15</c>. The decision lets an agency choose otherwise, so what is registered goes before.</remarks>
    public static string? ToNew(string old)
    {
        if (!IsOld(old))
        {
            return null;
        }

        var levels = old.Split('.').Reverse().ToList();
        var used = levels.TakeWhile(l => l.Trim('0').Length > 0).ToList();
        return levels.Skip(used.Count).All(l => l.Trim('0').Length == 0) ? string.Join('.', used) : null;
    }

    [GeneratedRegex(@"^\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}\z")]
    private static partial Regex Old { get; }

    [GeneratedRegex(@"^[A-Z]\d{2}(\.\d{1,3}){0,4}\z")]
    private static partial Regex New { get; }
}
