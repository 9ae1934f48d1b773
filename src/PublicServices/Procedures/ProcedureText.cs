using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LoTrinh.Platform;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.Converters;
using YamlDotNet.Serialization.NamingConventions;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>A procedure as text: YAML for people, JSON for the database. What is at its default is left out of both.</summary>
internal static class ProcedureText
{
    /// <summary>Longest text that is read.</summary>
    public const int Longest = 200_000;

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveDefaultsOut } },
    };

    /// <summary>The procedure as YAML.</summary>
    public static string ToYaml(Procedure procedure) => new SerializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance)
        .WithTypeConverter(new DateOnlyConverter(formats: ["yyyy-MM-dd"]))
        .ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitDefaults | DefaultValuesHandling.OmitEmptyCollections | DefaultValuesHandling.OmitNull)
        .WithIndentedSequences().WithQuotingNecessaryStrings().Build().Serialize(procedure);

    /// <summary>Reads YAML that describes one procedure; what cannot be read is said with its line.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="field">Field of the form, for the problem.</param>
    public static Result<Procedure> FromYaml(string? yaml, string? field)
    {
        if (string.IsNullOrWhiteSpace(yaml))
        {
            return Problem.Invalid("procedure.yaml-missing", field);
        }

        if (yaml.Length > Longest)
        {
            return Problem.Invalid("procedure.yaml-long", field, Longest, yaml.Length);
        }

        try
        {
            return Reader().Deserialize<Procedure?>(yaml) is { } procedure ? Whole(procedure) : Problem.Invalid("procedure.yaml-missing", field);
        }
        catch (YamlException wrong)
        {
            return Problem.Invalid("procedure.yaml-unreadable", field, wrong.Start.Line, wrong.Start.Column, (wrong.InnerException ?? wrong).Message);
        }
    }

    /// <summary>Reads names as this folder writes them, and days as <c>yyyy-MM-dd</c>.</summary>
    public static IDeserializer Reader() => new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance)
        .WithTypeConverter(new DateOnlyConverter(formats: ["yyyy-MM-dd"])).WithDuplicateKeyChecking().Build();

    public static string ToJson(Procedure procedure) => JsonSerializer.Serialize(procedure, Json);

    public static Procedure FromJson(string json) => JsonSerializer.Deserialize<Procedure>(json, Json)!;

    public static string Sha256Of(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    // Whoever writes "documents:" and nothing under it means none.
    private static Procedure Whole(Procedure p) => FromJson(ToJson(p));

    private static void LeaveDefaultsOut(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.CreateObject is not { } create)
        {
            return;
        }

        var blank = create();
        foreach (var property in type.Properties.Where(p => p.Get is not null))
        {
            var (get, standard) = (property.Get!, property.Get!(blank));
            property.ShouldSerialize = (owner, value) => value is System.Collections.ICollection many ? many.Count > 0 : !Equals(value, standard);
        }
    }
}
