using LoTrinh.Host.Security;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Tests.Harness;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Tests.Walks;

/// <summary>One thing that can be asked of the product: a method on a pattern, with the page's handler where there is one.</summary>
/// <param name="Method">GET, POST, PUT or DELETE.</param>
/// <param name="Pattern">The route's pattern.</param>
/// <param name="Handler">Name of the page's handler; null for the page's own.</param>
/// <param name="Demands">Permissions that the door demands; empty where signing in is enough.</param>
/// <param name="IsOpen">Whether the door lets everyone in (and the use case decides).</param>
/// <param name="IsPage">Whether a page answers, with its form's token, or an endpoint.</param>
internal sealed record Address(string Method, RoutePattern Pattern, string? Handler, IReadOnlyList<string> Demands, bool IsOpen, bool IsPage)
{
    public string Path => "/" + Pattern.RawText!.TrimStart('/');

    public bool IsApi => Path.StartsWith("/api/", StringComparison.Ordinal);

    /// <summary>Whether it is about one record. A procedure is everyone's, and a purpose is what anyone may agree to for themselves.</summary>
    public bool IsOfRecord => Pattern.Parameters.Any(p => !p.IsCatchAll && !p.IsOptional && p.Name is not ("procedure" or "purpose"));

    /// <summary>Whether the door lets an actor in; the use case has yet to be asked.</summary>
    public bool Lets(Actor actor) => IsOpen || Demands.All(d => PermissionRequirement.Of(d).IsMetBy(actor));

    public override string ToString() => $"{Method} {Path}{(Handler is null ? "" : $"?handler={Handler}")}";
}

/// <summary>Finds every address from the product's endpoints, so that a new one is walked from its first day.</summary>
internal static class Addresses
{
    public static async Task<IReadOnlyList<Address>> AllAsync(TestApp app)
    {
        var found = new List<Address>();
        var loader = app.Services.GetRequiredService<PageLoader>();
        foreach (var endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                var compiled = await loader.LoadAsync(page, endpoint.Metadata);
                // A page without code behind it answers to GET alone.
                var handlers = compiled.HandlerMethods.Select(h => (Method: h.HttpMethod.ToUpperInvariant(), Handler: h.Name)).DefaultIfEmpty((Method: "GET", Handler: null));
                found.AddRange(handlers.Select(h => Of(h.Method, endpoint, h.Handler, MetadataOf(compiled), true)));
                continue;
            }

            var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"];
            found.AddRange(methods.Where(m => m is not ("HEAD" or "OPTIONS")).Select(m => Of(m, endpoint, null, endpoint.Metadata, false)));
        }

        return [.. found.DistinctBy(a => a.ToString()).OrderBy(a => a.Path, StringComparer.Ordinal).ThenBy(a => a.Method, StringComparer.Ordinal)];
    }

    // What the page's class and its folder's conventions say of who may come in.
    private static Microsoft.AspNetCore.Http.EndpointMetadataCollection MetadataOf(CompiledPageActionDescriptor page) =>
        page.Endpoint?.Metadata ?? new([.. page.EndpointMetadata ?? [], .. page.ModelTypeInfo!.GetCustomAttributes(true)]);

    private static Address Of(string method, RouteEndpoint endpoint, string? handler, Microsoft.AspNetCore.Http.EndpointMetadataCollection metadata, bool isPage) => new(
        method, endpoint.RoutePattern, handler,
        [.. metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy).OfType<string>()
            .Where(p => p.StartsWith(PermitsAttribute.Prefix, StringComparison.Ordinal)).Select(p => p[PermitsAttribute.Prefix.Length..])],
        metadata.GetMetadata<IAllowAnonymous>() is not null, isPage);
}

/// <summary>Fills the parameters of an address with what is in the database: a route that takes an id is tried with records of every sort.</summary>
internal sealed class Records(AppDb db)
{
    private const int Each = 2;
    private readonly Dictionary<string, IReadOnlyList<string>> _known = [];
    private IReadOnlyList<(string Record, string Part)>? _parts;

