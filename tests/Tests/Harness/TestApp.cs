using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using LoTrinh.Host;
using LoTrinh.Host.Demo;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Tests.Harness;

/// <summary>
/// The product in the test's process, with the demonstration ministry in a database of its own.
/// The first app of a run seeds a template; the others start from its copy.
/// </summary>
public sealed class TestApp : WebApplicationFactory<Program>
{
    public const string Password = "mat-khau-minh-hoa-923";
    // Guessing is not what these tests are about; PasswordRuleTests says how many rounds the product takes.
    private const int HashingRounds = 1_000;
    private static readonly Lock Gate = new();

    // What MVC reads of the pages' properties is the same in every app, and takes a third of a start.
    private static volatile IModelMetadataProvider? Metadata;
    private static readonly Dictionary<TestDatabase, (string Database, string Folder)> Templates = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("lotrinh-test-").FullName;
    private readonly string? _postgres;
    private readonly bool _demo;
    private readonly Action<IServiceCollection>? _configure;
    private readonly Dictionary<string, string> _settings;

    // Each app would else watch its files, and a machine allows only so many watches.
    static TestApp()
    {
        Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
        Environment.SetEnvironmentVariable("DOTNET_USE_POLLING_FILE_WATCHER", "true");
    }

    private TestApp(TestDatabase database, bool demo, string? postgres, Action<IServiceCollection>? configure, Dictionary<string, string>? settings) =>
        (Database, _demo, _postgres, _configure, _settings) = (database, demo, postgres, configure, settings ?? []);

    public TestDatabase Database { get; }

    public string DataFolder => _folder;

    /// <summary>The clock of this app; 15/03/2021 08:00 office time until a test sets it.</summary>
    internal DemoClock Clock => (DemoClock)Services.GetRequiredService<TimeProvider>();

    /// <summary>Starts the product on <paramref name="database"/>; with <paramref name="demo"/> false it is empty. <paramref name="settings"/> stand for the environment.</summary>
    public static TestApp Start(TestDatabase database = TestDatabase.Sqlite, bool demo = true, Action<IServiceCollection>? configure = null,
        Dictionary<string, string>? settings = null)
    {
        (string Database, string Folder)? template = null;
        if (demo)
        {
            lock (Gate)
            {
                template = Templates.TryGetValue(database, out var made) ? made : Templates[database] = MakeTemplate(database);
            }
        }

        var app = new TestApp(database, demo, database == TestDatabase.Postgres ? Harness.Postgres.Create(template?.Database) : null, configure, settings);
        if (template is { } seeded)
        {
            app.CopyFrom(seeded, database);
        }

        _ = app.Server;
        return app;
    }

    /// <summary>Another process on the same PostgreSQL; null on SQLite, whose file is one process's.</summary>
    public TestApp? Beside() => _postgres is null ? null
        : Start(TestDatabase.Postgres, demo: false, settings: new() { ["LOTRINH_DATABASE"] = _postgres, ["no-demo"] = "false" });

    /// <summary>A browser that has not signed in; keeps cookies, does not follow redirects.</summary>
    public HttpClient Anonymous() => CreateClient(new() { AllowAutoRedirect = false, HandleCookies = true });

