namespace LoTrinh.Bench;

/// <summary>What came of doing one thing again and again from several sides at once.</summary>
/// <param name="Milliseconds">How long each took, in no order.</param>
/// <param name="Seconds">How long all of it took.</param>
internal sealed record Timings(IReadOnlyList<double> Milliseconds, double Seconds)
{
    public double PerSecond => Milliseconds.Count / Seconds;

    public double P50Ms => At(50);

    public double P99Ms => At(99);

    private double At(int share) => Milliseconds.Order().ElementAt(Math.Min(Milliseconds.Count - 1, (int)Math.Ceiling(Milliseconds.Count * share / 100.0) - 1));

    /// <summary>Does it for some seconds from <see cref="Load.Connections"/> sides, each beginning the next when its last one is done.</summary>
    public static async Task<Timings> OfAsync(int seconds, Func<int, Task<Func<Task>>> begin)
    {
        var sides = await Task.WhenAll(Enumerable.Range(0, Load.Connections).Select(begin));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var took = await Task.WhenAll(sides.Select(act => Task.Run(async () =>
        {
            var own = new List<double>();
            while (clock.Elapsed.TotalSeconds < seconds)
            {
                var began = clock.Elapsed;
                await act();
                own.Add((clock.Elapsed - began).TotalMilliseconds);
            }

            return own;
        })));
        return new([.. took.SelectMany(t => t)], clock.Elapsed.TotalSeconds);
    }
}
