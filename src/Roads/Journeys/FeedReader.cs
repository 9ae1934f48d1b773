using Google.Protobuf;
using LoTrinh.Platform.Vehicles;
using LoTrinh.Roads.Journeys.Wire;

namespace LoTrinh.Roads.Journeys;

/// <summary>What became of a message; keys of texts and of counts.</summary>
internal static class Outcome
{
    public const string Accepted = "accepted";
    public const string Duplicate = "duplicate";

    /// <summary>Accepted, though the vehicle had already been seen later.</summary>
    public const string OutOfOrder = "out-of-order";

    /// <summary>A message of another type than WayPoint.</summary>
    public const string Foreign = "foreign";

    /// <summary>Bytes that are no message, or a WayPoint without what every WayPoint needs.</summary>
    public const string Malformed = "malformed";

    /// <summary>The batch ended inside a message.</summary>
    public const string Truncated = "truncated";
    public const string BadPlate = "bad-plate";
    public const string SwappedAxes = "swapped-axes";
    public const string Outside = "outside";

    /// <summary>The device's clock runs seven hours ahead: local time sent as if it were UTC.</summary>
    public const string LocalTime = "local-time";
    /// <summary>The time counts milliseconds where seconds are asked for.</summary>
    public const string Milliseconds = "milliseconds";
    public const string Future = "future";
    public const string DeviceClock = "device-clock";
    public const string BadSpeed = "bad-speed";

    /// <summary>Accepted with fields that we have no name for; they are kept.</summary>
    public const string UnknownFields = "unknown-fields";

    /// <summary>Accepted without a driving licence that can be one: nobody has logged in, or the device sends a placeholder.</summary>
    public const string NoLicence = "no-licence";

    /// <summary>Counts beside the outcome: what they count is counted under its outcome too.</summary>
    public static readonly string[] Beside = [OutOfOrder, UnknownFields, NoLicence];

    /// <summary>Why a fix that was read is not believed.</summary>
    public static readonly string[] Implausible = [BadPlate, SwappedAxes, Outside, LocalTime, Milliseconds, Future, DeviceClock, BadSpeed];
}

/// <summary>A fix that can be taken.</summary>
internal sealed record Fix(
    string Plate, DateTime At, double Longitude, double Latitude, float SpeedKmh, float? Heading, bool? Ignition, bool? Door, string? Driver, byte[]? Unknown);

/// <summary>A batch, read: what can be taken, and how many messages could not, by outcome.</summary>
internal sealed record FeedReading(IReadOnlyList<Fix> Fixes, IReadOnlyDictionary<string, int> Refused, int Messages);

/// <summary>Reads a provider's messages. Nothing that a sender puts in them makes it throw.</summary>
internal static class FeedReader
{
    /// <summary>Longest message that is read; the longest seen in traffic is some hundred bytes.</summary>
    public const int LongestMessage = 64 * 1024;
    private const int WayPointType = 100;

    /// <summary>Reads a batch in which the length of each message stands before it.</summary>
    public static FeedReading Read(ReadOnlyMemory<byte> batch, DateTime now)
    {
        var (messages, truncated) = Apart(batch);
        var reading = Read(messages, now);
        return truncated ? reading with { Messages = reading.Messages + 1, Refused = With(reading.Refused, Outcome.Truncated) } : reading;
    }

    /// <summary>Reads messages that came one by one.</summary>
    public static FeedReading Read(IReadOnlyCollection<ReadOnlyMemory<byte>> messages, DateTime now)
    {
        var fixes = new List<Fix>();
        var refused = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            Fix? fix = null;
            var outcome = message.Length > LongestMessage ? Outcome.Malformed : One(message, now, out fix);
            if (fix is null)
            {
                refused[outcome] = refused.GetValueOrDefault(outcome) + 1;
            }
            else
            {
                fixes.Add(fix);
            }
        }

