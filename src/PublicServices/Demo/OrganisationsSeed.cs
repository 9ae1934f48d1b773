using System.Text;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Organisations;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.PublicServices.Processing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.PublicServices.Demo;

/// <summary>Organisations of the demonstration, from <c>seed/organisations-demonstration.yaml</c>: one confirmed, with a colleague and a dossier; one that waits for the desk and
/// asks the citizen to look on.</summary>
internal sealed class OrganisationsSeed(AppDb db) : IDemoSeed
{
    public int Order => 122;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        var shipped = SeedFile.Read<Shipped>("organisations-demonstration.yaml");
        var made = new Dictionary<string, Guid>();
        foreach (var row in shipped.Organisations)
        {
            await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
            made[row.TaxCode] = await DeclareAsync(scope.ServiceProvider, row, clock, ct);
        }

        foreach (var row in shipped.Dossiers)
        {
            await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
            await FileAsync(scope.ServiceProvider, row, made[row.Organisation], clock, ct);
        }
    }

    private async Task<Guid> DeclareAsync(IServiceProvider services, OrganisationRow row, SeedClock clock, CancellationToken ct)
    {
        clock.Set(ServicesSeed.At(row.Declared));
        var (owner, members) = (await ApplicantAsync(row.Members[0].Account, ct), services.GetRequiredService<OrganisationMembers>());
        var id = Sure(await services.GetRequiredService<DeclareOrganisation>()
            .Handle(owner, new(row.TaxCode, row.Name, row.Kind, row.Address, row.Phone, null), [], ct, isDemonstration: true)).Id;
        foreach (var member in row.Members.Skip(1))
        {
            Sure(await members.Invite(owner, id, member.Account, member.Right, ct));
            if (member.Accepts)
            {
                Sure(await members.Accept(await ApplicantAsync(member.Account, ct), id, ct));
            }
        }

        if (row.Confirmed is { } confirmed)
        {
            clock.Set(ServicesSeed.At(confirmed));
            Sure(await services.GetRequiredService<ConfirmOrganisation>().Confirm(Desk(OrganisationPermissions.Confirm), id, null, ct));
        }

        return id;
    }

    private async Task FileAsync(IServiceProvider services, DossierRow row, Guid organisation, SeedClock clock, CancellationToken ct)
    {
        clock.Set(ServicesSeed.At(row.On));
        var (actor, work) = (await ApplicantAsync(row.By, ct), services.GetRequiredService<DossierWork>());
        var values = new FormValues(row.Values.ToDictionary(v => v.Key, v => new[] { v.Value }));
        var sent = services.GetRequiredService<ProcedureCatalogue>().Find(row.Procedure)!.Documents.Where(d => d.IsNeeded(values))
            .Select(d => new SentDocument(d.Key, new($"{d.Key}.pdf", new MemoryStream(Encoding.ASCII.GetBytes("%PDF-1.4\n%%EOF\n"))))).ToList();
        var draft = Sure(await work.Save(actor, null, row.Procedure, values, sent, ct, isDemonstration: true, organisationId: organisation));
        clock.Set(ServicesSeed.At(row.Submitted));
        var code = Sure(await work.Submit(actor, draft.Id, ct)).Code!;
        clock.Set(ServicesSeed.At(row.Received));
        Sure(await services.GetRequiredService<ReceptionWork>().Receive(Desk(Permissions.Process), code, null, ct));
    }

    private static Actor Desk(string permission) => new(Guid.Empty, "Bộ phận một cửa", null, null, [new(permission, "/")]);

    private async Task<Actor> ApplicantAsync(string account, CancellationToken ct)
    {
        var row = await db.Users.Where(a => a.UserName == account).Select(a => new { a.Id, a.DisplayName }).SingleAsync(ct);
        return new(row.Id, row.DisplayName, null, null, [new(Permissions.Apply, "/")]);
    }

    private static T Sure<T>(Result<T> result) => result.TryGet(out var value) ? value
        : throw new InvalidOperationException($"An organisation of the demonstration: {string.Join(", ", result.Problems.Select(p => $"{p.Code} {p.Field}"))}");

    internal sealed class Shipped
    {
        public List<OrganisationRow> Organisations { get; set; } = [];

        public List<DossierRow> Dossiers { get; set; } = [];
    }

    internal sealed class OrganisationRow
    {
        public string TaxCode { get; set; } = "";

        public string Name { get; set; } = "";

        public string Kind { get; set; } = "";

        public string Address { get; set; } = "";

        public string? Phone { get; set; }

        public string Declared { get; set; } = "";

        public string? Confirmed { get; set; }

        public List<MemberRow> Members { get; set; } = [];
    }

    internal sealed class MemberRow
    {
        public string Account { get; set; } = "";

        public string Right { get; set; } = "";

        public bool Accepts { get; set; }
    }

    internal sealed class DossierRow
    {
        public string Organisation { get; set; } = "";

        public string By { get; set; } = "";

        public string Procedure { get; set; } = "";

        public string On { get; set; } = "";

        public string Submitted { get; set; } = "";

        public string Received { get; set; } = "";

        public Dictionary<string, string> Values { get; set; } = [];
    }
}
