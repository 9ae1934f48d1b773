using System.Text.Json.Nodes;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Webhooks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace LoTrinh.Host.Api;

/// <summary>The API for people: what it is, how to authenticate, and every endpoint of the OpenAPI document.</summary>
[AllowAnonymous]
internal sealed class ApiPage([FromKeyedServices("v1")] IOpenApiDocumentProvider documents, Texts texts) : PageModel
{
    public IReadOnlyList<Group> Groups { get; private set; } = [];

    /// <summary>The events that are offered outside, by name.</summary>
    public IEnumerable<OfferedOutsideAttribute> Events => OutsideEvents.All.Values.OrderBy(e => e.Name, StringComparer.Ordinal);

    /// <summary>Seconds that a receiver of events has to answer.</summary>
    public int WebhookSeconds => WebhookRules.Official.TimeoutSeconds;

    /// <summary>The facts of an event, as they are sent.</summary>
    public static IEnumerable<string> FieldsOf(OfferedOutsideAttribute offered) =>
        offered.Facts.GetProperties().Select(p => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(p.Name));

    public string Address => $"{Request.Scheme}://{Request.Host}";

    public async Task OnGetAsync(CancellationToken ct)
    {
        var document = await documents.GetOpenApiDocumentAsync(ct);
        Groups = [.. document.Paths
            .SelectMany(p => (p.Value.Operations ?? []).Select(o => Read(p.Key, o.Key.Method, o.Value)))
            .Where(e => e.Path.StartsWith("/api/", StringComparison.Ordinal))
            .GroupBy(e => e.Tag).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new Group(g.Key, texts.Has($"api.tag.{g.Key}") ? texts[$"api.tag.{g.Key}"] : g.Key, [.. g.OrderBy(e => e.Path, StringComparer.Ordinal).ThenBy(e => e.Method)]))];
    }

    private static Endpoint Read(string path, string method, OpenApiOperation operation) => new(
        method, path, operation.Tags?.FirstOrDefault()?.Reference.Id ?? "", operation.Summary,
        operation.Extensions?.TryGetValue(DescribedApi.PermissionExtension, out var permission) == true && permission is JsonNodeExtension { Node: JsonValue value } ? value.ToString() : null,
        operation.Security is { Count: > 0 },
        [.. (operation.Parameters ?? []).Select(p => new Field(p.Name ?? "", TypeOf(p.Schema), p.Required, p.In == ParameterLocation.Path))],
        [.. Body(operation)], [.. (operation.Responses ?? []).Keys.Order(StringComparer.Ordinal)]);

    private static IEnumerable<Field> Body(OpenApiOperation operation)
    {
        var schema = operation.RequestBody?.Content?.Values.FirstOrDefault()?.Schema;
        return schema?.Properties is { Count: > 0 } properties ? properties.Select(p => new Field(p.Key, TypeOf(p.Value), schema.Required?.Contains(p.Key) == true, false))
            : operation.RequestBody?.Content is { Count: > 0 } content ? [new Field(content.Keys.First(), "", true, false)] : [];
    }

    // A type that may be null is written without it: nearly all fields of a request may be left out, the problem says which may not.
    private static string TypeOf(IOpenApiSchema? schema)
    {
        var name = schema?.Type is { } type && (type & ~JsonSchemaType.Null) is var bare && bare != 0 ? bare.ToString().ToLowerInvariant() : "";
        var item = name == "array" ? TypeOf(schema!.Items) : "";
        return schema?.Format is { Length: > 0 } format ? format : item.Length > 0 ? $"{item}[]" : name.Split(',')[^1].Trim();
    }

    /// <summary>Endpoints of one subject.</summary>
    internal sealed record Group(string Key, string Name, IReadOnlyList<Endpoint> Endpoints);

    /// <summary>One endpoint.</summary>
    internal sealed record Endpoint(string Method, string Path, string Tag, string? Summary, string? Permission, bool NeedsToken,
        IReadOnlyList<Field> Parameters, IReadOnlyList<Field> Body, IReadOnlyList<string> Answers);

    /// <summary>A parameter or a field of the body.</summary>
    internal sealed record Field(string Name, string Type, bool Required, bool InPath);
}
