using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Indicators;
using LoTrinh.Platform.Jobs;
using LoTrinh.Platform.Ledger;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;
using LoTrinh.Platform;
using LoTrinh.Steering.Committees;
using LoTrinh.Steering.DeadlineCalendar;
using LoTrinh.Steering.Demo;
using LoTrinh.Steering.Explanations;
using LoTrinh.Steering.Handovers;
using LoTrinh.Steering.Honesty;
using LoTrinh.Steering.Imports;
using LoTrinh.Steering.Inspections;
using LoTrinh.Steering.Inspections.Sampling;
using LoTrinh.Steering.LedgerNames;
using LoTrinh.Steering.Meetings;
using LoTrinh.Steering.Opinions;
using LoTrinh.Steering.Overview;
using LoTrinh.Steering.Programmes;
using LoTrinh.Steering.Publications;
using LoTrinh.Steering.Reviews;
using LoTrinh.Steering.Tasks;
using LoTrinh.Steering.Urging;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Steering;

/// <summary>Steering (chỉ đạo): the work of the steering committee, from the document to the verified product.</summary>
public sealed class SteeringModule : IModule
{
    /// <inheritdoc/>
    public IEnumerable<NavigationEntry> Navigation =>
    [
        new("steering", "steering.nav.overview", "/chi-dao", Tasks.Permissions.Read, 10),
        new("steering", "steering.nav.tasks", "/chi-dao/nhiem-vu", Tasks.Permissions.Read, 20),
        new("steering", "programme.title", "/chi-dao/chuong-trinh", Tasks.Permissions.Read, 15),
        new("steering", "steering.nav.urging", "/chi-dao/don-doc", Tasks.Permissions.Read, 25),
        new("steering", "steering.nav.committees", "/chi-dao/ban-chi-dao", Tasks.Permissions.Read, 27),
        new("steering", "steering.nav.meetings", "/chi-dao/hop", Tasks.Permissions.Read, 26),
        new("steering", "opinion.title-page", "/chi-dao/y-kien", Tasks.Permissions.Read, 27),
        new("steering", "steering.nav.inspections", "/chi-dao/kiem-tra", Tasks.Permissions.Read, 28),
        new("steering", "sample.title", "/chi-dao/kiem-tra/chon-mau", SamplePermissions.Read, 29),
        new("steering", "review.title-page", "/chi-dao/so-ket", Tasks.Permissions.Read, 28),
        new("steering", "flag.title", "/chi-dao/trung-thuc", FlagPermissions.Read, 29),
        new("steering", "publication.title-page", "/chi-dao/cong-bo", PublicationPermissions.Read, 29, Everywhere: true),
        new("portal", "publication.nav", "/ket-qua-chi-dao", null, 25),
        new("steering", "steering.nav.assign", "/chi-dao/giao-nhiem-vu", Tasks.Permissions.Assign, 30),
    ];

