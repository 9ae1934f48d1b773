using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace LoTrinh.Platform;

/// <summary>The address people use, for links that leave the house: feeds, maps for crawlers, open data.</summary>
public sealed class PublicAddress(IConfiguration configuration)
{
    private readonly string? _set = configuration["LOTRINH_PUBLIC_URL"] is { Length: > 0 } address ? address.TrimEnd('/') : null;

    /// <summary>The root as it is set in <c>LOTRINH_PUBLIC_URL</c>, for what is written without a request; null where it is not set.</summary>
    public string? Known => _set;

    /// <summary>The root without a slash at its end: as set in <c>LOTRINH_PUBLIC_URL</c>, else as the request has it.</summary>
    public string Root(HttpRequest request) => _set ?? $"{request.Scheme}://{request.Host}";

    /// <summary>The root of the reader's language.</summary>
    public string RootOfLanguage(HttpRequest request) => Root(request) + request.PathBase;
}
