using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Region.Platform.Identity;

/// <summary>
/// A cache in two generations: when the young one is full it becomes the old one, and what was old is forgotten. So it
/// never holds more than its bound, needs no clock, and keeps what is used often.
/// </summary>
internal sealed class BoundedCache<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly int _generation = Math.Max(1, capacity / 2);
    private volatile ConcurrentDictionary<TKey, TValue> _young = new();
    private volatile ConcurrentDictionary<TKey, TValue> _old = new();
    private int _added;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (_young.TryGetValue(key, out value))
            return true;

        if (!_old.TryGetValue(key, out value))
            return false;

        Set(key, value);
        return true;
    }

    public void Set(TKey key, TValue value)
    {
        if (!_young.TryAdd(key, value) || Interlocked.Increment(ref _added) < _generation)
            return;

        // Two threads at the brim may both turn the generations; that forgets early and breaks nothing.
        _old = _young;
        _young = new ConcurrentDictionary<TKey, TValue>();
        Interlocked.Exchange(ref _added, 0);
    }

    /// <summary>How many entries are held, for tests.</summary>
    internal int Count => _young.Count + _old.Count;
}
