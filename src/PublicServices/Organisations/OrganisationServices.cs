using LoTrinh.Platform;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Ledger;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.PublicServices.Organisations;

/// <summary>What organisations add to the module.</summary>
internal static class OrganisationServices
{
    public static IServiceCollection AddOrganisations(this IServiceCollection services)
    {
        services.AddScoped<IActForOrganisations, ActForOrganisations>();
        services.AddScoped<OrganisationActs>();
        services.AddScoped<DeclareOrganisation>();
        services.AddScoped<ConfirmOrganisation>();
        services.AddScoped<OrganisationMembers>();
        services.AddScoped<OrganisationQueries>();
        services.AddScoped<IReactTo<OrganisationMoved>, TellOfOrganisations>();
        services.AddScoped<IGuardFiles, OrganisationFiles>();
        services.AddScoped<INameRecords, OrganisationNames>();
        services.AddScoped<IPersonalData, OrganisationPersonalData>();
        return services;
    }

    public static void MapOrganisations(this IEndpointRouteBuilder api)
    {
        const string Applies = PermitsAttribute.Prefix + Permissions.Apply, Confirms = PermitsAttribute.Prefix + OrganisationPermissions.Confirm;
        var group = api.MapGroup("/services/organisations");
        group.MapGet("", (Actor actor, OrganisationQueries organisations, CancellationToken ct) => organisations.OwnAsync(actor, ct)).RequireAuthorization(Applies);
        group.MapGet("/queue", Queue).Produces<QueueAnswer>().RequireAuthorization(Confirms);
        group.MapGet("/{id:guid}", Read).Produces<WholeAnswer>().RequireAuthorization();
        group.MapPost("", async (OrganisationDraft draft, Actor actor, DeclareOrganisation declare, HttpContext http, CancellationToken ct) =>
            Answer(await declare.Handle(actor, draft, [], ct), http)).Produces<OrganisationAnswer>().RequireAuthorization(Applies);
        group.MapPut("/{id:guid}", async (Guid id, CorrectionBody body, Actor actor, DeclareOrganisation declare, HttpContext http, CancellationToken ct) =>
            Answer(await declare.Correct(actor, id, body.Version, body.Draft(), [], ct), http)).Produces<OrganisationAnswer>().RequireAuthorization(Applies);
        group.MapPost("/{id:guid}/files", async (Guid id, IFormFileCollection files, Actor actor, DeclareOrganisation declare, HttpContext http, CancellationToken ct) =>
            Answer(await declare.AddPapers(actor, id, SentFile.Of(files), ct), http)).Produces<OrganisationAnswer>().RequireAuthorization(Applies);
        group.MapPost("/{id:guid}/confirmation", async (Guid id, VersionBody body, Actor actor, ConfirmOrganisation confirm, HttpContext http, CancellationToken ct) =>
            Answer(await confirm.Confirm(actor, id, body.Version, ct), http)).Produces<OrganisationAnswer>().RequireAuthorization(Confirms);
        group.MapPost("/{id:guid}/refusal", async (Guid id, ReasonBody body, Actor actor, ConfirmOrganisation confirm, HttpContext http, CancellationToken ct) =>
            Answer(await confirm.Refuse(actor, id, body.Version, body.Reason, ct), http)).Produces<OrganisationAnswer>().RequireAuthorization(Confirms);
        group.MapPost("/{id:guid}/closure", async (Guid id, ReasonBody body, Actor actor, ConfirmOrganisation confirm, HttpContext http, CancellationToken ct) =>
            Answer(await confirm.Close(actor, id, body.Version, body.Reason, ct), http)).Produces<OrganisationAnswer>().RequireAuthorization(Confirms);
        MapMembers(group, Applies);
    }

    private static void MapMembers(RouteGroupBuilder group, string applies)
    {
        group.MapPost("/{id:guid}/acceptance", async (Guid id, Actor actor, OrganisationMembers members, HttpContext http, CancellationToken ct) =>
            Answer(await members.Accept(actor, id, ct), http)).Produces<OrganisationAnswer>().RequireAuthorization(applies);
        group.MapPost("/{id:guid}/departure", async (Guid id, Actor actor, OrganisationMembers members, HttpContext http, CancellationToken ct) =>
            Answer(await members.Leave(actor, id, ct), http)).Produces<OrganisationAnswer>().RequireAuthorization(applies);
        // Representatives and the desk: the use case asks which.
        group.MapPost("/{id:guid}/members", async (Guid id, InvitationBody body, Actor actor, OrganisationMembers members, HttpContext http, CancellationToken ct) =>
            Answer(await members.Invite(actor, id, body.Account, body.Right, ct), http)).Produces<OrganisationAnswer>().RequireAuthorization();
        group.MapPut("/{id:guid}/members/{member:guid}", async (Guid id, Guid member, RightBody body, Actor actor, OrganisationMembers members, HttpContext http, CancellationToken ct) =>
            Answer(await members.Give(actor, id, member, body.Version, body.Right, ct), http)).Produces<OrganisationAnswer>().RequireAuthorization();
        group.MapDelete("/{id:guid}/members/{member:guid}", async (Guid id, Guid member, int? version, Actor actor, OrganisationMembers members, HttpContext http, CancellationToken ct) =>
            Answer(await members.Dismiss(actor, id, member, version, ct), http)).Produces<OrganisationAnswer>().RequireAuthorization();
    }

    private static async Task<IResult> Queue(OrganisationQueries organisations, Actor actor, OrganisationActs acts, HttpContext http, CancellationToken ct, bool all = false, int page = 1)
    {
        if (!acts.IsDesk(actor))
        {
            return Problem.Forbidden().ToHttp(http);
        }

        var (rows, count) = await organisations.DeskAsync(all, page, ct);
        return TypedResults.Ok(new QueueAnswer(count, Math.Max(1, page), OrganisationQueries.PageSize, rows));
    }

    private static async Task<IResult> Read(Guid id, Actor actor, OrganisationQueries organisations, HttpContext http, CancellationToken ct) =>
        await organisations.FindAsync(actor, id, ct) is { Organisation: var o } whole
            ? TypedResults.Ok(new WholeAnswer(o.Id, o.TaxCode, o.Name, o.Kind, o.Address, o.Phone, o.Email, o.State, o.Reason, o.Version, whole.Members))
            : Problem.NotFound("services.organisation-unknown").ToHttp(http);

    private static IResult Answer(Result<ApplicantOrganisation> result, HttpContext http) =>
        result.TryGet(out var o) ? TypedResults.Ok(new OrganisationAnswer(o.Id, o.TaxCode, o.Name, o.State, o.Version)) : result.Problems.ToHttp(http);

    internal sealed record CorrectionBody(string? TaxCode, string? Name, string? Kind, string? Address, string? Phone, string? Email, int? Version)
    {
        public OrganisationDraft Draft() => new(TaxCode, Name, Kind, Address, Phone, Email);
    }

    internal sealed record VersionBody(int? Version);

    internal sealed record ReasonBody(string? Reason, int? Version);

    internal sealed record InvitationBody(string? Account, string? Right);

    internal sealed record RightBody(string? Right, int? Version);

    internal sealed record OrganisationAnswer(Guid Id, string TaxCode, string Name, OrganisationState State, int Version);

    internal sealed record QueueAnswer(int Count, int Page, int PageSize, IReadOnlyList<DeskOrganisation> Items);

    internal sealed record WholeAnswer(Guid Id, string TaxCode, string Name, OrganisationKind Kind, string Address, string? Phone, string? Email, OrganisationState State,
        string? Reason, int Version, IReadOnlyList<ActingMember> Members);
}
