using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Platform;

/// <summary>The face of a module: everything that it adds to the product. Reading the faces shows the product.</summary>
public interface IModule
{
    /// <summary>Services, jobs, handlers of events.</summary>
    void AddServices(IServiceCollection services, IConfiguration configuration);

    /// <summary>Entities and their tables.</summary>
    void ConfigureModel(ModelBuilder model);

    /// <summary>Endpoints; <paramref name="api"/> is the group <c>/api/v1</c>, closed unless an endpoint opens itself.</summary>
    void MapEndpoints(IEndpointRouteBuilder api);

    /// <summary>What the module offers in the navigation.</summary>
    IEnumerable<NavigationEntry> Navigation { get; }

    /// <summary>What may be done in the module, and which roles may do it.</summary>
    IEnumerable<Permission> Permissions { get; }
}

/// <summary>One link of the navigation.</summary>
/// <param name="Area">The masthead entry it stands under: <c>steering</c>, <c>services</c>, <c>portal</c>, <c>roads</c>, <c>admin</c>.</param>
/// <param name="TextKey">Key of its words.</param>
/// <param name="Url">Address from the root, such as <c>/chi-dao</c>.</param>
/// <param name="Permission">Permission that one must hold somewhere to see it; null for everyone.</param>
/// <param name="Order">Place in its area; the first entry a person may see is where the masthead leads.</param>
/// <param name="SectionKey">Key of the heading it stands under in the side navigation; null for the first group.</param>
/// <param name="Everywhere">Whether the permission must be held for everything.</param>
public sealed record NavigationEntry(
    string Area, string TextKey, string Url, string? Permission, int Order, string? SectionKey = null, bool Everywhere = false);