        return new(fixes, refused, messages.Count);
    }

    private static Dictionary<string, int> With(IReadOnlyDictionary<string, int> counts, string outcome) =>
        new(counts, StringComparer.Ordinal) { [outcome] = counts.GetValueOrDefault(outcome) + 1 };

    // Without a length that can be believed there is no telling where the next message begins.
    private static (List<ReadOnlyMemory<byte>> Messages, bool Truncated) Apart(ReadOnlyMemory<byte> batch)
    {
        var messages = new List<ReadOnlyMemory<byte>>();
        for (var at = 0; at < batch.Length;)
        {
            var (length, size) = Length(batch.Span[at..]);
            if (size == 0 || length > LongestMessage || length > (ulong)(batch.Length - at - size))
            {
                return (messages, true);
            }

            messages.Add(batch.Slice(at + size, (int)length));
            at += size + (int)length;
        }

        return (messages, false);
    }

    private static void Add(Dictionary<string, int> counts, string outcome) => counts[outcome] = counts.GetValueOrDefault(outcome) + 1;

    private static (ulong Length, int Size) Length(ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (var i = 0; i < Math.Min(bytes.Length, 10); i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                return (value, i + 1);
            }
        }

        return (0, 0);
    }

    private static string One(ReadOnlyMemory<byte> bytes, DateTime now, out Fix? fix)
    {
        fix = null;
        BaseMessage message;
        try
        {
            message = BaseMessage.Parser.ParseFrom(bytes.Span);
        }
        catch (InvalidProtocolBufferException)
        {
            return Outcome.Malformed;
        }

        // By the payload's field rather than by msgType alone: the payload is what can be read.
        if (message.WayPoint is not { } point)
        {
            return message.HasMsgType && message.MsgType != WayPointType ? Outcome.Foreign : Outcome.Malformed;
        }

        if (!point.HasVehicle || !point.HasSpeed || !point.HasDatetime || !point.HasX || !point.HasY)
        {
            return Outcome.Malformed;
        }

        return Check(point, now) is { } refusal ? refusal : Take(message, point, out fix);
    }

    private static string? Check(WayPoint point, DateTime now)
    {
        // Outside what a calendar can say there is nothing to compare.
        var at = DateTime.UnixEpoch.AddSeconds(Math.Clamp(point.Datetime, 0, FixRules.LatestSecond));
        return Plate.Canonical(point.Vehicle) is null ? Outcome.BadPlate
            : FixRules.IsSwapped(point.X, point.Y) ? Outcome.SwappedAxes
            : !FixRules.IsInside(point.X, point.Y) ? Outcome.Outside
            : point.Datetime > FixRules.LatestSecond ? Outcome.Milliseconds
            : FixRules.IsLocalTime(at, now) ? Outcome.LocalTime
            : at > now + FixRules.ClockTolerance ? Outcome.Future
            : at < FixRules.OldestFix ? Outcome.DeviceClock
            : !(point.Speed >= 0 && point.Speed <= FixRules.FastestKmh) ? Outcome.BadSpeed
            : null;
    }

    private static string Take(BaseMessage message, WayPoint point, out Fix fix)
    {
        fix = new(Plate.Canonical(point.Vehicle)!, DateTime.UnixEpoch.AddSeconds(point.Datetime), point.X, point.Y, point.Speed,
            point.HasHeading && float.IsFinite(point.Heading) ? point.Heading : null, point.HasIgnition ? point.Ignition : null,
            point.HasDoor ? point.Door : null, DrivingLicence.Of(point.Driver), UnknownOf(message));
        return Outcome.Accepted;
    }

    // What is left of the message when everything that we name is taken out of it.
    private static byte[]? UnknownOf(BaseMessage message)
    {
        var rest = message.Clone();
        var point = rest.WayPoint;
        Clear(point);
        Clear(rest);
        if (point.CalculateSize() > 0)
        {
            rest.WayPoint = point;
        }

        return rest.CalculateSize() > 0 ? rest.ToByteArray() : null;
    }

    private static void Clear(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            field.Accessor.Clear(message);
        }
    }
}

/// <summary>What a fix must hold to be believed.</summary>
/// <remarks>
/// The mainland lies within 102.1°–109.5° east and 8.3°–23.4° north; with Hoàng Sa and Trường Sa the country reaches 117.9° east and
/// 6.9° north. Longitudes and latitudes never overlap, so exchanged axes are certain.
/// </remarks>
internal static class FixRules
{
    /// <summary>How far ahead of us a device's clock may run.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(2);

    /// <summary>Before this no device of this kind was on the road: an earlier time is a clock that was never set.</summary>
    /// <remarks>Source: QCVN 31:2011/BGTVT, the first technical regulation on journey recorders.</remarks>
    public static readonly DateTime OldestFix = new(2011, 7, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>No time in seconds is later than this, in the year 2286; the same moment in milliseconds is a thousand times larger.</summary>
    public const long LatestSecond = 9_999_999_999;

    /// <summary>Faster than this is no road vehicle, km/h.</summary>
    public const float FastestKmh = 250;

    public static bool IsInside(double x, double y) => x is >= 102.0 and <= 118.0 && y is >= 6.5 and <= 23.5;

    public static bool IsSwapped(double x, double y) => IsInside(y, x);

    public static bool IsLocalTime(DateTime at, DateTime now) => (at - now - TimeSpan.FromHours(7)).Duration() <= TimeSpan.FromMinutes(5);
}
