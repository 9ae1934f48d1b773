using System.Text;
using CsCheck;
using LoTrinh.Platform.Search;
using Xunit;

namespace LoTrinh.Tests.Platform;

public sealed class FoldingTests
{
    [Theory]
    [InlineData("ha noi", "Hà Nội")]
    [InlineData("DANG KIEM", "Cục Đăng kiểm Việt Nam")]
    [InlineData("Đăng kiểm", "Cục Ðăng kiểm")]
    [InlineData("thuỷ nội địa", "Luật Giao thông đường thủy nội địa")]
    [InlineData("khoẻ", "Giấy khám sức khỏe người lái xe")]
    [InlineData("kĩ thuật", "An toàn kỹ thuật và bảo vệ môi trường")]
    [InlineData("tỉ lệ", "Tỷ lệ hồ sơ đúng hạn")]
    [InlineData("30/2020/nd-cp", "Nghị định số 30/2020/NĐ-CP")]
    [InlineData("8/2015/TT-BGTVT", "Thông tư số 08/2015/TT-BGTVT")]
    [InlineData("TT BGTVT", "Thông tư số 12/2017/TT-BGTVT")]
    [InlineData("QL1A", "Dự án mở rộng Quốc lộ 1A qua Hà Tĩnh")]
    [InlineData("tphcm", "Sở Giao thông vận tải Thành phố Hồ Chí Minh")]
    [InlineData("km12+500", "Sạt lở tại Km12+500 Quốc lộ 6")]
    [InlineData("dak lak", "Đắk Lắk")]
    [InlineData("Nguyen Van A", "Ông Nguyễn  Văn\u00A0A")]
    [InlineData("van tai", "VẬN\u200B TẢI hành khách")]
    [InlineData("ngày 5/3/2026", "Hà Nội, ngày 05 tháng 3 năm 2026")]
    [InlineData("30A12345", "Xe biển số 30A-123.45")]
    public void A_query_finds_its_text_in_any_spelling(string query, string text)
    {
        Assert.True(Folding.Matches(query, text));
        Assert.True(Folding.Matches(query.Normalize(NormalizationForm.FormD), text));
    }

    [Theory]
    [InlineData("\"đường sắt\"", "cầu đường bằng sắt")]
    [InlineData("đường bộ", "Luật Đường sắt 2025")]
    [InlineData("30/2020/NĐ-CP", "Nghị định số 130/2020/NĐ-CP")]
    public void A_query_does_not_find_what_only_looks_alike(string query, string text) => Assert.False(Folding.Matches(query, text));

    [Theory]
    [InlineData("0923", "923"), InlineData("03MH", "3mh"), InlineData("000", "0"), InlineData("00tp", "0tp")]
    public void Zeros_before_a_number_do_not_count_and_those_before_letters_stay(string text, string folded)
    {
        Assert.Equal(folded, Folding.Fold(text));
        Assert.Equal(folded, Folding.Fold(folded));
    }

    [Fact]
    public void Folding_again_changes_nothing() => Gen.String.Sample(text => Folding.Fold(Folding.Fold(text)) == Folding.Fold(text), iter: 2000);
}
