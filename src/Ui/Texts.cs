using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace LoTrinh.Ui;

/// <summary>All words of the product, in the reader's language. They lie in <c>Texts.vi.json</c> and <c>Texts.en.json</c> beside the pages that use them.</summary>
/// <remarks>Flat JSON rather than resx: a translator can read it, two people's changes merge, and a test compares the languages key by key.</remarks>
public sealed class Texts
{
    private readonly FrozenDictionary<string, string> _vi;
    private readonly FrozenDictionary<string, string> _en;

    /// <summary>Reads the texts embedded in <paramref name="assemblies"/>.</summary>
    /// <exception cref="InvalidOperationException">A key stands twice.</exception>
    public Texts(IEnumerable<Assembly> assemblies)
    {
        var list = assemblies.ToList();
        _vi = Read(list, "Texts.vi.json");
        _en = Read(list, "Texts.en.json");
    }

    /// <summary>Keys of a language.</summary>
    public IEnumerable<string> Keys(string language) => (language == "en" ? _en : _vi).Keys;

    /// <summary>Whether there is such a text.</summary>
    public bool Has(string key) => _vi.ContainsKey(key);

    /// <summary>The text in the reader's language, its placeholders filled; the key itself in brackets when there is none.</summary>
    public string this[string key, params object?[] args]
    {
        get
        {
            var english = Languages.IsEnglish;
            if (!(english ? _en : _vi).TryGetValue(key, out var text))
            {
                return $"[{key}]";
            }

            return args is [] ? text : string.Format(CultureInfo.CurrentCulture, text, args);
        }
    }

    private static FrozenDictionary<string, string> Read(List<Assembly> assemblies, string fileName)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (assembly, name) in assemblies.SelectMany(a => a.GetManifestResourceNames().Where(n => n.EndsWith(fileName, StringComparison.Ordinal))
            .Select(n => (a, n))))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var (key, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!)
            {
                if (!texts.TryAdd(key, text))
                {
                    throw new InvalidOperationException($"The text {key} stands twice; the second time in {name}.");
                }
            }
        }

        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
