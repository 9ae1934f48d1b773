using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace LoTrinh.Platform.Data;

/// <summary>Reads a data file of the folder <c>seed/</c>, which is built into the program.</summary>
public static class SeedFile
{
    /// <summary>The file as <typeparamref name="T"/>; names in the file are snake_case, days are <c>yyyy-MM-dd</c>.</summary>
    /// <exception cref="InvalidOperationException">There is no such file.</exception>
    public static T Read<T>(string fileName)
    {
        using var reader = Open(fileName);
        return new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance)
            .WithTypeConverter(new YamlDotNet.Serialization.Converters.DateOnlyConverter(formats: ["yyyy-MM-dd"])).Build().Deserialize<T>(reader);
    }

    /// <summary>The lines of a file that is a list.</summary>
    /// <exception cref="InvalidOperationException">There is no such file.</exception>
    public static IReadOnlyList<string> Lines(string fileName)
    {
        using var reader = Open(fileName);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>The whole text of a file.</summary>
    /// <exception cref="InvalidOperationException">There is no such file.</exception>
    public static string Text(string fileName)
    {
        using var reader = Open(fileName);
        return reader.ReadToEnd();
    }

    /// <summary>Names of the files in a folder below <c>seed/</c>, in their order; each begins with the folder.</summary>
    /// <param name="folder">Name of the folder with a slash at its end.</param>
    public static IReadOnlyList<string> Names(string folder) => [.. typeof(SeedFile).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(Prefix + folder, StringComparison.Ordinal)).Select(n => n[Prefix.Length..]).Order(StringComparer.Ordinal)];

    private const string Prefix = "seed/";

    private static StreamReader Open(string fileName) => new(typeof(SeedFile).Assembly.GetManifestResourceStream(Prefix + fileName)
        ?? throw new InvalidOperationException($"seed/{fileName} is not built in."));
}