    /// <inheritdoc/>
    public IEnumerable<Permission> Permissions =>
    [
        new(Tasks.Permissions.Read, Roles.Chair, Roles.DeputyChair, Roles.StandingOffice, Roles.FocalPoint, Roles.UnitHead, Roles.Inspector),
        new(Tasks.Permissions.Assign, Roles.StandingOffice),
        new(Tasks.Permissions.Report, Roles.FocalPoint),
        new(Tasks.Permissions.Verify, Roles.StandingOffice, Roles.Inspector),
        new(CommitteePermissions.Constitute, Roles.StandingOffice, Roles.FocalPoint),
        new(CommitteePermissions.Order, Roles.StandingOffice),
        new(UrgingPermissions.Write, Roles.StandingOffice),
        new(UrgingPermissions.Answer, Roles.FocalPoint, Roles.UnitHead),
        new(UrgingPermissions.Head, Roles.UnitHead),
        new(UrgingPermissions.DeputyChair, Roles.DeputyChair),
        new(UrgingPermissions.Chair, Roles.Chair),
        new(ExplanationPermissions.Ask, Roles.Chair, Roles.DeputyChair, Roles.StandingOffice),
        new(ExplanationPermissions.Answer, Roles.FocalPoint, Roles.UnitHead),
        new(InspectionPermissions.Plans, Roles.Chair, Roles.DeputyChair, Roles.StandingOffice, Roles.Inspector),
        new(InspectionPermissions.Manage, Roles.StandingOffice, Roles.Inspector),
        new(InspectionPermissions.Conduct, Roles.Inspector),
        new(InspectionPermissions.Explain, Roles.FocalPoint),
        new(MeetingPermissions.Organise, Roles.StandingOffice, Roles.FocalPoint),
        new(MeetingPermissions.Sign, Roles.Chair, Roles.DeputyChair, Roles.UnitHead),
        new(OpinionPermissions.Organise, Roles.StandingOffice, Roles.FocalPoint),
        new(OpinionPermissions.Vote, Roles.Chair, Roles.DeputyChair, Roles.UnitHead),
        new(ReviewPermissions.Organise, Roles.StandingOffice, Roles.FocalPoint),
        new(ReviewPermissions.Report, Roles.FocalPoint),
        new(ReviewPermissions.Approve, Roles.Chair, Roles.DeputyChair, Roles.UnitHead),
        new(SamplePermissions.Read, Roles.Chair, Roles.DeputyChair, Roles.StandingOffice, Roles.Inspector),
        new(SamplePermissions.Draw, Roles.StandingOffice, Roles.Inspector),
        new(SamplePermissions.Check, Roles.StandingOffice, Roles.Inspector),
        new(ProgrammePermissions.Plan, Roles.StandingOffice, Roles.FocalPoint),
        new(ProgrammePermissions.Report, Roles.FocalPoint, Roles.UnitHead),
        new(ProgrammePermissions.Review, Roles.StandingOffice, Roles.Inspector),
        new(ProgrammePermissions.Gate, Roles.Chair, Roles.DeputyChair, Roles.StandingOffice),
        new(ProgrammePermissions.Freeze, Roles.StandingOffice),
        new(FlagPermissions.Read, Roles.Chair, Roles.DeputyChair, Roles.StandingOffice, Roles.Inspector, Roles.FocalPoint, Roles.UnitHead),
        new(FlagPermissions.Answer, Roles.StandingOffice, Roles.Inspector),
        new(PublicationPermissions.Read, Roles.Chair, Roles.StandingOffice),
        new(PublicationPermissions.Prepare, Roles.StandingOffice),
        new(PublicationPermissions.Publish, Roles.Chair, Roles.StandingOffice),
    ];

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<TaskScope>();
        services.AddScoped<TaskWork>();
        services.AddScoped<IGuardFiles, TaskFiles>();
        services.AddScoped<IDocumentUse, TaskDocumentUse>();
        services.AddSingleton<ISearchSource, TaskSearch>();
        services.AddScoped<TaskQueries>();
        services.AddScoped<OverviewQueries>();
        services.AddScoped<OverviewPanels>();
        TellOfTasks.AddTo(services);
        services.AddScoped(s => UrgingRuleBook.Official.On(s.GetRequiredService<TimeProvider>().Today()));
        services.AddScoped<UrgingQueries>();
        services.AddScoped<UrgingWork>();
        services.AddScoped<LetterAnswerWork>();
        services.AddScoped<IWhatWaits, LetterAnswersWaiting>();
        services.AddScoped<ReminderDigests>();
        services.AddRecurringJob<SendReminders>();
        services.AddScoped<IReactTo<UrgingLetterIssued>, TellOfLetters>();
        services.AddScoped<ITaskSection, TaskUrgingSection>();
        services.AddScoped<IGuardFiles, UrgingFiles>();
        services.AddScoped<IDemoSeed, UrgingSeed>();
        services.AddScoped<FeedWork>();
        services.AddScoped<FeedQueries>();
        services.AddScoped<CommitteeWork>();
        services.AddScoped<CommitteeQueries>();
        services.AddScoped<OrderWork>();
        services.AddScoped<WorkspaceQueries>();
        services.AddSingleton<ISearchSource, CommitteeSearch>();
        services.AddScoped<IDemoSeed, CommitteeSeed>();
        services.AddScoped<HandoverQueries>();
        services.AddScoped<HandoverWork>();
        services.AddScoped<ITaskSection, TaskTransferSection>();
        services.AddScoped<TaskTallies>();
        services.AddSingleton<ISaveChangesInterceptor, TaskTallying>();
        services.AddRecurringJob<CountTasks>();
        services.AddScoped<IHoldDeadlines, TaskDeadlines>();
        services.AddScoped<IReactTo<CalendarAnnounced>, TaskDeadlines>();
        services.AddScoped<IIndicatorSource, TasksOnTime>();
        services.AddScoped<IIndicatorSource, OnlineMeetings>();
        services.AddScoped<IDemoSeed, SteeringSeed>();
        AddExplanations(services);
        AddInspections(services);
        AddMeetings(services);
        AddOpinions(services);
        AddHonesty(services);
        AddProgrammes(services);
        AddReviews(services);
        AddPublications(services);
        AddImports(services);
    }

    private static void AddExplanations(IServiceCollection services)
    {
        services.AddScoped<ExplanationQueries>();
        services.AddScoped<ExplanationNews>();
        services.AddScoped<ExplanationWork>();
        services.AddScoped<IGuardFiles, ExplanationFiles>();
        services.AddScoped<IWhatWaits, ExplanationsWaiting>();
        services.AddScoped<ITaskSection, TaskExplanationSection>();
        services.AddScoped<IIndicatorSection, IndicatorExplanationSection>();
        services.AddScoped<IDemoSeed, ExplanationSeed>();
    }

    private static void AddImports(IServiceCollection services)
    {
        services.AddSingleton(ImportWords.Official);
        services.AddSingleton<ImportProgress>();
        services.AddScoped<TaskBatch>();
        services.AddScoped<ImportCheck>();
        services.AddScoped<ImportWork>();
        services.AddRecurringJob<RunImports>();
        services.AddScoped<IGuardFiles, ImportFiles>();
        services.AddScoped<IDemoSeed, ImportSeed>();
    }

    private static void AddProgrammes(IServiceCollection services)
    {
        services.AddSingleton(ProgrammeRules.Official);
        services.AddScoped<ProgrammeScope>();
        services.AddScoped<ProgrammeQueries>();
        services.AddScoped<PlanSides>();
        services.AddScoped<ProgrammeNews>();
        services.AddScoped<PlanWork>();
        services.AddScoped<FactWork>();
        services.AddScoped<ITaskSection, TaskProgrammeSection>();
        services.AddScoped<IWhatWaits, RatingsAwaitingReply>();
        services.AddSingleton<ISearchSource, ProgrammeSearch>();
        services.AddScoped<IDemoSeed, ProgrammeSeed>();
    }

    private static void AddReviews(IServiceCollection services)
    {
        services.AddSingleton(ReviewRules.Official);
        services.AddScoped<ReviewScope>();
        services.AddScoped<ReviewQueries>();
        services.AddScoped<ReviewReader>();
        services.AddScoped<ReviewWords>();
        services.AddScoped<ReviewNews>();
        services.AddScoped<ReviewActs>();
        services.AddScoped<ReviewWork>();
        services.AddScoped<ReportWork>();
        services.AddScoped<FigureWork>();
        services.AddScoped<SnapshotBuilder>();
        services.AddScoped<ReviewPapers>();
        services.AddScoped<DirectionPrefill>();
        services.AddRecurringJob<FreezeReviews>();
        services.AddScoped<IWhatWaits, ReviewsWaiting>();
        services.AddSingleton<ISearchSource, ReviewSearch>();
        services.AddScoped<IDemoSeed, ReviewSeed>();
    }

    private static void AddPublications(IServiceCollection services)
    {
        services.AddScoped<SecretTasks>();
        services.AddScoped<INameRecords, SteeringRecordNames>();
        services.AddScoped<IWithholdEvents>(s => s.GetRequiredService<SecretTasks>());
        services.AddScoped<PublicationBuilder>();
        services.AddScoped<PublicationReader>();
        services.AddScoped<PublicationQueries>();
        services.AddScoped<PublicationWords>();
        services.AddScoped<PublicationNews>();
        services.AddScoped<PublicationWork>();
        services.AddScoped<IWhatWaits, PublicationsWaiting>();
        services.AddSingleton<ISearchSource, PublicationSearch>();
        ResultDatasets.AddTo(services);
        services.AddScoped<IDemoSeed, PublicationSeed>();
    }

    private static void AddHonesty(IServiceCollection services)
    {
        services.AddSingleton(HonestyRules.Official);
        services.AddScoped<FlagFinder>();
        services.AddScoped<NewFlags>();
        services.AddScoped<FlagQueries>();
        services.AddScoped<FlagWork>();
        services.AddScoped<ITaskSection, TaskFlagSection>();
        services.AddScoped<IDemoSeed, HonestySeed>();
    }

    private static void AddOpinions(IServiceCollection services)
    {
        services.AddSingleton(OpinionRules.Official);
        services.AddScoped<OpinionScope>();
        services.AddScoped<OpinionQueries>();
        services.AddScoped<OpinionSeating>();
        services.AddScoped<OpinionLetters>();
        services.AddScoped<OpinionNews>();
        services.AddScoped<OpinionActs>();
        services.AddScoped<OpinionWork>();
        services.AddScoped<BallotWork>();
        services.AddRecurringJob<RemindOpinions>();
        services.AddScoped<IGuardFiles, OpinionFiles>();
        services.AddScoped<IWhatWaits, BallotsWaiting>();
        services.AddSingleton<ISearchSource, OpinionSearch>();
        services.AddScoped<IDemoSeed, OpinionSeed>();
    }

    private static void AddMeetings(IServiceCollection services)
    {
        services.AddSingleton(MeetingRules.Official);
        services.AddScoped<MeetingScope>();
        services.AddScoped<MeetingQueries>();
        services.AddScoped<CommitteePapers>();
        services.AddScoped<MeetingLetters>();
        services.AddScoped<MeetingNews>();
        services.AddScoped<MeetingActs>();
        services.AddScoped<MeetingWork>();
        services.AddScoped<MeetingRecordWork>();
        services.AddScoped<IGuardFiles, MeetingFiles>();
        services.AddScoped<IDocumentUse, MeetingDocumentUse>();
        services.AddSingleton<ISearchSource, MeetingSearch>();
        services.AddScoped<IDemoSeed, MeetingSeed>();
    }

    private static void AddInspections(IServiceCollection services)
    {
        services.AddSingleton(InspectionRules.Official);
        services.AddScoped<InspectionScope>();
        services.AddScoped<InspectionQueries>();
        services.AddScoped<InspectionPapers>();
        services.AddScoped<InspectionPrint>();
        services.AddScoped<InspectionTeam>();
        services.AddScoped<InspectionNews>();
        services.AddScoped<InspectionWork>();
        services.AddScoped<IGuardFiles, InspectionFiles>();
        services.AddSingleton<ISearchSource, InspectionSearch>();
        services.AddScoped<ITaskSection, TaskInspectionSection>();
        services.AddScoped<IDemoSeed, InspectionSeed>();
        services.AddScoped<SampleQueries>();
        services.AddScoped<SampleWork>();
        services.AddScoped<IGuardFiles, SampleFiles>();
        services.AddScoped<ITaskSection, TaskSampleSection>();
        services.AddScoped<IDemoSeed, SampleSeed>();
    }

    /// <inheritdoc/>
    public void ConfigureModel(ModelBuilder model) => model.ApplyConfigurationsFromAssembly(typeof(SteeringModule).Assembly);

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        api.MapOverview();
        api.MapTasks();
        api.MapUrging();
        api.MapExplanations();
        api.MapCommittees();
        api.MapCommitteeOrders();
        api.MapHandovers();
        api.MapInspections();
        api.MapMeetings();
        api.MapOpinions();
        api.MapSamples();
        api.MapFlags();
        api.MapProgrammes();
        api.MapReviews();
        api.MapPublications();
        api.MapImports();
    }
}
