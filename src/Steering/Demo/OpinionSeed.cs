using System.Text;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Committees;
using LoTrinh.Steering.Opinions;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static LoTrinh.Platform.SeedStep;

namespace LoTrinh.Steering.Demo;

/// <summary>
/// The demonstration's opinion rounds, from <c>seed/opinion-demonstration.yaml</c>: each step goes through the use cases, dated when it
/// happened.
/// </summary>
internal sealed class OpinionSeed(IServiceScopeFactory scopes, OrganisationDirectory organisation) : IDemoSeed
{
    private readonly Dictionary<string, Guid> _rounds = [];

    public int Order => 111;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        var db = services.GetRequiredService<AppDb>();
        var accounts = await db.Users.AsNoTracking().Where(a => a.UserName != null).ToDictionaryAsync(a => a.UserName!, ct);
        var committees = (await db.Committees.AsNoTracking().ToListAsync(ct)).ToDictionary(c => organisation.Find(c.UnitId)!.Key,
            c => c.Id);
        var office = Of(accounts["office"], OpinionPermissions.Organise);
        var steps = SeedFile.Read<SeedOpinions>("opinion-demonstration.yaml").Rounds
            .SelectMany(row => StepsOf(row, committees[row.Committee], office, name => Of(accounts[name], OpinionPermissions.Vote)))
                .ToList();
        foreach (var (step, place) in steps.Select((step, place) => (step, place)).OrderBy(x => x.step.On).ThenBy(x => x.step.Hour)
            .ThenBy(x => x.place).ToList())
        {
            clock.Set(step.On.StartUtc().AddHours(step.Hour).AddSeconds(place));
            await using var scope = scopes.CreateAsyncScope();
            await step.Act(scope.ServiceProvider, ct);
        }
    }

    private IEnumerable<Step> StepsOf(SeedRound row, Guid committee, Actor office, Func<string, Actor> voter)
    {
        yield return new(row.Opened, 8, async (s, ct) => _rounds[row.Key] = Need(await OpenAsync(s.GetRequiredService<OpinionWork>(), row,
            committee, office, ct), row.Key).Id);
        foreach (var proxy in row.Proxies)
        {
            yield return new(proxy.On, 9, async (s, ct) => Need(await s.GetRequiredService<BallotWork>().GiveProxy(office, _rounds[row.Key],
                (await MemberAsync(s, row, proxy.Unit, null, ct)).Id, null, new(proxy.Name, proxy.Title, proxy.Reference, null), null,
                    [Scan(proxy.Reference)], ct), row.Key));
        }

        foreach (var ballot in row.Ballots)
        {
            yield return new(ballot.On, 10, async (s, ct) => Need(await CastAsync(s, row, ballot, office, voter, ct), row.Key));
        }

        if (row.Closed is not { } closed)
        {
            yield break;
        }

        yield return new(closed, 14, async (s, ct) => Need(await s.GetRequiredService<OpinionWork>()
            .Close(office, _rounds[row.Key], null, ct), row.Key));
        yield return new(row.ReceivedOn!.Value, 15, async (s, ct) =>
        {
            var round = await RoundAsync(s, row, ct);
            var rows = round.CommentsToReceive.Zip(row.Received,
                (c, r) => new ReceptionDraft(c.Comment.Id, r.Reception, r.Explanation, r.Change)).ToList();
            Need(await s.GetRequiredService<OpinionWork>().Receive(office, round.Id, null, rows, ct), row.Key);
        });
    }

    private Task<Result<OpinionRound>> OpenAsync(OpinionWork work, SeedRound row, Guid committee, Actor office, CancellationToken ct)
    {
        var input = new OpinionInput(row.Title, row.Question, row.Due, row.Rule, row.Change, [DraftOf(row)], []);
        return row.Follows is { } former ? work.OpenNext(office, _rounds[former], input, ct)
            : work.Open(office, committee, input, ct, isDemonstration: true);
    }

    private async Task<Result<OpinionRound>> CastAsync(IServiceProvider services, SeedRound row, SeedBallot ballot, Actor office,
        Func<string, Actor> voter, CancellationToken ct)
    {
        var (work, member) = (services.GetRequiredService<BallotWork>(), await MemberAsync(services, row, ballot.Unit, ballot.Title, ct));
        var draft = new BallotDraft(ballot.Choice, ballot.Comments.ConvertAll(c => new CommentDraft(c.Clause, c.Text)));
        return ballot.Account is { } account ? await work.Cast(voter(account), _rounds[row.Key], member.Id, null, draft, ct)
            : await work.EnterPaper(office, _rounds[row.Key], null,
                new(member.Id, draft, ballot.On, ballot.ByProxy, [Scan($"{ballot.Unit} {ballot.On:yyyy-MM-dd}")]), ct);
    }

    private Task<OpinionRound> RoundAsync(IServiceProvider services, SeedRound row, CancellationToken ct)
    {
        var id = _rounds[row.Key];
        return OpinionQueries.Whole(services.GetRequiredService<AppDb>().Opinions.AsNoTracking()).SingleAsync(r => r.Id == id, ct);
    }

    private async Task<OpinionMember> MemberAsync(IServiceProvider services, SeedRound row, string unit, string? title,
        CancellationToken ct)
    {
        var unitId = organisation.Find(unit)!.Id;
        return (await RoundAsync(services, row, ct)).MembersInOrder.First(m => m.UnitId == unitId && (title is null || m.Title == title));
    }

    private SentFile DraftOf(SeedRound row)
    {
        var unit = organisation.Find("ttcntt")!;
        var draft = new OfficialLetter
        {
            GoverningBody = organisation.Find(unit.ParentId)?.NameVi, Issuer = unit.NameVi, Symbol = "DT", Place = "Hà Nội",
            On = row.Opened, TypeName = "Dự thảo",
            Subject = row.File, Addressees = [], Body = [new LetterParagraph("Tài liệu minh họa, không phải văn bản thật."),
                new LetterParagraph(row.Change ?? row.Question)],
            Copies = ["Thành viên Ban Chỉ đạo", "Lưu: VT"], Signing = new(["GIÁM ĐỐC"], null, null),
        };
        return new($"{row.File} (minh họa).docx", new MemoryStream(LetterDocx.Write(draft)));
    }

    // A page of PDF that says what it is: letters without diacritics, since a standard font of PDF has no others.
    private static SentFile Scan(string what)
    {
        var plain = new string([.. what.Where(c => char.IsAscii(c) && c is not ('(' or ')' or '\\'))]);
        var line = $"BT /F1 18 Tf 72 720 Td (Phieu giay minh hoa: {plain}) Tj ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", $"<< /Length {line.Length} >>\nstream\n{line}\nendstream",
        ];
        var (file, offsets) = (new StringBuilder("%PDF-1.4\n"), new List<int>());
        foreach (var (content, number) in objects.Select((o, i) => (o, i + 1)))
        {
            offsets.Add(file.Length);
            file.Append(System.Globalization.CultureInfo.InvariantCulture, $"{number} 0 obj\n{content}\nendobj\n");
        }

        var xref = file.Length;
        file.Append(System.Globalization.CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        offsets.ForEach(o => file.Append(System.Globalization.CultureInfo.InvariantCulture, $"{o:D10} 00000 n \n"));
        file.Append(System.Globalization.CultureInfo.InvariantCulture,
            $"trailer << /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n");
        return new("Phiếu giấy (minh họa).pdf", new MemoryStream(Encoding.ASCII.GetBytes(file.ToString())));
    }

    private static Actor Of(Account account, string permission) =>
        new(account.Id, account.DisplayName, account.UnitId, "/", [new(Permissions.Read, "/"), new(permission, "/")]);

    private sealed record Step(DateOnly On, int Hour, Func<IServiceProvider, CancellationToken, Task> Act);
}
