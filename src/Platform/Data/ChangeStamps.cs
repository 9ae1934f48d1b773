using System.Collections.Concurrent;

namespace LoTrinh.Platform.Data;

/// <summary>Counts, for each sort of entity, the saves of this process that changed one, so that what was read before can be told from what is so now.</summary>
public sealed class ChangeStamps
{
    private readonly ConcurrentDictionary<Type, long> _counts = new();

    /// <summary>A number that is another one after each change of an entity of these types.</summary>
    /// <param name="types">Sorts of entities.</param>
    public long Of(params ReadOnlySpan<Type> types)
    {
        var sum = 0L;
        foreach (var type in types)
        {
            sum += _counts.GetValueOrDefault(type);
        }

        return sum;
    }

    /// <summary>Says that entities of a type have changed, and that everyone can see it.</summary>
    public void Changed(Type type) => _counts.AddOrUpdate(type, 1, (_, count) => count + 1);
}
