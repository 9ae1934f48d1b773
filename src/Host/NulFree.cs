using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.OpenApi;

namespace LoTrinh.Host;

/// <summary>
/// Drops U+0000 from whatever comes in: addresses here, forms and bodies below. Nobody types it, and PostgreSQL keeps no text that
/// holds it; done at the door, no page or endpoint can forget it.
/// </summary>
internal static class NulFree
{
    private const string Encoded = "%00";

    public static Task Address(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        while (request.QueryString.Value?.Contains(Encoded, StringComparison.Ordinal) == true)
        {
            request.QueryString = new(request.QueryString.Value.Replace(Encoded, "", StringComparison.Ordinal));
        }

        if (request.Path.Value?.Contains('\0', StringComparison.Ordinal) == true)
        {
            request.Path = Clean(request.Path.Value);
        }

        return next(context);
    }

    public static string Clean(string text) => text.Replace("\0", "", StringComparison.Ordinal);
}

/// <summary>Wraps the form before anything reads it, and after a page has set how much it may hold.</summary>
internal sealed class NulFreeForms : IAuthorizationFilter, IOrderedFilter
{
    // The framework sets a page's limits at 900, and reads the form for its token at 1000.
    public int Order => 950;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        var form = http.Features.Get<IFormFeature>() ?? new FormFeature(http.Request, http.RequestServices.GetRequiredService<IOptions<FormOptions>>().Value);
        http.Features.Set<IFormFeature>(new Cleaned(form));
    }

    private sealed class Cleaned(IFormFeature sent) : IFormFeature
    {
        public bool HasFormContentType => sent.HasFormContentType;

        public IFormCollection? Form
        {
            get => sent.Form is { } form ? Clean(form) : null;
            set => sent.Form = value;
        }

        public IFormCollection ReadForm() => Clean(sent.ReadForm());

        public async Task<IFormCollection> ReadFormAsync(CancellationToken cancellationToken) => Clean(await sent.ReadFormAsync(cancellationToken));

        // Once cleaned, the form is kept as the one that was sent.
        private IFormCollection Clean(IFormCollection form)
        {
            if (form.All(f => f.Value.All(v => v?.Contains('\0', StringComparison.Ordinal) != true)))
            {
                return form;
            }

            return sent.Form = new FormCollection(
                form.ToDictionary(f => f.Key, f => new StringValues([.. f.Value.Select(v => v is null ? null : NulFree.Clean(v))])), form.Files);
        }
    }
}

/// <summary>Reads the strings of a program's body, and writes them as they are.</summary>
internal sealed class NulFreeStringConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } text ? NulFree.Clean(text) : null;

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => NulFree.Clean(reader.GetString()!);

    // The description does not know what a converter of ours reads.
    public static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        schema.Type ??= context.JsonTypeInfo.Type == typeof(string) ? JsonSchemaType.String : null;
        return Task.CompletedTask;
    }

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
}
