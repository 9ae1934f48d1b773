using System.Text;
using LoTrinh.PublicServices.Procedures;
using Xunit;

namespace LoTrinh.Tests.PublicServices;

/// <summary>Records of the national catalogue in both their shapes, and what is said of files that cannot be read.</summary>
public sealed class NationalRecordTests
{
    private static readonly ProcedureImport Import = new(new ServiceWords());

    [Fact]
    public void A_record_of_2026_says_its_times_documents_cases_results_and_laws()
    {
        var procedure = Read("""
            {"id":"019d","code":"1.000703","name":"Cấp Giấy phép","fieldName":"Đường bộ","isFullProcess":true,"state":"UPDATED",
             "executionSteps":[{"name":"Nộp","description":"Gửi hồ sơ"}],"requirementsAndConditions":"Có xe",
             "executionMethods":[{"submissionMethod":"ONLINE","processingTime":4,"processingTimeUnit":"WORKING_DAY","fees":[{"type":"FEE","value":"200.000","description":"Lệ phí"}]},{"submissionMethod":"DIRECT","processingTime":4,"processingTimeUnit":"WORKING_DAY"}],
             "cases":[{"code":"1.000703.01","name":"Cấp mới","processingDay":{"qty":5,"type":"WORKING_DAY"}}],
             "executionCases":[{"name":"Hồ sơ","profileComponents":[{"code":"000.00.00.G04-KQ2713","name":"Văn bằng","originalQty":0,"copyQty":1,"required":false}]}],
             "legalBasisesDetails":[{"code":"158/2024/NĐ-CP","name":"Quy định về vận tải"}],"resultsDetails":[{"code":"KQ.G04.000042","name":"Giấy phép"}],
             "subjectTypesDetails":[{"code":"ĐT2","name":"Doanh nghiệp"}],"departmentsExecuting":[{"code":"H","name":"Sở Xây dựng"}]}
            """);

        Assert.Equal(("road", "full", "business", "Sở Xây dựng"), (procedure.Field, procedure.Level, procedure.Subjects[0], procedure.AgencyVi));
        Assert.Equal([("online", null, 4), ("direct", null, 4), ("any", "c1-000703-01", 5)], procedure.Times.Select(t => (t.Channel, t.Case, t.Amount)));
        Assert.Equal(("KQ.G04.000042", "158/2024/NĐ-CP", 200000m, 1), (procedure.Results[0].Code, procedure.Basis[0].Number, procedure.Fees[0].Amount, procedure.Documents[0].Copies));
        Assert.DoesNotContain(new ProcedureLinter(new ServiceWords()).Lint(procedure, new(2026, 7, 18)), f => f.Weight == LintWeight.Error);
    }

    [Fact]
    public void A_record_of_2020_says_its_times_by_channel()
    {
        var procedure = Read("""
            {"MATTHC":"1.002809","TENTTHC":"Đổi Giấy phép lái xe","LINHVUCTHUCHIEN":[{"MALINHVUC":"x","TENLINHVUC":"Đường bộ"}],"COQUANTHUCHIEN":[{"TENDONVI":"Sở GTVT"}],
             "TRINHTUTHUCHIEN":[{"TRUONGHOP":"","TRINHTU":[{"TENTRINHTU":"Nộp hồ sơ"}]}],
             "CACHTHUCTHUCHIEN":[{"KENH":"1","THOIGIAN":[{"THOIGIANGIAIQUYET":"5","DONVITINH":"Ngày làm việc","PHILEPHI":[{"MOTA":"Lệ phí","SOTIEN":"135000"}]}]},{"KENH":"2","THOIGIAN":[{"THOIGIANGIAIQUYET":"3","DONVITINH":"Ngày làm việc"}]}],
             "THANHPHANHOSO":[{"GIAYTO":[{"MAGIAYTO":"GT01","TENGIAYTO":"Bản sao giấy phép","SOBANSAO":"1"}]}],"KETQUATHUCHIEN":[{"MAKETQUA":"KQ1","TENKETQUA":"Giấy phép lái xe"}],
             "CANCUPHAPLY":[{"SOVANBAN":"12/2017/TT-BGTVT","TENVANBAN":"Thông tư"}]}
            """);

        Assert.Equal([("direct", 5, "working-day"), ("online", 3, "working-day")], procedure.Times.Select(t => (t.Channel, t.Amount, t.Unit)));
        Assert.Equal(("GT01", 1, 135000m, "12/2017/TT-BGTVT"), (procedure.Documents[0].Key, procedure.Documents[0].Copies, procedure.Fees[0].Amount, procedure.Times[0].Basis));
    }

    [Theory]
    [InlineData("{", "procedure.import.bad-json")]
    [InlineData("[]", "procedure.import.empty")]
    [InlineData("a\tb\n1\t2", "procedure.import.no-columns")]
    [InlineData("code\tname\n", "procedure.import.empty")]
    public void A_file_that_holds_nothing_is_refused_with_a_reason(string text, string code) =>
        Assert.Equal(code, Assert.Single(Import.Read(Encoding.UTF8.GetBytes(text), "Sent").Problems).Code);

    [Fact]
    public void A_file_in_another_encoding_is_refused() => Assert.Equal("procedure.import.not-utf8", Import.Read([0xff, 0xfe, 0x41], "Sent").Problems[0].Code);

    [Theory]
    [InlineData("[1, null, \"x\", {\"code\": 5, \"executionMethods\": {}, \"cases\": [null]}]")]
    [InlineData("{\"TENTTHC\": [], \"CACHTHUCTHUCHIEN\": [{\"THOIGIAN\": \"\"}]}")]
    public void Whatever_a_record_holds_instead_of_what_it_should_it_is_read_and_left_to_the_linter(string json) =>
        Assert.All(Import.Read(Encoding.UTF8.GetBytes(json), "Sent").Value, i => Assert.Contains(new ProcedureLinter(new ServiceWords()).Lint(i.Procedure, new(2021, 3, 15)), f => f.Code == "bad-code"));

    private static Procedure Read(string json) => Import.Read(Encoding.UTF8.GetBytes(json), "Sent").Value.Single().Procedure;
}
