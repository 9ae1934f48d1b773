using System.Runtime.CompilerServices;
using Xunit;

namespace LoTrinh.Tests.Harness;

/// <summary>The message broker that tests of feeds run on.</summary>
internal static class Broker
{
    public static string? Address => Environment.GetEnvironmentVariable("LOTRINH_TEST_BROKER");

    /// <summary>Whether a test may be left out: without a broker it says so, in CI it fails.</summary>
    public static bool IsHere => Address is not null || Environment.GetEnvironmentVariable("CI") == "true";
}

/// <summary>A test that needs the broker.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrokerFactAttribute : FactAttribute
{
    /// <summary>Says why it is left out where there is none.</summary>
    public BrokerFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (!Broker.IsHere)
        {
            Skip = "LOTRINH_TEST_BROKER is not set: run ./dev test";
        }
    }
}
