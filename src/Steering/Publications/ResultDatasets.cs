using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.OpenData;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Steering.Publications;

/// <summary>The datasets behind the public page: what it shows, of every publication that is public, and nothing else.</summary>
internal static class ResultDatasets
{
    public const string Results = "steering-results";
    public const string Indicators = "steering-indicators";
    public const string Tasks = "steering-tasks";

    /// <summary>All of them, in the order of the page.</summary>
    public static readonly IReadOnlyList<string> Keys = [Results, Indicators, Tasks];

    public static void AddTo(IServiceCollection services)
    {
        services.AddScoped<IOpenDataset, CountsDataset>();
        services.AddScoped<IOpenDataset, IndicatorsDataset>();
        services.AddScoped<IOpenDataset, TasksDataset>();
    }

    /// <summary>A word as the API writes it: AtRisk is at-risk.</summary>
    internal static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>What is public, the current day first.</summary>
    internal static async Task<IEnumerable<PublicPublication>> PublicAsync(this PublicationReader reader, CancellationToken ct) =>
        (await reader.AllAsync(ct)).Where(p => p.Content is not null);
}

/// <summary>Rows of what is public; they change when something is published or withdrawn.</summary>
internal abstract class ResultDataset(PublicationReader reader) : IOpenDataset
{
    public abstract string Key { get; }

    protected PublicationReader Reader => reader;

    public async Task<DateOnly?> ModifiedOnAsync(AppDb db, CancellationToken ct) =>
        (await reader.AllAsync(ct)).Max(p => p.Record.WithdrawnAt ?? p.Record.PublishedAt)?.OfficeDay();

    public abstract Task<IReadOnlyList<IReadOnlyList<object?>>> ReadAsync(AppDb db, CancellationToken ct);
}

/// <summary>The counts, of all tasks and by unit.</summary>
internal sealed class CountsDataset(PublicationReader reader) : ResultDataset(reader)
{
    public override string Key => ResultDatasets.Results;

    public override async Task<IReadOnlyList<IReadOnlyList<object?>>> ReadAsync(AppDb db, CancellationToken ct) =>
        [.. (await Reader.PublicAsync(ct)).Where(p => p.Content!.Whole is not null).SelectMany(p =>
            p.Content!.Units.Select(u => Row(p, u.Key, u.NameVi, u.NameEn, u.Counts)).Prepend(Row(p, null, null, null, p.Content.Whole!)))];

    private static IReadOnlyList<object?> Row(PublicPublication p, string? unit, string? nameVi, string? nameEn, StatusCounts c) =>
    [
        p.Record.Code, p.Record.AsOf, p.IsCurrent, unit is null ? "all" : "unit", unit, nameVi, nameEn, c.Total, c.DoneOnTime, c.DoneLate,
        c.DoneUndated, c.InTime + c.DueSoon, c.Overdue, c.NoDeadline, c.Done, c.Counted,
    ];
}

/// <summary>The indicators.</summary>
internal sealed class IndicatorsDataset(PublicationReader reader) : ResultDataset(reader)
{
    public override string Key => ResultDatasets.Indicators;

    public override async Task<IReadOnlyList<IReadOnlyList<object?>>> ReadAsync(AppDb db, CancellationToken ct) =>
        [.. (await Reader.PublicAsync(ct)).SelectMany(p => p.Content!.Indicators.Select(i => (IReadOnlyList<object?>)
        [
            p.Record.Code, p.Record.AsOf, p.IsCurrent, i.Code, i.NameVi, i.NameEn, i.UnitVi, i.Value, i.ValueOn, i.Numerator, i.Denominator,
            i.Target, i.TargetOn, ResultDatasets.Word(i.State), i.OwnerVi,
        ]))];
}

/// <summary>The tasks that were chosen by hand.</summary>
internal sealed class TasksDataset(PublicationReader reader) : ResultDataset(reader)
{
    public override string Key => ResultDatasets.Tasks;

    public override async Task<IReadOnlyList<IReadOnlyList<object?>>> ReadAsync(AppDb db, CancellationToken ct) =>
        [.. (await Reader.PublicAsync(ct)).SelectMany(p => p.Content!.Tasks.Select(t => (IReadOnlyList<object?>)
            [p.Record.Code, p.Record.AsOf, p.IsCurrent, t.Code, t.Title, t.LeadVi, t.DueOn, t.CompletedOn, Word(t.Status)]))];

    // Due soon is this product's early warning; officially it is in time.
    private static string Word(DueStatus status) => ResultDatasets.Word(status == DueStatus.DueSoon ? DueStatus.InTime : status);
}
