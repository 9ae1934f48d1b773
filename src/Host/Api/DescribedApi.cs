using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LoTrinh.Host.Security;
using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace LoTrinh.Host.Api;

/// <summary>
/// Makes the OpenAPI document say what people need: a sentence in the reader's language (the text <c>api.METHOD /path</c> of the capability),
/// the permission, how to authenticate, and what an answer is when something is wrong.
/// </summary>
internal sealed partial class DescribedApi(Texts texts) : IOpenApiOperationTransformer, IOpenApiDocumentTransformer
{
    /// <summary>Extension that names the permission an operation demands.</summary>
    public const string PermissionExtension = "x-permission";

    private const string Scheme = "token";
    private const string ProblemSchema = "Problem";
    private const string Root = "api/v1";

    /// <summary>Key of the sentence about an operation: <c>api.GET /calendar/due</c>.</summary>
    public static string TextKey(string method, string path) => $"api.{method.ToUpperInvariant()} {path}";

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var description = context.Description;
        var path = "/" + Constraint().Replace((description.RelativePath ?? "").Replace(Root, "", StringComparison.Ordinal), "").Trim('/');
        var metadata = description.ActionDescriptor.EndpointMetadata;
        var permission = metadata.OfType<IAuthorizeData>().Select(a => a.Policy).FirstOrDefault(p => p?.StartsWith(PermitsAttribute.Prefix, StringComparison.Ordinal) == true);
        var isOpen = metadata.OfType<IAllowAnonymous>().Any();
        var key = TextKey(description.HttpMethod ?? "GET", path);
        operation.Summary = texts.Has(key) ? texts[key] : operation.Summary;
        operation.Tags = new HashSet<OpenApiTagReference> { new(path.Split('/').ElementAtOrDefault(1) ?? "", context.Document) };
        operation.Description = metadata.OfType<DemandsVersion>().Any() ? texts["api.demands-version"] : operation.Description;
        if (permission is not null)
        {
            operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
            operation.Extensions[PermissionExtension] = new JsonNodeExtension(JsonValue.Create(PermissionRequirement.Of(permission[PermitsAttribute.Prefix.Length..]).Permission)!);
        }

        if (!isOpen)
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
        }

        AddProblems(operation, context, isOpen);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new() { Title = texts["api.title"], Version = "v1", Description = texts["api.description"] };
        document.AddComponent<IOpenApiSecurityScheme>(Scheme, new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = texts["api.token"] });
        document.AddComponent<IOpenApiSchema>(ProblemSchema, new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = texts["api.problem"],
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
                },
                ["codes"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
        });
        document.Tags = document.Paths.SelectMany(p => p.Value.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()).SelectMany(o => o.Tags ?? new HashSet<OpenApiTagReference>())
            .Select(t => t.Reference.Id!).Distinct().Order(StringComparer.Ordinal)
            .Select(name => new OpenApiTag { Name = name, Description = texts.Has($"api.tag.{name}") ? texts[$"api.tag.{name}"] : null }).ToHashSet();
        return Task.CompletedTask;
    }

    // The document's addresses say {id} where a route says {id:guid}.
    [GeneratedRegex(@":[^}]+(?=})")]
    private static partial Regex Constraint();

    private void AddProblems(OpenApiOperation operation, OpenApiOperationTransformerContext context, bool isOpen)
    {
        operation.Responses ??= [];
        var isChange = context.Description.HttpMethod is not "GET";
        var hasPlace = operation.Parameters?.Any(p => p.In == ParameterLocation.Path) == true;
        (string Status, bool When)[] answers =
        [
            ("400", isChange || operation.Parameters is { Count: > 0 }), ("401", !isOpen), ("403", !isOpen), ("404", hasPlace), ("409", isChange),
        ];
        foreach (var (status, _) in answers.Where(a => a.When))
        {
            operation.Responses[status] = new OpenApiResponse
            {
                Description = texts[$"api.answer.{status}"],
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(ProblemSchema, context.Document) },
                },
            };
        }
    }
}