    // What a parameter is called where the property is called otherwise, or where its values are in no table.
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["number"] = ["ResultNumber", "Number"],
        ["unit"] = ["Key"],
    };

    private static readonly Dictionary<string, string[]> Given = new(StringComparer.OrdinalIgnoreCase)
    {
        ["code"] = ["1.000703"],
        ["procedure"] = ["1.000703"],
        ["document"] = ["manager-diploma"],
        ["file"] = ["1"],
        ["documentName"] = ["v1"],
        ["status"] = ["404"],
        ["key"] = ["working-calendar"],
        ["unitKey"] = ["drvn"],
        ["format"] = ["csv"],
        ["form"] = ["mau-01"],
        ["component"] = ["2.1"],
        ["purpose"] = ["officer-store"],
        // The code of a receipt is known to its writer alone.
        ["receipt"] = ["00000000000000000000000000000000"],
        // Of three payments none need be paid; a paid one's number is found besides.
        ["receiptNumber"] = ["khong-co"],
    };

    /// <summary>The addresses that the pattern stands for, one for each record; one without record when the pattern takes none.</summary>
    public async Task<IReadOnlyList<string>> UrlsAsync(Address address)
    {
        // Where a part is asked for within its record, each record is tried with its own parts: with every other it is not found, whoever asks.
        var ids = address.Pattern.Parameters.Where(IsId).Select(p => p.Name).ToList();
        if (ids.Count < 2)
        {
            return await UrlsAsync(address, []);
        }

        var urls = new List<string>();
        foreach (var (record, part) in await PartsAsync())
        {
            urls.AddRange(await UrlsAsync(address, new() { [ids[^2]] = record, [ids[^1]] = part }));
        }

        return urls;
    }

    private async Task<IReadOnlyList<string>> UrlsAsync(Address address, Dictionary<string, string> given)
    {
        IReadOnlyList<string> urls = [""];
        foreach (var segment in address.Pattern.PathSegments)
        {
            IReadOnlyList<string> next = [""];
            foreach (var part in segment.Parts)
            {
                IReadOnlyList<string> values = part switch
                {
                    RoutePatternLiteralPart literal => [literal.Content],
                    RoutePatternSeparatorPart separator => [separator.Content],
                    RoutePatternParameterPart { IsCatchAll: true } => ["khong-co"],
                    RoutePatternParameterPart known when given.TryGetValue(known.Name, out var value) => [value],
                    RoutePatternParameterPart { IsOptional: true } optional => ["", .. await ValuesAsync(address, optional)],
                    RoutePatternParameterPart parameter => await ValuesAsync(address, parameter),
                    _ => throw new NotSupportedException(part.GetType().Name),
                };
                next = [.. next.SelectMany(n => values.Select(v => n + v))];
            }

            urls = [.. urls.SelectMany(u => next.Select(n => $"{u}/{n}"))];
        }

        return [.. urls.Select(u => (u.Length == 0 ? "/" : u) + (address.Handler is null ? "" : $"?handler={address.Handler}"))];
    }

    private static bool IsId(RoutePatternParameterPart parameter) => parameter.ParameterPolicies.Any(p => p.Content == "guid");

    private async Task<IReadOnlyList<string>> ValuesAsync(Address address, RoutePatternParameterPart parameter)
    {
        var isId = IsId(parameter);
        var key = isId ? $"guid {address.Path.StartsWith("/tep", StringComparison.Ordinal)}" : parameter.Name;
        if (!_known.TryGetValue(key, out var values))
        {
            values = isId ? address.Path.StartsWith("/tep", StringComparison.Ordinal) ? await FilesAsync() : await IdsAsync()
                : [.. Given.GetValueOrDefault(parameter.Name, []), .. await NamedAsync(parameter.Name)];
            _known[key] = values;
        }

        return values.Count > 0 ? values
            : throw new InvalidOperationException($"Nothing in the database fills {{{parameter.Name}}} of {address}: say in {nameof(Records)} what it is.");
    }

    // Files of the portal are published; those of every other room belong to a record.
    private async Task<IReadOnlyList<string>> FilesAsync() =>
        [.. (await db.Set<StoredFile>().Where(f => !f.Room.StartsWith("portal.") && f.Room != "platform.document").Select(f => f.Id).Take(20).ToListAsync()).Select(i => i.ToString())];

    private async Task<IReadOnlyList<string>> IdsAsync()
    {
        var ids = new List<string>();
        foreach (var (entity, key) in Entities().Select(e => (e, e.FindPrimaryKey())).Where(x => x.Item2 is { Properties: [{ } one] } && one.ClrType == typeof(Guid)))
        {
            ids.AddRange((await ReadAsync<Guid>(entity, key!.Properties[0])).Select(i => i.ToString()));
        }

        // A flag is no row; the answers to it name it.
        foreach (var (entity, property) in Entities().Select(e => (e, e.FindProperty("FlagId"))).Where(x => x.Item2 is not null))
        {
            ids.AddRange((await ReadAsync<Guid>(entity, property!)).Select(i => i.ToString()));
        }

        // The first documents are others'; ours alone are given out.
        ids.AddRange((await db.Documents.Where(d => d.IssuerUnitId != null && d.State == DocumentState.Registered).Select(d => d.Id).Take(Each).ToListAsync())
            .Select(i => i.ToString()));
        return [.. ids.Distinct()];
    }

    // Every row that refers to another, with the one that it refers to.
    private async Task<IReadOnlyList<(string Record, string Part)>> PartsAsync()
    {
        if (_parts is null)
        {
            var parts = new List<(string, string)>();
            foreach (var (entity, own, other) in Entities().SelectMany(e => e.GetForeignKeys()
                .Where(f => f.Properties is [{ } one] && Underlying(one) == typeof(Guid) && e.FindPrimaryKey() is { Properties: [{ ClrType: var key }] } && key == typeof(Guid))
                .Select(f => (e, e.FindPrimaryKey()!.Properties[0], f.Properties[0]))))
            {
                var sql = $"""SELECT "{other.GetColumnName()}" AS "Record", "{own.GetColumnName()}" AS "Id" FROM "{entity.GetTableName()}" WHERE "{other.GetColumnName()}" IS NOT NULL LIMIT {Each}""";
                parts.AddRange((await db.Database.SqlQueryRaw<Part>(sql).ToListAsync()).Select(p => (p.Record.ToString(), p.Id.ToString())));
            }

            _parts = parts;
        }

        return _parts;
    }

    private static Type Underlying(IProperty property) => Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;

    private async Task<IReadOnlyList<string>> NamedAsync(string name)
    {
        var names = Names.TryGetValue(name, out var others) ? others : [name];
        var values = new List<string>();
        foreach (var (entity, property) in Entities().SelectMany(e => e.GetProperties().Select(p => (e, p)))
            .Where(x => x.p.ClrType == typeof(string) && names.Contains(x.p.Name, StringComparer.OrdinalIgnoreCase)))
        {
            values.AddRange((await ReadAsync<string>(entity, property)).Select(Uri.EscapeDataString));
        }

        return [.. values.Distinct()];
    }

    private IEnumerable<IEntityType> Entities() => db.Model.GetEntityTypes().Where(e => !e.IsOwned() && e.GetTableName() is not null);

    private async Task<List<T>> ReadAsync<T>(IEntityType entity, IProperty property)
    {
        // Names of tables and columns are the model's own.
        var sql = $"""SELECT "{property.GetColumnName()}" AS "Value" FROM "{entity.GetTableName()}" WHERE "{property.GetColumnName()}" IS NOT NULL LIMIT {Each}""";
        return await db.Database.SqlQueryRaw<T>(sql).ToListAsync();
    }

    private sealed record Part(Guid Record, Guid Id);
}
