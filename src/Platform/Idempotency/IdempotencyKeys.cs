using System.Security.Cryptography;
using System.Text;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Platform.Idempotency;

/// <summary>What a program was answered under a key of its own, so that the same request sent again is answered and not done again.</summary>
public sealed class IdempotentAnswer
{
    /// <summary>The account that sent it.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>The key that it chose.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 over method, address and body, lower-case hexadecimal: one key is for one request.</summary>
    public required string RequestHash { get; init; }

    /// <summary>When it came, UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Status code of the answer; null while there is none, also when the program was cut off before it could be kept.</summary>
    public int? Status { get; set; }

    /// <summary>Content type of the answer.</summary>
    public string? ContentType { get; set; }

    /// <summary>Address of what was made.</summary>
    public string? Location { get; set; }

    /// <summary>The answer.</summary>
    public byte[]? Body { get; set; }
}

internal sealed class IdempotentAnswerMapping : IEntityTypeConfiguration<IdempotentAnswer>
{
    public void Configure(EntityTypeBuilder<IdempotentAnswer> builder)
    {
        builder.ToTable("platform_idempotent_answer").HasKey(a => new { a.AccountId, a.Key });
        builder.Property(a => a.Key).HasMaxLength(IdempotencyKeys.KeyMaxLength);
        builder.Property(a => a.RequestHash).HasMaxLength(64);
        builder.Property(a => a.ContentType).HasMaxLength(100);
        builder.Property(a => a.Location).HasMaxLength(400);
        builder.HasIndex(a => a.At); // what is old enough to go
    }
}

/// <summary>Answers a write of the API that is sent twice under one <c>Idempotency-Key</c> with what it was answered first.</summary>
/// <remarks>Only what succeeded is kept: a refused request did nothing, and may be mended and sent under the same key.</remarks>
public static class IdempotencyKeys
{
    /// <summary>Name of the request header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Header of an answer that was given before.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    /// <summary>Most characters of a key.</summary>
    public const int KeyMaxLength = 100;

    private const string NoBody = "idempotency.no-body";

    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    /// <summary>Has the body of this request's answer not kept, because it tells a secret once: sent again, it is answered without.</summary>
    public static void KeepNoBody(HttpContext context) => context.Items[NoBody] = true;

    /// <summary>Heeds the header on writes under <c>/api</c>; after authorisation, so that a key belongs to an account.</summary>
    public static void UseIdempotencyKeys(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var writes = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method) && context.Request.Path.StartsWithSegments("/api");
        if (!writes || !context.Request.Headers.TryGetValue(Header, out var header) || await context.ActorAsync() is not { IsSignedIn: true } actor)
        {
            await next(context);
            return;
        }

        var key = header.ToString();
        if (key.Length is 0 or > KeyMaxLength || !key.All(c => c is > ' ' and <= '~'))
        {
            await Problem.Invalid("idempotency.key-shape", Header, KeyMaxLength).ToHttp(context).ExecuteAsync(context);
            return;
        }

        await OnceAsync(context, next, actor, key);
    });

    private static async Task OnceAsync(HttpContext context, RequestDelegate next, Actor actor, string key)
    {
        // A context of its own: what the use case tracks is none of ours.
        await using var scope = context.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var hash = await HashAsync(context.Request);
        if (await BeginAsync(db, actor, key, hash, scope.ServiceProvider.GetRequiredService<TimeProvider>()) is not { } begun)
        {
            await AgainAsync(context, await db.Set<IdempotentAnswer>().AsNoTracking().SingleOrDefaultAsync(a => a.AccountId == actor.AccountId && a.Key == key), hash);
            return;
        }

        var body = context.Response.Body;
        using var written = new MemoryStream();
        context.Response.Body = written;
        // Who goes away meanwhile will ask again under the key, and must be told what was done.
        context.RequestAborted = CancellationToken.None;
        var done = false;
        try
        {
            await next(context);
            done = context.Response.StatusCode is >= 200 and < 300;
        }
        finally
        {
            context.Response.Body = body;
            await EndAsync(db, begun, context.Response, !done ? null : context.Items.ContainsKey(NoBody) ? [] : written.ToArray());
        }

        written.Position = 0;
        await written.CopyToAsync(body);
    }

    private static async Task<IdempotentAnswer?> BeginAsync(AppDb db, Actor actor, string key, string hash, TimeProvider clock)
    {
        var old = clock.UtcNow() - Life;
        await db.Set<IdempotentAnswer>().Where(a => a.At < old).ExecuteDeleteAsync();
        if (await db.Set<IdempotentAnswer>().AnyAsync(a => a.AccountId == actor.AccountId && a.Key == key))
        {
            return null;
        }

        var answer = new IdempotentAnswer { AccountId = actor.AccountId, Key = key, RequestHash = hash, At = clock.UtcNow() };
        db.Add(answer);
        try
        {
            await db.SaveChangesAsync();
            return answer;
        }
        catch (DbUpdateException)
        {
            // Another made the row since: the same request is being done now.
            db.ChangeTracker.Clear();
            return null;
        }
    }

    private static async Task EndAsync(AppDb db, IdempotentAnswer answer, HttpResponse response, byte[]? body)
    {
        if (body is null)
        {
            db.Remove(answer);
        }
        else
        {
            (answer.Status, answer.ContentType, answer.Location, answer.Body) = (response.StatusCode, response.ContentType, response.Headers.Location, body);
        }

        await db.SaveChangesAsync();
    }

    private static async Task AgainAsync(HttpContext context, IdempotentAnswer? known, string hash)
    {
        if (known?.Status is null || known.RequestHash != hash)
        {
            var problem = known is not null && known.RequestHash != hash ? Problem.Conflict("idempotency.other-request") : Problem.Conflict("idempotency.no-answer-yet");
            await problem.ToHttp(context).ExecuteAsync(context);
            return;
        }

        (context.Response.StatusCode, context.Response.ContentType) = (known.Status.Value, known.ContentType);
        context.Response.Headers[ReplayedHeader] = "true";
        if (known.Location is not null)
        {
            context.Response.Headers.Location = known.Location;
        }

        await context.Response.Body.WriteAsync(known.Body);
    }

    private static async Task<string> HashAsync(HttpRequest request)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var part = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(part)) > 0;)
        {
            hash.AppendData(part, 0, read);
        }

        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
