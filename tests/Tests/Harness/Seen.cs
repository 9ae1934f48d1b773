using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LoTrinh.Tests.Harness;

/// <summary>What a program sends that has just read the record it writes to.</summary>
internal static class Seen
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>Posts the body with the version at which the record stands now.</summary>
    public static async Task<HttpResponseMessage> PostSeenAsync(this HttpClient program, string url, object body) =>
        await program.PostAsJsonAsync(url, await WithVersionAsync(program, url, body));

    /// <summary>Puts the body with the version at which the record stands now.</summary>
    public static async Task<HttpResponseMessage> PutSeenAsync(this HttpClient program, string url, object body) =>
        await program.PutAsJsonAsync(url, await WithVersionAsync(program, url, body));

    // The record is the nearest address above that answers with a version; to who may not read it, any version will do.
    private static async Task<JsonObject> WithVersionAsync(HttpClient program, string url, object body)
    {
        var sent = JsonSerializer.SerializeToNode(body, Web)!.AsObject();
        for (var place = url; place.Count(c => c == '/') > 3 && sent["version"] is null; place = place[..place.LastIndexOf('/')])
        {
            using var answer = await program.GetAsync(place);
            if (answer.IsSuccessStatusCode && await answer.Content.ReadFromJsonAsync<JsonNode>() is JsonObject record && VersionOf(record, url, sent) is { } version)
            {
                sent["version"] = version;
            }
        }

        sent["version"] ??= 1;
        return sent;
    }

    // Some parts have versions of their own and stand in the whole: units' reports in a review, members in a round, values in an indicator.
    private static int? VersionOf(JsonObject record, string url, JsonObject sent)
    {
        JsonNode? Part(string list, string key, string? value) =>
            record[list] is JsonArray parts ? parts.FirstOrDefault(p => p![key]?.ToString() == value)?["version"] : null;
        var version = url.Split("/reports/") is [_, var unit] ? Part("reports", "unit", unit.Split('/')[0])
            : url.Split("/values/") is [_, var value] ? Part("values", "id", value.Split('/')[0])
            : sent["member"] is { } member ? Part("members", "id", member.ToString()) : record["version"] ?? record["definition"]?["version"];
        return version?.GetValue<int>();
    }
}
