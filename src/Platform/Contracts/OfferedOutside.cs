using System.Collections.Frozen;
using System.Reflection;
using LoTrinh.Platform.Events;

namespace LoTrinh.Platform.Contracts;

/// <summary>An event that systems outside may subscribe to; its type also carries <see cref="OfferedOutsideAttribute"/>.</summary>
public interface IOfferedOutside : IIntegrationEvent
{
    /// <summary>What is sent: identifiers and facts that are no secret of anyone. The receiver asks for more with a token of its
    /// own.</summary>
    /// <returns>An instance of <see cref="OfferedOutsideAttribute.Facts"/>.</returns>
    object FactsOutside();
}

/// <summary>How an event is called outside. Name, version and facts are a promise: another shape is another version.</summary>
/// <param name="name">Stable name, such as <c>steering.task.issued</c>; the text <c>webhook.event.{name}</c> says when it is sent.</param>
/// <param name="version">Version of the facts, from 1.</param>
/// <param name="facts">Type of the facts.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OfferedOutsideAttribute(string name, int version, Type facts) : Attribute
{
    /// <summary>Stable name.</summary>
    public string Name { get; } = name;

    /// <summary>Version of the facts.</summary>
    public int Version { get; } = version;

    /// <summary>Type of the facts; its properties are documented on the page of the API.</summary>
    public Type Facts { get; } = facts;
}

/// <summary>Keeps an event inside, such as one about a secret task. Registered scoped by the module that knows; one is enough.</summary>
public interface IWithholdEvents
{
    /// <summary>Whether the event must not leave the house.</summary>
    Task<bool> WithholdsAsync(IOfferedOutside happened, CancellationToken ct);
}

/// <summary>Every event that is offered outside.</summary>
public static class OutsideEvents
{
    /// <summary>By name.</summary>
    public static FrozenDictionary<string, OfferedOutsideAttribute> All { get; } = typeof(OutsideEvents).Assembly.GetTypes()
        .Where(t => t.IsAssignableTo(typeof(IOfferedOutside)) && !t.IsInterface).Select(Of).ToFrozenDictionary(a => a.Name);

    /// <summary>How an event's type is called outside.</summary>
    /// <exception cref="InvalidOperationException">It does not say.</exception>
    public static OfferedOutsideAttribute Of(Type type) => type.GetCustomAttribute<OfferedOutsideAttribute>()
        ?? throw new InvalidOperationException($"{type.Name} is offered outside and does not say as what.");
}
