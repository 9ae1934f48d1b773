using System.Globalization;
using System.Text.Json;
using LoTrinh.Platform.Search;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>Reads one record of the national catalogue, in the names of 2026 or in those of the service <c>LayThuTuc</c> of 2020. What it does not say is left empty.</summary>
internal sealed class NationalRecord(ServiceWords words)
{
    /// <summary>What the record says, as a procedure.</summary>
    public Procedure Read(JsonElement record) => record.ValueKind != JsonValueKind.Object ? new Procedure()
        : record.TryGetProperty("TENTTHC", out _) || record.TryGetProperty("MATTHC", out _) ? Of2020(record) : Of2026(record);

    /// <summary>The key of what is called so; the words themselves where nothing is, so that the linter names them.</summary>
    public static string KeyOf(IEnumerable<Keyed> all, string name) =>
        all.FirstOrDefault(k => Folding.Fold(k.NameVi) == Folding.Fold(name))?.Key ?? name;

    /// <summary>How the source of an imported record is written.</summary>
    public static string Source(string id) => id.Length == 0 ? "Cơ sở dữ liệu quốc gia về thủ tục hành chính" : $"Cơ sở dữ liệu quốc gia về thủ tục hành chính, bản ghi {id}";

    private Procedure Of2026(JsonElement r)
    {
        var basis = Many(r, "legalBasisesDetails").Select(b => new LegalBasis { Number = Text(b, "code"), NameVi = Text(b, "name") }).ToList();
        var cited = string.Join("; ", basis.Select(b => b.Number));
        return new()
        {
            Code = Text(r, "code"), NameVi = Text(r, "name"), Field = KeyOf(words.Fields, Text(r, "fieldName", "field")),
            AgencyVi = string.Join("; ", Many(r, "departmentsExecuting").Select(d => Text(d, "name", "code"))),
            Level = Is(r, "isFullProcess") ? "full" : Is(r, "isOfflineOnly") ? "information" : "partial",
            Subjects = [.. Many(r, "subjectTypesDetails").Select(s => KeyOf(words.Subjects, Text(s, "name", "code"))).Distinct()],
            StepsVi = [.. Many(r, "executionSteps").Select(s => Joined(Text(s, "name"), Text(s, "description"))).Where(s => s.Length > 0)],
            ConditionsVi = Text(r, "requirementsAndConditions"),
            Times = [.. Many(r, "executionMethods").Select(m => Time(Text(m, "submissionMethod"), Whole(m, "processingTime"), Text(m, "processingTimeUnit"), cited)),
                .. Many(r, "cases").Where(c => Has(c, "processingDay")).Select(c => CaseTime(c, cited))],
            Cases = [.. Many(r, "cases").Select(c => new ProcedureCase { Key = CaseKey(c), NameVi = Text(c, "name", "code") })],
            Documents = [.. Many(r, "executionCases").SelectMany(c => Many(c, "profileComponents")).Select(Document).DistinctBy(d => d.Key)],
            Fees = [.. Many(r, "executionMethods").SelectMany(m => Many(m, "fees")).Select((f, i) => Fee(f, i, cited)).DistinctBy(f => (f.NameVi, f.Amount))],
            Basis = basis, Results = [.. Many(r, "resultsDetails").Select(x => new ProcedureResult { Code = Text(x, "code"), NameVi = Text(x, "name") })],
            Source = Source(Text(r, "id")), Ended = Text(r, "state") is "ABOLISHED" or "EXPIRED",
        };
    }

