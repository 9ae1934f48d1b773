using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Jobs;
using LoTrinh.Platform.Ledger;
using LoTrinh.Platform.OpenData;
using LoTrinh.Platform.Search;
using LoTrinh.PublicServices.Demo;
using LoTrinh.PublicServices.Archive;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.NationalPortal;
using LoTrinh.PublicServices.Organisations;
using LoTrinh.PublicServices.Papers;
using LoTrinh.PublicServices.Payments;
using LoTrinh.PublicServices.Petitions;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.PublicServices.Processing;
using LoTrinh.PublicServices.Quality;
using LoTrinh.PublicServices.Ratings;
using LoTrinh.PublicServices.Store;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.PublicServices;

/// <summary>Public services (dịch vụ công): procedures, and dossiers from draft to result with the statutory clock.</summary>
public sealed class PublicServicesModule : IModule
{
    /// <inheritdoc/>
    public IEnumerable<NavigationEntry> Navigation =>
    [
        new("services", "services.nav.procedures", "/dich-vu-cong", null, 10),
        new("services", "services.nav.track", "/dich-vu-cong/tra-cuu", null, 20),
        new("services", "services.nav.result", "/dich-vu-cong/ket-qua", null, 25),
        new("services", "services.nav.mine", "/dich-vu-cong/ho-so", Dossiers.Permissions.Apply, 30),
        new("services", "services.nav.organisations", "/dich-vu-cong/to-chuc", Dossiers.Permissions.Apply, 33),
        new("services", "services.nav.store", "/dich-vu-cong/kho", Dossiers.Permissions.Apply, 35),
        new("services", "services.nav.queue", "/dich-vu-cong/tiep-nhan", Dossiers.Permissions.Process, 40),
        new("services", "services.nav.work", "/dich-vu-cong/xu-ly", Dossiers.Permissions.Handle, 45),
        new("services", "services.nav.payments", "/dich-vu-cong/thanh-toan", PaymentPermissions.Take, 47),
        new("services", "services.nav.petitions", "/dich-vu-cong/phan-anh", null, 28),
        new("services", "services.nav.petition-desk", "/dich-vu-cong/xu-ly-phan-anh", PetitionPermissions.Answer, 46),
        new("services", "services.nav.organisation-desk", "/dich-vu-cong/xac-nhan-to-chuc", OrganisationPermissions.Confirm, 44),
        new("services", "services.nav.statistics", "/dich-vu-cong/thong-ke", QualityPermissions.Read, 48),
        new("services", "services.nav.index", "/dich-vu-cong/chi-so", null, 49),
        new("services", "services.nav.portal", "/dich-vu-cong/dong-bo", Dossiers.Permissions.Process, 50),
        new("services", "services.nav.catalogue", "/dich-vu-cong/danh-muc", ProcedurePermissions.Edit, 60, Everywhere: true),
    ];

    /// <inheritdoc/>
    public IEnumerable<Permission> Permissions =>
    [
        new(Dossiers.Permissions.Apply, Roles.Citizen), new(Dossiers.Permissions.Process, Roles.OneStopOfficer),
        new(Dossiers.Permissions.Handle, Roles.OneStopOfficer, Roles.FocalPoint, Roles.UnitHead), new(Dossiers.Permissions.Approve, Roles.UnitHead),
        new(OrganisationPermissions.Confirm, Roles.OneStopOfficer),
        new(PaymentPermissions.Take, Roles.OneStopOfficer),
        new(PetitionPermissions.Sort, Roles.OneStopOfficer), new(PetitionPermissions.Answer, Roles.OneStopOfficer, Roles.FocalPoint, Roles.UnitHead),
        new(QualityPermissions.Read, Roles.OneStopOfficer, Roles.FocalPoint, Roles.UnitHead, Roles.Chair, Roles.DeputyChair, Roles.StandingOffice, Roles.Inspector),
        new(ProcedurePermissions.Edit, Roles.Administrator),
    ];

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ServiceWords>();
        services.AddSingleton<ProcedureCatalogue>();
        services.AddSingleton<IKeptInMemory>(s => s.GetRequiredService<ProcedureCatalogue>());
        services.AddSingleton<ProcedureFinder>();
        services.AddSingleton<ProcedureLinter>();
        services.AddSingleton<ProcedureImport>();
        services.AddSingleton<ProcedureShow>();
        services.AddScoped<ProcedureWork>();
        services.AddScoped<IReferenceData>(s => s.GetRequiredService<ProcedureWork>());
        services.AddScoped<ImportProcedures>();
        services.AddScoped<CatalogueQueries>();
        services.AddSingleton<ISearchSource, ProcedureSearch>();
        services.AddSingleton<IOpenDataset, ProcedureDataset>();
        services.AddScoped<ApplicantSide>();
        services.AddScoped<DossierActs>();
        services.AddScoped<DossierTimes>();
        services.AddScoped<SendSupplement>();
        services.AddScoped<Submission>();
        services.AddScoped<TakeDocuments>();
        services.AddScoped<DossierWork>();
        services.AddScoped<SubmitWhole>();
        services.AddScoped<DropFile>();
        services.AddScoped<DropDraft>();
        services.AddScoped<UploadWork>();
        services.AddRecurringJob<ClearUploads>();
        services.AddScoped<DossierQueries>();
        services.AddScoped<Prefill>();
        services.AddScoped<IHoldDeadlines, DossierDeadlines>();
        services.AddScoped<IReactTo<CalendarAnnounced>, DossierDeadlines>();
        services.AddScoped<IReactTo<DossierMoved>, TellOfDossiers>();
        services.AddScoped<IGuardFiles, DossierFiles>();
        services.AddScoped<INameRecords, DossierNames>();
        services.AddScoped<IIndicatorSource, DossiersFiledOnline>();
        services.AddScoped<IIndicatorSource, DossiersOnTime>();
        services.AddScoped<IIndicatorSource, ProceduresOnline>();
        services.AddOrganisations();
        services.AddProcessing();
        services.AddPapers();
        services.AddArchive();
        services.AddNationalPortal();
        services.AddPayments();
        services.AddRatings();
        services.AddPetitions();
        services.AddStore();
        services.AddQuality();
        services.AddScoped<IDemoSeed, ServicesSeed>();
        services.AddScoped<IDemoSeed, QualitySeed>();
        services.AddScoped<IDemoSeed, PaymentsSeed>();
        services.AddScoped<IDemoSeed, OrganisationsSeed>();
    }

    /// <inheritdoc/>
    public void ConfigureModel(ModelBuilder model) => model.ApplyConfigurationsFromAssembly(typeof(PublicServicesModule).Assembly);

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        api.MapProcedures();
        api.MapDossiers();
        api.MapUploads();
        api.MapOrganisations();
        api.MapProcessing();
        api.MapPapers();
        api.MapArchive();
        api.MapNationalPortal();
        api.MapPayments();
        api.MapRatings();
        api.MapPetitions();
        api.MapStore();
        api.MapQuality();
    }
}
