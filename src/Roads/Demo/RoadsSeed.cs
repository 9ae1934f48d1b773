using LoTrinh.Platform.Vehicles;
using System.Globalization;
using Google.Protobuf;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Roads.Journeys;
using LoTrinh.Roads.Journeys.Wire;
using LoTrinh.Roads.Vehicles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Roads.Demo;

/// <summary>Vehicles of the demonstration on their morning journeys, from <c>seed/roads.yaml</c>, sent as a provider sends them.</summary>
internal sealed class RoadsSeed(AppDb db) : IDemoSeed
{
    // The morning on which the demonstration's history ends.
    private static readonly DateTime Now = new(2021, 3, 15, 1, 0, 0, DateTimeKind.Utc);
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(2);

    public int Order => 130;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        clock.Set(Now);
        var file = SeedFile.Read<RoadsFile>("roads.yaml");
        var routes = file.Routes.ToDictionary(r => r.Key);
        var provider = await db.Users.Where(a => a.UserName == "provider").Select(a => new { a.Id, a.DisplayName }).SingleAsync(ct);
        foreach (var row in file.Vehicles)
        {
            var vehicle = new Vehicle { Plate = Plate.Canonical(row.Plate)!, Description = row.Description, IsDemonstration = true };
            db.Vehicles.Add(vehicle);
            db.Record(Actor.System, "roads.vehicle.registered", vehicle);
        }

        await db.SaveChangesAsync(ct);
        var actor = new Actor(provider.Id, provider.DisplayName, null, null, [new Grant(Permissions.Ingest, "/")]);
        foreach (var row in file.Vehicles)
        {
            var batch = Journey(row, [.. routes[row.Route].Points.Select(Parse)]);
            var receipt = await services.GetRequiredService<TakeWaypoints>().Handle(actor, batch, ct);
            if (receipt is not { Ok: true, Value.Refused.Count: 0 })
            {
                throw new InvalidOperationException($"The journey of {row.Plate} was not taken.");
            }
        }
    }

    private static byte[] Journey(VehicleRow row, List<(double X, double Y)> route)
    {
        if (row.Back)
        {
            route.Reverse();
        }

        using var batch = new MemoryStream();
        var start = Now.Date.AddHours(-7) + TimeSpan.Parse(row.Start, CultureInfo.InvariantCulture);
        for (var (at, i) = (start, 0); at <= Now; (at, i) = (at + Step, i + 1))
        {
            if (at > start + TimeSpan.FromMinutes(row.SilentFrom) && at < start + TimeSpan.FromMinutes(row.SilentTo))
            {
                continue;
            }

            var driven = row.Kmh * (at - start).TotalHours;
            var (x, y, arrived) = Along(route, driven);
            new BaseMessage
            {
                MsgType = 100,
                WayPoint = new WayPoint
                {
                    Vehicle = row.Plate,
                    Datetime = (long)(at - DateTime.UnixEpoch).TotalSeconds,
                    X = x,
                    Y = y,
                    // A wave about the mean, so that the numbers read as traffic does.
                    Speed = arrived ? 0 : (float)Math.Round(row.Kmh + 7 * Math.Sin(i * 0.9), 1),
                    Ignition = !arrived,
                    Door = false,
                    Driver = row.Driver,
                },
            }.WriteDelimitedTo(batch);
        }

        return batch.ToArray();
    }

    private static (double X, double Y, bool Arrived) Along(List<(double X, double Y)> route, double km)
    {
        foreach (var (a, b) in route.Zip(route.Skip(1)))
        {
            var length = Math.Sqrt(Math.Pow((b.X - a.X) * 111.3 * Math.Cos(a.Y * Math.PI / 180), 2) + Math.Pow((b.Y - a.Y) * 110.6, 2));
            if (km <= length)
            {
                return (Math.Round(a.X + (b.X - a.X) * km / length, 6), Math.Round(a.Y + (b.Y - a.Y) * km / length, 6), false);
            }

            km -= length;
        }

        return (route[^1].X, route[^1].Y, true);
    }

    private static (double X, double Y) Parse(string point) =>
        point.Split(' ') is [var x, var y] ? (double.Parse(x, CultureInfo.InvariantCulture), double.Parse(y, CultureInfo.InvariantCulture))
            : throw new FormatException($"Not a place: {point}");

    internal sealed class RoadsFile
    {
        public List<RouteRow> Routes { get; set; } = [];

        public List<VehicleRow> Vehicles { get; set; } = [];
    }

    internal sealed class RouteRow
    {
        public string Key { get; set; } = "";

        public string Name { get; set; } = "";

        public List<string> Points { get; set; } = [];
    }

    internal sealed class VehicleRow
    {
        public string Plate { get; set; } = "";

        public string Description { get; set; } = "";

        public string Route { get; set; } = "";

        public string Start { get; set; } = "";

        public double Kmh { get; set; }

        /// <summary>Number of the driving licence that is logged in; empty when none is.</summary>
        public string Driver { get; set; } = "";

        public bool Back { get; set; }

        /// <summary>Minutes after the start between which the recorder is switched off; none where both are 0.</summary>
        public int SilentFrom { get; set; }

        public int SilentTo { get; set; }
    }
}
