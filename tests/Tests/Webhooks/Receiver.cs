using System.Collections.Concurrent;
using LoTrinh.Platform.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LoTrinh.Tests.Webhooks;

/// <summary>A message as a receiver got it.</summary>
internal sealed record Received(string Path, string Id, string Timestamp, string Signature, string Body)
{
    /// <summary>Whether one of its signatures is that of a secret.</summary>
    public bool IsSignedWith(string secret) => Signature.Split(' ')
        .Contains(WebhookSecrets.SignOne(secret, Id, long.Parse(Timestamp, null), Body), StringComparer.Ordinal);
}

/// <summary>A system outside, on 127.0.0.1, that answers as the test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Receiver(WebApplication app) => _app = app;

    public ConcurrentQueue<Received> Got { get; } = [];

    /// <summary>What it answers; 204 unless the test says otherwise.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = c =>
    {
        c.Response.StatusCode = 204;
        return Task.CompletedTask;
    };

    public int Port => new Uri(_app.Urls.Single()).Port;

    public string Url => $"http://127.0.0.1:{Port}/hook";

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers;
        Got.Enqueue(new(context.Request.Path, headers["webhook-id"]!, headers["webhook-timestamp"]!, headers["webhook-signature"]!,
            await reader.ReadToEndAsync()));
        await Answer(context);
    }
}
