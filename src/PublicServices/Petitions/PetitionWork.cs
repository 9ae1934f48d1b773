using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LoTrinh.Platform;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Petitions;

/// <summary>What may be done with petitions.</summary>
internal static class PetitionPermissions
{
    /// <summary>Take in, pass on, refuse and publish, for the one-stop desk.</summary>
    public const string Sort = "services.petitions";

    /// <summary>Answer what was passed to one's unit.</summary>
    public const string Answer = "services.petitions.answer";
}

/// <summary>A petition that was taken in.</summary>
/// <param name="Petition">The petition.</param>
/// <param name="Key">Key of its receipt: it is said once and kept as a hash.</param>
internal sealed record SentPetition(Petition Petition, string Key);

/// <summary>What senders, the desk and units do with petitions. The ledger says that it was done, never who sent it or what it says.</summary>
internal sealed class PetitionWork(AppDb db, PetitionClock times, OrganisationDirectory organisation, ProcedureCatalogue catalogue, TimeProvider clock)
{
    /// <summary>Fields of the forms.</summary>
    public const string UnitField = "Unit", NoteField = "Note", AnswerField = "Answer", WordsField = "Words";

    /// <summary>Takes a petition in, from anyone.</summary>
    public async Task<Result<SentPetition>> Send(Actor sender, PetitionDraft draft, CancellationToken ct, bool isDemonstration = false)
    {
        if (draft.Problems() is { Length: > 0 } problems)
        {
            return problems;
        }

        var about = Words.Clean(draft.DossierCode)?.ToUpperInvariant();
        var dossier = about is null ? null : await db.Dossiers.Where(d => d.Code == about).Select(d => (Guid?)d.Id).SingleOrDefaultAsync(ct);
        if (about is not null && dossier is null)
        {
            return Problem.Invalid("services.dossier-unknown", nameof(draft.DossierCode));
        }

        return await db.InTransactionAsync<Result<SentPetition>>(async () =>
        {
            var series = string.Create(CultureInfo.InvariantCulture, $"PA-{clock.Today():yyMMdd}");
            var number = await db.NextNumberAsync(series, null, ct);
            var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            var petition = new Petition
            {
                Code = string.Create(CultureInfo.InvariantCulture, $"{series}-{number:D4}"), Kind = draft.KnownKind!.Value, Subject = Words.Clean(draft.Subject)!,
                Text = Words.Clean(draft.Text)!, DossierId = dossier, SenderId = sender.IsSignedIn ? sender.AccountId : null, KeyHash = HashOf(key), SentAt = clock.UtcNow(), IsDemonstration = isDemonstration,
            };
            petition.Begin("");
            db.Petitions.Add(petition);
            db.PetitionSenders.Add(new() { PetitionId = petition.Id, Name = Words.Clean(draft.Name)!, Phone = Words.Clean(draft.Phone), Email = Words.Clean(draft.Email) });
            Note(sender.IsSignedIn ? sender : Actor.Nobody, "sent", petition, null);
            await db.SaveChangesAsync(ct);
            return new SentPetition(petition, key);
        }, r => r.Ok, ct);
    }

    /// <summary>What the key of a receipt is kept as.</summary>
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Passes it to the unit that is to answer.</summary>
    public Task<Result<Petition>> Transfer(Actor actor, string code, int? version, string? unit, string? note, CancellationToken ct) => AtDesk(actor, code, version, "transferred", note, p =>
        organisation.Find(unit ?? "") is not { } to ? Problem.Invalid("services.petition-unit", UnitField) : p.Transfer(to.Id, Words.Clean(note), actor.Name, clock.UtcNow()), ct);

    public Task<Result<Petition>> AskSupplement(Actor actor, string code, int? version, string? what, CancellationToken ct) => Said(actor, code, version, "supplement-asked", what, NoteField,
        (p, said) => p.AskSupplement(said, times.IsLate(ServiceRules.PetitionSupplement, p.ClockFrom), actor.Name, clock.UtcNow()), ct);

    public Task<Result<Petition>> Refuse(Actor actor, string code, int? version, string? reason, CancellationToken ct) => AtDesk(actor, code, version, "refused", reason, p =>
        Wrong(reason, NoteField) ?? p.Refuse(Words.Clean(reason)!, times.IsLate(ServiceRules.PetitionRefuse, p.ClockFrom), actor.Name, clock.UtcNow()), ct);

    /// <summary>Answers for the unit that it was passed to.</summary>
    public Task<Result<Petition>> GiveAnswer(Actor actor, string code, int? version, string? answer, CancellationToken ct) => Said(actor, code, version, "answered", answer, AnswerField,
        (p, said) => p.GiveAnswer(said, times.IsLate(ServiceRules.PetitionAnswer, p.ClockFrom), actor.Name, clock.UtcNow()), ct);

    /// <summary>Shows the petition and its answer to everyone; nobody publishes what they answered themselves.</summary>
    public Task<Result<Petition>> Publish(Actor actor, string code, int? version, CancellationToken ct) => AtDesk(actor, code, version, "published", null, p =>
        p.AnsweredBy == actor.Name && !actor.IsSystem ? Problem.Conflict("services.petition-own-answer")
            : p.Publish(p.AnsweredAt is { } answered && times.IsLate(ServiceRules.PetitionPublish, answered), actor.Name, clock.UtcNow()), ct);

