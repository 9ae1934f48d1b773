using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using static LoTrinh.Platform.SeedStep;

namespace LoTrinh.Platform.Documents;

/// <summary>The demonstration's register, from <c>seed/documents.yaml</c>: real acts as far as they are known, and the made-up programme.</summary>
internal sealed class DocumentSeed(DocumentWork documents, ClauseWork clauses, OrganisationDirectory organisation) : IDemoSeed
{
    public int Order => 20;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        var file = SeedFile.Read<DocumentFile>("documents.yaml");
        var (keeper, root) = (organisation.Find("ttcntt")!, organisation.Find("mot")!);
        string[] permissions = [PlatformPermissions.DocumentsRead, PlatformPermissions.DocumentsRegister];
        var office = new Actor(Guid.Empty, "Thường trực Ban Chỉ đạo", keeper.Id, keeper.Path, [.. permissions.Select(p => new Grant(p, root.Path))]);
        var ids = new Dictionary<string, Guid>();
        foreach (var row in file.Documents.OrderBy(d => d.Registered))
        {
            clock.Set(row.Registered.StartUtc().AddHours(8));
            var saved = await documents.Save(office, null, null, InputOf(row), register: true, [], ct, row.Demonstration);
            ids[row.Key] = Need(saved, row.Key).Id;
            await AddAsync(office, ids[row.Key], null, row.Clauses, ct);
            foreach (var relation in row.Relations)
            {
                Need(await documents.Relate(office, ids[row.Key], new RelationInput { Kind = relation.Kind, Other = ids[relation.To].ToString() }, ct), row.Key);
            }
        }
    }

    private async Task AddAsync(Actor office, Guid document, Guid? parent, List<ClauseRow> rows, CancellationToken ct)
    {
        foreach (var row in rows)
        {
            var input = new ClauseInput
            {
                ParentId = parent, Kind = row.Kind, Label = row.Label, Text = row.Text, DueOn = row.Due, Target = row.Target, Source = row.Source,
                Confidence = row.Confidence, IsUnverified = row.Unverified,
            };
            var clause = Need(await clauses.Add(office, document, input, ct), row.Label);
            if (row.NoTask is not null)
            {
                Need(await clauses.MarkNoTask(office, document, clause.Id, null, row.NoTask, ct), row.Label);
            }

            await AddAsync(office, document, clause.Id, row.Clauses, ct);
        }
    }

    private DocumentInput InputOf(DocumentRow row) => new()
    {
        Number = row.Number, Symbol = row.Symbol, Kind = row.Kind, IssuerUnitId = row.IssuerUnit is null ? null : organisation.Find(row.IssuerUnit)!.Id,
        IssuerName = row.Issuer, SignerPosition = row.SignerPosition, SignedOn = row.Signed, Abstract = row.Abstract, Direction = row.Direction,
        LegalBases = row.Bases.Count == 0 ? null : string.Join('\n', row.Bases), Recipients = row.Recipients.Count == 0 ? null : string.Join('\n', row.Recipients),
        Source = row.Source, Confidence = row.Confidence,
    };

    internal sealed class DocumentFile
    {
        public List<DocumentRow> Documents { get; set; } = [];
    }

    internal sealed class DocumentRow
    {
        public string Key { get; set; } = "";

        public DateOnly Registered { get; set; }

        public string? Number { get; set; }

        public string? Symbol { get; set; }

        public string Kind { get; set; } = "";

        public string? Issuer { get; set; }

        public string? IssuerUnit { get; set; }

        public string? SignerPosition { get; set; }

        public DateOnly? Signed { get; set; }

        public string Abstract { get; set; } = "";

        public DocumentDirection Direction { get; set; }

        public List<string> Bases { get; set; } = [];

        public List<string> Recipients { get; set; } = [];

        public string? Source { get; set; }

        public Confidence? Confidence { get; set; }

        public bool Demonstration { get; set; }

        public List<ClauseRow> Clauses { get; set; } = [];

        public List<RelationRow> Relations { get; set; } = [];
    }

    internal sealed class ClauseRow
    {
        public ClauseKind Kind { get; set; }

        public string Label { get; set; } = "";

        public string Text { get; set; } = "";

        public DateOnly? Due { get; set; }

        public string? Target { get; set; }

        public string? Source { get; set; }

        public Confidence? Confidence { get; set; }

        public bool Unverified { get; set; }

        public string? NoTask { get; set; }

        public List<ClauseRow> Clauses { get; set; } = [];
    }

    internal sealed class RelationRow
    {
        public RelationKind Kind { get; set; }

        public string To { get; set; } = "";
    }
}
