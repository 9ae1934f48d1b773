namespace LoTrinh.PublicServices.Payments;

/// <summary>Amounts in Vietnamese words, as a receipt has them.</summary>
internal static class MoneyWords
{
    private static readonly string[] Digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

    private static readonly string[] Groups = ["", " nghìn", " triệu", " tỷ", " nghìn tỷ", " triệu tỷ"];

    /// <summary>An amount: <c>Một trăm ba mươi lăm nghìn đồng</c>.</summary>
    public static string Of(long amount)
    {
        var parts = new List<string>();
        for (var (left, group) = (amount, 0); left > 0; left /= 1000, group++)
        {
            if (left % 1000 is var three and > 0)
            {
                parts.Insert(0, Three((int)three, left >= 1000) + Groups[group]);
            }
        }

        var words = parts.Count == 0 ? Digits[0] : string.Join(' ', parts);
        return $"{char.ToUpperInvariant(words[0])}{words[1..]} đồng";
    }

    // Below another group nothing is left out: "một triệu không trăm linh năm nghìn".
    private static string Three(int number, bool isBelow)
    {
        var (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
        var words = new List<string>();
        if (hundreds > 0 || isBelow)
        {
            words.Add($"{Digits[hundreds]} trăm");
        }

        if (tens == 0)
        {
            words.AddRange(ones == 0 ? [] : words.Count > 0 ? ["linh", Digits[ones]] : [Digits[ones]]);
        }
        else
        {
            words.Add(tens == 1 ? "mười" : $"{Digits[tens]} mươi");
            words.AddRange(ones == 0 ? [] : [ones switch { 1 when tens > 1 => "mốt", 5 => "lăm", _ => Digits[ones] }]);
        }

        return string.Join(' ', words);
    }
}