    /// <summary>Its sender adds what was asked for.</summary>
    public Task<Result<Petition>> Supplement(Actor actor, PetitionKey key, string? words, CancellationToken ct) =>
        BySender(actor, key, "supplemented", p => Wrong(words, WordsField) ?? p.Supplement(Words.Clean(words)!, "", clock.UtcNow()), ct);

    /// <summary>Its sender says whether the answer is good.</summary>
    public Task<Result<Petition>> Judge(Actor actor, PetitionKey key, bool content, CancellationToken ct) =>
        BySender(actor, key, content ? "content" : "not-content", p => p.Judge(content), ct);

    /// <summary>Its sender, not content, asks to have it taken up again.</summary>
    public Task<Result<Petition>> Reopen(Actor actor, PetitionKey key, string? words, CancellationToken ct) =>
        BySender(actor, key, "reopened", p => Wrong(words, WordsField) ?? p.Reopen(Words.Clean(words)!, "", clock.UtcNow()), ct);

    /// <summary>Whether the actor works at the desk that sorts petitions.</summary>
    public bool IsDesk(Actor actor) => organisation.Find(catalogue.Agency.Unit) is { } desk && actor.May(PetitionPermissions.Sort, desk.Path);

    /// <summary>Whether the actor may answer for the unit that has the petition.</summary>
    public bool Answers(Actor actor, Petition petition) => petition.UnitId is { } unit && organisation.Find(unit) is { } known && actor.May(PetitionPermissions.Answer, known.Path);

    /// <summary>Whether the petition is the actor's own.</summary>
    public static bool IsSender(Actor actor, Petition petition, string? key) =>
        (actor.IsSignedIn && petition.SenderId == actor.AccountId) || (key is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(key)), Encoding.ASCII.GetBytes(petition.KeyHash)));

    private static Problem? Wrong(string? words, string field) => Words.Clean(words) is not { } said ? Problem.Invalid("services.petition-words", field)
        : said.Length > Petition.LongestText ? Problem.Invalid("text-too-long", field, Petition.LongestText, said.Length) : null;

    private Task<Result<Petition>> AtDesk(Actor actor, string code, int? version, string act, string? reason, Func<Petition, Problem?> verb, CancellationToken ct) =>
        ActAsync(actor, code, version, act, reason, _ => IsDesk(actor), verb, ct);

    // What the desk and the unit that has it may both do.
    private Task<Result<Petition>> Said(Actor actor, string code, int? version, string act, string? words, string field, Func<Petition, string, Problem?> verb, CancellationToken ct) =>
        ActAsync(actor, code, version, act, null, p => Answers(actor, p) || (act != "answered" && IsDesk(actor)), p => Wrong(words, field) ?? verb(p, Words.Clean(words)!), ct);

    private async Task<Result<Petition>> ActAsync(Actor actor, string code, int? version, string act, string? reason, Func<Petition, bool> may, Func<Petition, Problem?> verb, CancellationToken ct)
    {
        if (!actor.May(PetitionPermissions.Sort) && !actor.May(PetitionPermissions.Answer))
        {
            return Problem.Forbidden();
        }

        if (await db.Petitions.Include(p => p.History).SingleOrDefaultAsync(p => p.Code == code, ct) is not { } petition)
        {
            return Problem.NotFound("services.petition-unknown");
        }

        if (!may(petition))
        {
            return Problem.Forbidden();
        }

        if (version is { } seen)
        {
            db.Expect(petition, seen);
        }

        return await FinishAsync(actor, petition, act, Words.Clean(reason), verb, ct);
    }

    private async Task<Result<Petition>> BySender(Actor actor, PetitionKey key, string act, Func<Petition, Problem?> verb, CancellationToken ct)
    {
        var hash = key.Key is null ? null : HashOf(key.Key);
        var petition = await db.Petitions.Include(p => p.History).SingleOrDefaultAsync(p => hash == null ? p.Code == key.Code : p.KeyHash == hash, ct);
        return petition is null || !IsSender(actor, petition, key.Key) ? Problem.NotFound("services.petition-unknown")
            : await FinishAsync(actor.IsSignedIn ? actor : Actor.Nobody, petition, act, null, verb, ct);
    }

    private async Task<Result<Petition>> FinishAsync(Actor actor, Petition petition, string act, string? reason, Func<Petition, Problem?> verb, CancellationToken ct)
    {
        if (verb(petition) is { } problem)
        {
            return problem;
        }

        Note(actor, act, petition, reason);
        return await db.TrySaveAsync(ct) is { } lost ? lost : petition;
    }

    private void Note(Actor actor, string act, Petition petition, string? reason)
    {
        db.Record(actor, $"services.petition.{act}", nameof(Petition), petition.Id, new { petition.Code, Kind = petition.Kind.ToString(), Status = petition.Status.ToString(), petition.UnitId }, reason);
        db.Publish(new PetitionMoved(petition.Id, petition.Code, act, petition.UnitId, petition.SenderId, actor.AccountId, clock.UtcNow()));
    }
}

/// <summary>How a sender names the own petition: by the key of the receipt, or by its code when signed in.</summary>
internal sealed record PetitionKey(string? Code, string? Key);
