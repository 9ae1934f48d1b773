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
        for (var place = url; place.Count(c => c == '/') > 3 && !sent.ContainsKey("version"); place = place[..place.LastIndexOf('/')])
        {
            using var answer = await program.GetAsync(place);
            if (answer.IsSuccessStatusCode && await answer.Content.ReadFromJsonAsync<JsonNode>() is JsonObject record && VersionOf(record, url) is { } version)
            {
                sent["version"] = version;
            }
        }

        sent.TryAdd("version", 1);
        return sent;
    }

    // The units' reports stand in their review.
    private static int? VersionOf(JsonObject record, string url) =>
        url.Split("/reports/") is [_, var rest] && record["reports"] is JsonArray reports
            ? reports.FirstOrDefault(r => r!["unit"]?.GetValue<string>() == rest.Split('/')[0])?["version"]?.GetValue<int>() : record["version"]?.GetValue<int>();
}
