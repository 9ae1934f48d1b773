using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LoTrinh.Tests.Harness;

/// <summary>Keeps what an app writes into its log, each message by itself and without the exceptions that come with it.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = [];

    public IReadOnlyCollection<string> Written => _lines;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    // An exception is printed below its message: what it says must be as harmless as the message.
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue(exception is null ? formatter(state, exception) : $"{formatter(state, exception)} {exception.Message}");

    public void Dispose()
    {
    }
}
