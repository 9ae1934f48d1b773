using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.EntityFrameworkCore.Metadata;

namespace LoTrinh.Platform.Ledger;

/// <summary>A field that an entry tells of, as people read it.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Before">What it was; null when the entry tells only what it is.</param>
/// <param name="After">What it is.</param>
public sealed record LedgerChange(string Field, string? Before, string After);

/// <summary>Reads what entries hold: names of properties, and values as programs write them.</summary>
internal sealed class LedgerChanges(AppDb db, Texts texts, IEnumerable<INameRecords> names)
{
    private const int Longest = 400;
    private const int MostItems = 10;

    // What the product keeps for itself: folded words, keys of uniqueness, hashes, counters. It stays in the ledger and in its hash.
    private static readonly FrozenSet<string> Inner = FrozenSet.Create(StringComparer.Ordinal, "AccessFailedCount", "Columns", "Header",
        "IsDemonstration", "Key", "LockoutEnabled", "Mark", "NewestNo", "NormalizedEmail", "NormalizedUserName", "NumberKey", "Path",
        "PhoneNumberConfirmed", "Population", "RuleId", "SearchText", "Seed", "SourceKey", "Table", "UniqueKey");

    // What the fields hold that name no type.
    private static readonly FrozenDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        ["DocumentId"] = "OfficialDocument", ["DecisionId"] = "OfficialDocument", ["NoticeId"] = "OfficialDocument",
        ["DissolvedById"] = "OfficialDocument", ["ToId"] = "OfficialDocument", ["TaskId"] = "SteeringTask", ["CommitteeId"] = "Committee",
        ["IndicatorId"] = "Indicator", ["ArticleId"] = "Article", ["LetterId"] = "UrgingLetter", ["ReviewId"] = "Review",
        ["SampleId"] = "TaskSample", ["ApplicantId"] = "Account", ["AskedById"] = "Account",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, IEntityType> _types = db.Model.GetEntityTypes().Where(t => !t.IsOwned())
        .GroupBy(t => t.ClrType.Name).ToFrozenDictionary(g => g.Key, g => g.First());

    /// <summary>The records that an entry names, by the name of their type: its own, and those that its fields hold.</summary>
    public static IEnumerable<(string Kind, Guid Id)> RecordsIn(LedgerEntry entry)
    {
        using var json = JsonDocument.Parse(entry.Changes);
        var held = json.RootElement.ValueKind != JsonValueKind.Object ? []
            : json.RootElement.EnumerateObject()
                .SelectMany(p => IdsIn(p.Value).Select(id => (KindOf(p.Name, entry.SubjectType), id))).ToList();
        return [(entry.SubjectType, entry.SubjectId), .. held];
    }

    /// <summary>The fields of an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="named">Names of records.</param>
    /// <param name="withText">Whether the reader may read what was written; else they learn that it changed.</param>
    public IReadOnlyList<LedgerChange> Of(LedgerEntry entry, IReadOnlyDictionary<Guid, string> named, bool withText)
    {
        using var json = JsonDocument.Parse(entry.Changes);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
        {
            return [new(texts["ledger.field.Items"], null, Write(json.RootElement, null, named, withText))];
        }

        var type = _types.GetValueOrDefault(entry.SubjectType);
        return [.. json.RootElement.EnumerateObject()
            .Where(p => !Inner.Contains(p.Name) && !p.Name.EndsWith("Sha256", StringComparison.Ordinal))
            .Select(p => Change(p.Name, p.Value, type?.FindProperty(p.Name), named, withText))];
    }

    // The tracker writes before and after of a property; what a use case wrote itself says only what is.
    private LedgerChange Change(string name, JsonElement value, IProperty? property, IReadOnlyDictionary<Guid, string> named, bool withText)
    {
        var isPair = property is not null && value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 2;
        var kind = property is null || (!isPair && property.ClrType == typeof(string)) ? null
            : Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return isPair ? new(NameOf(name), Write(value[0], kind, named, withText), Write(value[1], kind, named, withText))
            : new(NameOf(name), null, Write(value, kind, named, withText));
    }

    private string NameOf(string property)
    {
        var key = $"ledger.field.{char.ToUpperInvariant(property[0])}{property[1..]}";
        return texts.Has(key) ? texts[key] : property;
    }

    private string Write(JsonElement value, Type? kind, IReadOnlyDictionary<Guid, string> named, bool withText) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "–",
        JsonValueKind.True => texts["ledger.yes"],
        JsonValueKind.False => texts["ledger.no"],
        JsonValueKind.Number when kind is { IsEnum: true } && value.TryGetInt32(out var number) => Word(Enum.ToObject(kind, number)),
        JsonValueKind.Number => value.GetDecimal().ToString("0.####", CultureInfo.CurrentCulture),
        JsonValueKind.String => Text(value.GetString()!, kind, named, withText),
        JsonValueKind.Array when !withText && value.GetArrayLength() > 0 => texts["ledger.items", value.GetArrayLength()],
        JsonValueKind.Array when value.GetArrayLength() is > 0 and <= MostItems
            && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String) =>
            string.Join(", ", value.EnumerateArray().Select(v => Text(v.GetString()!, kind, named, withText))),
        JsonValueKind.Array => texts["ledger.items", value.GetArrayLength()],
        _ => texts["ledger.items", value.EnumerateObject().Count()],
    };

    private string Text(string text, Type? kind, IReadOnlyDictionary<Guid, string> named, bool withText)
    {
        if (text.Length == 0)
        {
            return "–";
        }

        if (kind is { IsEnum: true } && Enum.TryParse(kind, text, out var known))
        {
            return Word(known!);
        }

        if (Guid.TryParseExact(text, "D", out var id))
        {
            return named.GetValueOrDefault(id) ?? (id == Guid.Empty ? "–" : texts["ledger.unnamed"]);
        }

        // What a use case wrote by its name, or by several.
        if (kind is null && text.Split(' ') is var parts && parts.All(p => texts.Has($"ledger.value.{p}")))
        {
            return string.Join(", ", parts.Select(p => texts[$"ledger.value.{p}"]));
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.Show()
            : Instant(text) is { } at ? at.Show()
            : !withText ? texts["ledger.not-shown"]
            : text.Length <= Longest ? text : text[..Longest] + "…";
    }

    private string Word(object value) =>
        names.Select(n => n.KeyOf((Enum)value)).FirstOrDefault(k => k is not null && texts.Has(k)) is { } key ? texts[key]
            : value.ToString()!;

    private static DateTime? Instant(string text) => text.Length >= "yyyy-MM-ddTHH:mm:ssZ".Length && text[4] == '-' && text[10] == 'T'
        && text[^1] == 'Z' && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    private static string KindOf(string field, string subjectType) => field switch
    {
        "ParentId" or "PreviousId" => subjectType,
        _ when Kinds.TryGetValue(field, out var kind) => kind,
        _ when field.EndsWith("UnitId", StringComparison.Ordinal) => "Unit",
        _ when field.EndsWith("AccountId", StringComparison.Ordinal) => "Account",
        _ => "",
    };

    private static IEnumerable<Guid> IdsIn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when Guid.TryParseExact(value.GetString(), "D", out var id) => [id],
        JsonValueKind.Array => [.. value.EnumerateArray().SelectMany(IdsIn)],
        _ => [],
    };
}
