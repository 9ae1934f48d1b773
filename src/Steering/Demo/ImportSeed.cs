using System.Text;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Imports;
using LoTrinh.Steering.Tasks;
using Microsoft.Extensions.DependencyInjection;
using static LoTrinh.Platform.SeedStep;

namespace LoTrinh.Steering.Demo;

/// <summary>An annex that the standing office has sent and not yet imported, from <c>seed/import-demonstration.yaml</c>.</summary>
internal sealed class ImportSeed(OrganisationDirectory organisation) : IDemoSeed
{
    public int Order => 115;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        var file = SeedFile.Read<Row>("import-demonstration.yaml");
        var unit = organisation.Find("ttcntt")!;
        var office = new Actor(Guid.Empty, "Thường trực Ban Chỉ đạo", unit.Id, unit.Path,
            [new(Permissions.Assign, "/"), new(PlatformPermissions.DocumentsRead, "/")]);
        clock.Set(file.Sent.StartUtc().AddHours(16));
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(file.Content));
        Need(await services.GetRequiredService<ImportWork>().Send(office, file.Source, null, new SentFile(file.File, content), ct),
            file.File);
    }

    internal sealed class Row
    {
        public DateOnly Sent { get; set; }

        public string Source { get; set; } = "";

        public string File { get; set; } = "";

        public string Content { get; set; } = "";
    }
}