    /// <summary>A browser signed in as a demonstration account.</summary>
    public async Task<HttpClient> SignInAsync(string account, string password = Password)
    {
        var browser = Anonymous();
        using var answer = await browser.PostFormAsync("/dang-nhap", new() { ["Name"] = account, ["Password"] = password });
        return answer.StatusCode == System.Net.HttpStatusCode.Redirect
            ? browser : throw new InvalidOperationException($"{account} could not sign in: {answer.StatusCode}\n{await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>A program with a token of a demonstration account.</summary>
    public async Task<HttpClient> ProgramAsync(string account, params string[] scope)
    {
        await using var services = Services.CreateAsyncScope();
        var id = await services.ServiceProvider.GetRequiredService<AppDb>().Users.Where(a => a.UserName == account).Select(a => a.Id).SingleAsync();
        var token = await services.ServiceProvider.GetRequiredService<IssueApiToken>()
            .Handle(Actor.System, id, "test", TimeSpan.FromDays(1), scope, default);
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token.Value);
        return client;
    }

    /// <summary>Does something with the services of one request.</summary>
    public async Task<T> WithAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    /// <summary>Hands the events that wait to their handlers, as the host does once a second.</summary>
    public async Task DispatchAsync()
    {
        while (await Services.GetRequiredService<LoTrinh.Host.Events.OutboxDispatcher>().RunOnceAsync(default) > 0)
        {
        }
    }

    /// <summary>Runs a job once, in a scope of its own.</summary>
    public Task RunAsync<T>()
        where T : class, LoTrinh.Platform.Jobs.IRecurringJob => WithAsync(async s =>
    {
        await s.GetRequiredService<T>().RunAsync(default);
        return true;
    });

    /// <summary>The actor behind a demonstration account.</summary>
    public Task<Actor> ActorAsync(string account) => WithAsync(async s =>
    {
        var id = await s.GetRequiredService<AppDb>().Users.Where(a => a.UserName == account).Select(a => a.Id).SingleAsync();
        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext
        {
            RequestServices = s,
            User = new(new System.Security.Claims.ClaimsIdentity([new(System.Security.Claims.ClaimTypes.NameIdentifier, id.ToString())], "test")),
        };
        return await s.GetRequiredService<IActorSource>().OfAsync(http);
    });

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("LOTRINH_DATA", _folder);
        builder.UseSetting("LOTRINH_DATABASE", _postgres ?? "");
        builder.UseSetting("LOTRINH_DEMO_PASSWORD", Password);
        builder.UseSetting("schema", "create");
        // What is refused on purpose thousands of times would bury the name of a test that failed.
        builder.UseSetting("Logging:Console:LogLevel:Default", "Error");
        // Tests run jobs and hand events over themselves: nothing changes the data behind their back.
        builder.UseSetting("LOTRINH_JOBS", "off");
        if (!_demo)
        {
            builder.UseSetting("no-demo", "true");
        }

        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        foreach (var (name, value) in _settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureServices(services =>
        {
            services.PostConfigure<PasswordHasherOptions>(o => o.IterationCount = HashingRounds);
            services.AddSingleton<IModelMetadataProvider>(s => Metadata ??= ActivatorUtilities.CreateInstance<DefaultModelMetadataProvider>(s));
            _configure?.Invoke(services);
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            SqliteConnection.ClearAllPools();
            if (_postgres is not null)
            {
                Harness.Postgres.Drop(_postgres);
            }

            try
            {
                Directory.Delete(_folder, recursive: true);
            }
            catch (IOException)
            {
                // A background job still held a file; the folder is temporary anyway.
            }
        }
    }

    private void CopyFrom((string Database, string Folder) template, TestDatabase database)
    {
        if (database == TestDatabase.Sqlite)
        {
            File.Copy(template.Database, Path.Combine(_folder, "lotrinh.db"));
        }

        var files = Path.Combine(template.Folder, "files");
        foreach (var file in Directory.GetFiles(files, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder, "files", Path.GetRelativePath(files, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static (string Database, string Folder) MakeTemplate(TestDatabase database)
    {
        var folder = Directory.CreateTempSubdirectory("lotrinh-template-").FullName;
        var postgres = database == TestDatabase.Postgres ? Harness.Postgres.Create() : null;
        var settings = new Settings(folder, postgres, true, Password, null, null) { HashingRounds = HashingRounds };
        var services = new ServiceCollection();
        Composition.AddProduct(services, new ConfigurationBuilder().Build(), settings, TimeProvider.System);
        using (var provider = services.BuildServiceProvider())
        {
            using (var scope = provider.CreateScope())
            {
                // From the model: a structure test says that the migrations give the same.
                scope.ServiceProvider.GetRequiredService<AppDb>().Database.EnsureCreated();
            }

            DemoSeeding.SeedAsync(provider, settings, default).GetAwaiter().GetResult();
        }

        SqliteConnection.ClearAllPools();
        NpgsqlConnectionCleanup(postgres);
        if (postgres is not null)
        {
            return (new Npgsql.NpgsqlConnectionStringBuilder(postgres).Database!, folder);
        }

        using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "lotrinh.db")};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }

        return (Path.Combine(folder, "lotrinh.db"), folder);
    }

    // A database can be copied only while nobody is connected to it.
    private static void NpgsqlConnectionCleanup(string? postgres)
    {
        if (postgres is not null)
        {
            Npgsql.NpgsqlConnection.ClearAllPools();
        }
    }
}

/// <summary>What a browser does, for tests.</summary>
public static class Browsing
{
    /// <summary>Opens a page and reads it.</summary>
    public static async Task<IHtmlDocument> OpenAsync(this HttpClient browser, string url)
    {
        using var answer = await browser.GetAsync(url);
        var body = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? await new HtmlParser().ParseDocumentAsync(body)
            : throw new InvalidOperationException($"{url} answered {(int)answer.StatusCode}: {body[..Math.Min(body.Length, 2000)]}");
    }

    /// <summary>Reads an answer as a page.</summary>
    public static async Task<IHtmlDocument> ReadPageAsync(this HttpResponseMessage answer) =>
        await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());

    /// <summary>Fills a form of the page at <paramref name="url"/> and sends it: to itself, or to <paramref name="action"/>.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(this HttpClient browser, string url, Dictionary<string, string> fields, string? action = null)
    {
        var page = await browser.OpenAsync(url);
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value");
        var all = new Dictionary<string, string>(fields);
        if (token is not null)
        {
            all["__RequestVerificationToken"] = token;
        }

        using var content = new FormUrlEncodedContent(all);
        return await browser.PostAsync(action ?? url, content);
    }
}
