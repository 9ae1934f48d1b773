using LoTrinh.Host;
using LoTrinh.Host.Commands;
using LoTrinh.Host.Demo;
using LoTrinh.Host.SettingUp;

var builder = WebApplication.CreateBuilder(args);
var settings = Settings.From(builder.Configuration);
var clock = new DemoClock();
Composition.AddProduct(builder.Services, builder.Configuration, settings, clock);
if (await CommandLine.RunAsync(args, builder.Services) is { } exitCode)
{
    return exitCode;
}

builder.AddWeb();
var app = builder.Build();
// The database and the web are made ready side by side: each takes a second of a core, and neither needs the other.
var prepared = Task.Run(() => Startup.PrepareAsync(app.Services, settings, clock));
app.UseProduct(settings);
await prepared;
await app.Services.GetRequiredService<SetUpState>().AnnounceAsync();
await app.RunAsync();
return 0;

/// <summary>Lets tests start the product in their own process.</summary>
public partial class Program;
