using CsCheck;
using Google.Protobuf;
using LoTrinh.Platform.Vehicles;
using LoTrinh.Roads.Journeys;
using LoTrinh.Roads.Journeys.Wire;
using Xunit;

namespace LoTrinh.Tests.Roads;

/// <summary>Whatever a provider sends, it is read, counted, and never believed without reason.</summary>
public sealed class FeedReaderTests
{
    private const string Minimal = "0864a206270a0833304530303535351d000000002080e2ebf70529af94658863755a40312cd49ae61d073540";
    private const string Typical =
        "0864a206430a083330453030353535120c3031303132333435363738391d00007a422080e2ebf70529af94658863755a40312cd49ae61d0735403d000040414500803b4348015801";
    private static readonly DateTime Now = new(2021, 3, 15, 1, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void The_minimal_message_of_the_interface_is_read()
    {
        var fix = Assert.Single(Read(Delimited(Convert.FromHexString(Minimal))).Fixes);

        Assert.Equal(("30E00555", new DateTime(2020, 6, 30, 8, 0, 0, DateTimeKind.Utc), 105.8342, 21.0278, 0f),
            (fix.Plate, fix.At, fix.Longitude, fix.Latitude, fix.SpeedKmh));
        Assert.Null(fix.Ignition);
        Assert.Null(fix.Unknown);
    }

    [Fact]
    public void The_typical_message_of_the_interface_is_read()
    {
        var fix = Assert.Single(Read(Delimited(Convert.FromHexString(Typical))).Fixes);

        Assert.Equal(("010123456789", 62.5f, 187.5f, true, (bool?)null), (fix.Driver, fix.SpeedKmh, fix.Heading, fix.Ignition, fix.Door));
    }

    [Fact]
    public void Our_description_of_the_interface_writes_the_same_bytes() => Assert.Equal(Minimal, Convert.ToHexStringLower(new BaseMessage
    {
        MsgType = 100,
        WayPoint = new WayPoint { Vehicle = "30E00555", Speed = 0, Datetime = 1593504000, X = 105.8342, Y = 21.0278 },
    }.ToByteArray()));

    [Fact]
    public void Fields_without_a_name_are_kept_in_the_wire_format()
    {
        byte[] outer = [.. Convert.FromHexString(Minimal), 0x98, 0x06, 0x2A];
        var point = new WayPoint { Vehicle = "30E00555", Speed = 1, Datetime = 1593504000, X = 105.8, Y = 21 }.ToByteArray();
        byte[] inner = [.. point, 0xFA, 0x01, 0x02, 0x68, 0x69];
        byte[] wrapped = [0x08, 0x64, 0xA2, 0x06, (byte)inner.Length, .. inner];

        var fixes = Read([.. Delimited(outer), .. Delimited(wrapped)]).Fixes;

        Assert.Equal([0x98, 0x06, 0x2A], fixes[0].Unknown);
        Assert.Equal([0xA2, 0x06, 0x05, 0xFA, 0x01, 0x02, 0x68, 0x69], fixes[1].Unknown);
    }

    [Theory]
    [InlineData(102)]
    [InlineData(400)]
    [InlineData(9999)]
    public void A_message_of_another_type_is_foreign(int type) =>
        Assert.Equal(1, Read(Delimited(new BaseMessage { MsgType = type }.ToByteArray())).Refused[Outcome.Foreign]);

    [Fact]
    public void A_waypoint_that_lacks_what_every_waypoint_needs_is_malformed()
    {
        foreach (var number in new[] { 1, 3, 4, 5, 6 })
        {
            var point = Point();
            WayPoint.Descriptor.FindFieldByNumber(number).Accessor.Clear(point);
            Assert.Equal(1, Read(Batch(point)).Refused[Outcome.Malformed]);
        }
    }

    [Theory]
    [InlineData("bad-plate", "", 105.8, 21.0, 0, 40)]
    [InlineData("bad-plate", " - ", 105.8, 21.0, 0, 40)]
    [InlineData("swapped-axes", "30E00555", 15.71, 108.38, 0, 40)]
    [InlineData("outside", "30E00555", 0, 0, 0, 40)]
    [InlineData("outside", "30E00555", double.NaN, 21.0, 0, 40)]
    [InlineData("local-time", "30E00555", 105.8, 21.0, 7 * 3600, 40)]
    [InlineData("future", "30E00555", 105.8, 21.0, 121, 40)]
    [InlineData("device-clock", "30E00555", 105.8, 21.0, -1_000_000_000, 40)]
    [InlineData("bad-speed", "30E00555", 105.8, 21.0, 0, -1)]
    [InlineData("bad-speed", "30E00555", 105.8, 21.0, 0, float.NaN)]
    [InlineData("bad-speed", "30E00555", 105.8, 21.0, 0, 900)]
    public void What_cannot_be_is_refused_with_its_reason(string reason, string plate, double x, double y, int secondsFromNow, float speed)
    {
        var point = new WayPoint { Vehicle = plate, X = x, Y = y, Speed = speed, Datetime = (int)(Now.AddSeconds(secondsFromNow) - DateTime.UnixEpoch).TotalSeconds };

        var reading = Read(Batch(point));

        Assert.Empty(reading.Fixes);
        Assert.Equal([reason], reading.Refused.Keys);
    }

    [Fact]
    public void Both_archipelagos_are_inside() => Assert.Equal(2, Read([
        .. Batch(Point(x: 112.33, y: 16.83)), .. Batch(Point(x: 114.32, y: 7.85)),
    ]).Fixes.Count);

    [Fact]
    public void A_batch_cut_anywhere_gives_its_whole_messages_and_one_truncation()
    {
        byte[] batch = [.. Batch(Point("30E00555")), .. Batch(Point("30E00556")), .. Batch(Point("30E00557"))];
        var ends = new[] { batch.Length / 3, batch.Length * 2 / 3, batch.Length };
        for (var cut = 1; cut < batch.Length; cut++)
        {
            var reading = Read(batch[..cut]);
            Assert.Equal(ends.Count(e => e <= cut), reading.Fixes.Count);
            Assert.Equal(ends.Contains(cut) ? 0 : 1, reading.Refused.GetValueOrDefault(Outcome.Truncated));
        }
    }

    [Fact]
    public void Any_bytes_are_read_and_every_message_is_counted_once() => Gen.Byte.Array[0, 400].Sample(bytes =>
    {
        var reading = Read(bytes);
        return reading.Messages == reading.Fixes.Count + reading.Refused.Values.Sum();
    }, iter: 20_000);

    [Fact]
    public void A_message_with_any_byte_changed_is_read_and_counted_once() =>
        Gen.Select(Gen.Int[0, 71], Gen.Byte).Sample((place, value) =>
        {
            var bytes = Convert.FromHexString(Typical);
            bytes[place] = value;
            var reading = Read(Delimited(bytes));
            return reading.Messages == 1 && reading.Fixes.Count + reading.Refused.Values.Sum() == 1;
        }, iter: 20_000);

    [Theory]
    [InlineData(" 30e-005.55 ", "30E00555", "30E-005.55")]
    [InlineData("29a-1234", "29A1234", "29A-1234")]
    [InlineData("51LD-012.34", "51LD01234", "51LD-012.34")]
    [InlineData("15tđ-001.02", "15TĐ00102", "15TĐ-001.02")]
    [InlineData("15TÐ-001.02", "15TĐ00102", "15TĐ-001.02")]
    [InlineData("QH 12-34", "QH1234", "QH1234")]
    public void A_plate_is_compared_without_what_senders_add(string written, string canonical, string shown)
    {
        Assert.Equal(canonical, Plate.Canonical(written));
        Assert.Equal(shown, Plate.Show(canonical));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ABCDE")]
    [InlineData("30E")]
    [InlineData("30E0055500000")]
    [InlineData(null)]
    public void What_is_no_plate_has_no_canonical_form(string? written) => Assert.Null(Plate.Canonical(written));

    internal static WayPoint Point(string plate = "30E00555", double x = 105.8, double y = 21.0, float speed = 40, DateTime? at = null) =>
        new() { Vehicle = plate, X = x, Y = y, Speed = speed, Datetime = (int)((at ?? Now.AddMinutes(-5)) - DateTime.UnixEpoch).TotalSeconds };

    internal static byte[] Batch(params IEnumerable<WayPoint> points) =>
        [.. points.SelectMany(p => Delimited(new BaseMessage { MsgType = 100, WayPoint = p }.ToByteArray()))];

    private static byte[] Delimited(byte[] message) => message.Length < 128 ? [(byte)message.Length, .. message]
        : [(byte)(message.Length & 0x7F | 0x80), (byte)(message.Length >> 7), .. message];

    private static FeedReading Read(byte[] batch) => FeedReader.Read(batch, Now);
}
