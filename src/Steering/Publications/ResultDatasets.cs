using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.OpenData;
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
        services.AddSingleton<IOpenDataset, CountsDataset>();
        services.AddSingleton<IOpenDataset, IndicatorsDataset>();
        services.AddSingleton<IOpenDataset, TasksDataset>();
    }

    /// <summary>A word as the API writes it: AtRisk is at-risk.</summary>
    internal static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>What is public, the current day first.</summary>
    internal static async Task<IEnumerable<PublicPublication>> PublicAsync(AppDb db, CancellationToken ct) =>
        (await new PublicationReader(db, new SecretTasks(db)).AllAsync(ct)).Where(p => p.Content is not null);
}

/// <summary>The counts, of all tasks and by unit.</summary>
internal sealed class CountsDataset : IOpenDataset
{
    public string Key => ResultDatasets.Results;

    public async Task<IReadOnlyList<IReadOnlyList<object?>>> ReadAsync(AppDb db, CancellationToken ct) =>
        [.. (await ResultDatasets.PublicAsync(db, ct)).Where(p => p.Content!.Whole is not null).SelectMany(p =>
            p.Content!.Units.Select(u => Row(p, u.Key, u.NameVi, u.NameEn, u.Counts)).Prepend(Row(p, null, null, null, p.Content.Whole!)))];

    private static IReadOnlyList<object?> Row(PublicPublication p, string? unit, string? nameVi, string? nameEn, StatusCounts c) =>
    [
        p.Record.Code, p.Record.AsOf, p.IsCurrent, unit is null ? "all" : "unit", unit, nameVi, nameEn, c.Total, c.DoneOnTime, c.DoneLate,
        c.DoneUndated, c.InTime + c.DueSoon, c.Overdue, c.NoDeadline, c.Done, c.Counted,
    ];
}

/// <summary>The indicators.</summary>
internal sealed class IndicatorsDataset : IOpenDataset
{
    public string Key => ResultDatasets.Indicators;

    public async Task<IReadOnlyList<IReadOnlyList<object?>>> ReadAsync(AppDb db, CancellationToken ct) =>
        [.. (await ResultDatasets.PublicAsync(db, ct)).SelectMany(p => p.Content!.Indicators.Select(i => (IReadOnlyList<object?>)
        [
            p.Record.Code, p.Record.AsOf, p.IsCurrent, i.Code, i.NameVi, i.NameEn, i.UnitVi, i.Value, i.ValueOn, i.Numerator, i.Denominator,
            i.Target, i.TargetOn, ResultDatasets.Word(i.State), i.OwnerVi,
        ]))];
}

/// <summary>The tasks that were chosen by hand.</summary>
internal sealed class TasksDataset : IOpenDataset
{
    public string Key => ResultDatasets.Tasks;

    public async Task<IReadOnlyList<IReadOnlyList<object?>>> ReadAsync(AppDb db, CancellationToken ct) =>
        [.. (await ResultDatasets.PublicAsync(db, ct)).SelectMany(p => p.Content!.Tasks.Select(t => (IReadOnlyList<object?>)
            [p.Record.Code, p.Record.AsOf, p.IsCurrent, t.Code, t.Title, t.LeadVi, t.DueOn, t.CompletedOn, Word(t.Status)]))];

    // Due soon is this product's early warning; officially it is in time.
    private static string Word(DueStatus status) => ResultDatasets.Word(status == DueStatus.DueSoon ? DueStatus.InTime : status);
}