    private Procedure Of2020(JsonElement r)
    {
        var basis = Many(r, "CANCUPHAPLY").Select(b => new LegalBasis { Number = Text(b, "SOVANBAN"), NameVi = Text(b, "TENVANBAN") }).ToList();
        var (cited, manners) = (string.Join("; ", basis.Select(b => b.Number)), Many(r, "CACHTHUCTHUCHIEN").ToList());
        return new()
        {
            Code = Text(r, "MATTHC"), NameVi = Text(r, "TENTTHC"), Field = KeyOf(words.Fields, string.Join("; ", Many(r, "LINHVUCTHUCHIEN").Select(f => Text(f, "TENLINHVUC")))),
            AgencyVi = string.Join("; ", Many(r, "COQUANTHUCHIEN").Select(a => Text(a, "TENDONVI"))),
            StepsVi = [.. Many(r, "TRINHTUTHUCHIEN").SelectMany(c => Many(c, "TRINHTU")).Select(s => Text(s, "TENTRINHTU"))],
            ConditionsVi = Text(r, "YEUCAU"),
            Times = [.. manners.SelectMany(m => Many(m, "THOIGIAN").Select(t => Time(Text(m, "KENH"), Whole(t, "THOIGIANGIAIQUYET"), Text(t, "DONVITINH"), cited)))],
            Fees = [.. manners.SelectMany(m => Many(m, "THOIGIAN")).SelectMany(t => Many(t, "PHILEPHI")).Select((f, i) => new ProcedureFee
            {
                Key = $"f{i + 1}", NameVi = Text(f, "MOTA"), Amount = Whole(f, "SOTIEN"), Basis = cited, Confidence = "medium",
            }).DistinctBy(f => (f.NameVi, f.Amount))],
            Documents = [.. Many(r, "THANHPHANHOSO").SelectMany(c => Many(c, "GIAYTO")).Select(d => new DocumentRule
            {
                Key = KeyFrom(Text(d, "MAGIAYTO")), NameVi = Text(d, "TENGIAYTO", "TENMAUDON"), Originals = Whole(d, "SOBANCHINH"), Copies = Whole(d, "SOBANSAO"),
            }).DistinctBy(d => d.Key)],
            Basis = basis, Results = [.. Many(r, "KETQUATHUCHIEN").Select(x => new ProcedureResult { Code = Text(x, "MAKETQUA"), NameVi = Text(x, "TENKETQUA") })],
            Source = Source(""),
        };
    }

    private static ProcedureTime Time(string channel, int amount, string unit, string basis) => new()
    {
        Channel = channel switch { "ONLINE" or "2" => "online", "DIRECT" or "1" => "direct", "POSTAL" or "3" => "post", _ => ProcedureTime.AnyChannel },
        Amount = amount, Unit = UnitOf(unit), Basis = basis, Confidence = "medium",
    };

    private static ProcedureTime CaseTime(JsonElement r, string basis)
    {
        var day = r.GetProperty("processingDay");
        return new() { Case = CaseKey(r), Amount = Whole(day, "qty"), Unit = UnitOf(Text(day, "type")), Basis = basis, Confidence = "medium" };
    }

    // As the national files write them; a unit that is none of ours is left for the linter to name.
    private static string UnitOf(string unit) => Folding.Fold(unit).Replace('_', ' ') switch
    {
        "working day" or "ngay lam viec" => "working-day",
        "day" or "ngay" => "day",
        "hour" or "working hour" or "gio" => "working-hour",
        "month" or "thang" => "month",
        _ => unit,
    };

    private static DocumentRule Document(JsonElement d) => new()
    {
        Key = KeyFrom(Text(d, "code")), NameVi = Text(d, "name"), Originals = Whole(d, "originalQty"), Copies = Whole(d, "copyQty"),
    };

    private static ProcedureFee Fee(JsonElement f, int at, string basis) => new()
    {
        Key = $"f{at + 1}", NameVi = Text(f, "description", "type"), Amount = Whole(f, "value"), Kind = Folding.Fold(Text(f, "type")) is "fee" or "phi" ? "fee" : "charge",
        Basis = basis, Confidence = "medium",
    };

    private static string CaseKey(JsonElement r) => KeyFrom("c" + Text(r, "code"));

    // A code has points, a key has none.
    private static string KeyFrom(string code) => new([.. code.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-').SkipWhile(c => !char.IsAsciiLetter(c)).Take(40)]);

    private static List<JsonElement> Many(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var many) && many.ValueKind == JsonValueKind.Array ? [.. many.EnumerateArray()] : [];

    private static string Text(JsonElement of, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var said) && said.ValueKind is JsonValueKind.String or JsonValueKind.Number && said.ToString().Trim() is { Length: > 0 } text)
            {
                return text;
            }
        }

        return "";
    }

    private static int Whole(JsonElement of, string name) =>
        int.TryParse(Text(of, name).Replace(".", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static bool Has(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out _);

    private static bool Is(JsonElement of, string name) => of.TryGetProperty(name, out var said) && said.ValueKind == JsonValueKind.True;

    private static string Joined(string name, string description) => string.Join(": ", new[] { name, description }.Where(t => t.Length > 0));
}
