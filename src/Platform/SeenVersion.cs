using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Platform;

/// <summary>
/// Has a program that writes to a record say at which version it read it, as a page's form does without being asked: otherwise what someone else
/// saved meanwhile would be overwritten unseen.
/// </summary>
/// <remarks>
/// It is demanded where the address names a record and the handler takes a <c>version</c>, alone or in its body. Where a record is only being made
/// there is none to have read.
/// </remarks>
public static class SeenVersion
{
    private const string Name = "Version";

    /// <summary>Demands it of all endpoints of a group, those that are mapped later too.</summary>
    /// <param name="group">The group.</param>
    /// <returns>The group.</returns>
    public static RouteGroupBuilder DemandSeenVersion(this RouteGroupBuilder group)
    {
        ((IEndpointConventionBuilder)group).Add(endpoint =>
        {
            if (endpoint is RouteEndpointBuilder { RoutePattern.Parameters.Count: > 0 } && endpoint.Metadata.OfType<MethodInfo>().FirstOrDefault() is { } handler
                && SourceOf(handler) is { } versionOf)
            {
                endpoint.FilterFactories.Add((_, next) => call => RefuseUnseenAsync(call, next, versionOf));
                endpoint.Metadata.Add(new DemandsVersion());
            }
        });
        return group;
    }

    // A body that could not be read is refused by who read it.
    private static ValueTask<object?> RefuseUnseenAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next, Source versionOf) =>
        call.Arguments[versionOf.Argument] is var given && (versionOf.Property is null ? given : given is null ? 0 : versionOf.Property.GetValue(given)) is not null
            ? next(call) : ValueTask.FromResult<object?>(Problem.Invalid("version-missing", Name).ToHttp(call.HttpContext));

    private static Source? SourceOf(MethodInfo handler)
    {
        foreach (var parameter in handler.GetParameters())
        {
            if (parameter.ParameterType == typeof(int?) && string.Equals(parameter.Name, Name, StringComparison.OrdinalIgnoreCase))
            {
                return new(parameter.Position, null);
            }

            // Bodies are records of the product's own; what the framework brings along may have versions of another kind.
            if (parameter.ParameterType.Namespace?.StartsWith(nameof(LoTrinh), StringComparison.Ordinal) == true
                && parameter.ParameterType.GetProperty(Name) is { } property && property.PropertyType == typeof(int?))
            {
                return new(parameter.Position, property);
            }
        }

        return null;
    }

    // Where among the handler's arguments the version stands: by itself, or in a body.
    private sealed record Source(int Argument, PropertyInfo? Property);
}

/// <summary>Says of an endpoint that it demands the version at which its record was read.</summary>
public sealed class DemandsVersion;
