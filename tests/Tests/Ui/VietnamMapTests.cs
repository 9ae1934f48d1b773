using LoTrinh.Ui.Map;
using Xunit;

namespace LoTrinh.Tests.Ui;

public sealed class VietnamMapTests
{
    [Fact]
    public void Every_island_of_both_archipelagos_lies_on_the_sheet()
    {
        var size = VietnamMap.Whole.Split(' ').Select(s => double.Parse(s, System.Globalization.CultureInfo.InvariantCulture)).ToArray();

        Assert.All(Islands.All, i => Assert.True(VietnamMap.X(i.Lon) > 0 && VietnamMap.X(i.Lon) < size[2] && VietnamMap.Y(i.Lat) > 0 && VietnamMap.Y(i.Lat) < size[3]));
        Assert.Contains(Islands.All, i => i.Lat > 15);
        Assert.Contains(Islands.All, i => i.Lat < 12);
    }

    [Fact]
    public void The_detail_holds_the_whole_line_in_its_middle()
    {
        var map = new VietnamMap("Hành trình") { Lines = [new([(105.8, 21.0), (106.7, 20.85)], "Hà Nội – Hải Phòng")] };

        var box = map.Detail.Split(' ').Select(s => double.Parse(s, System.Globalization.CultureInfo.InvariantCulture)).ToArray();

        Assert.InRange(VietnamMap.X(105.8), box[0], box[0] + box[2]);
        Assert.InRange(VietnamMap.X(106.7), box[0], box[0] + box[2]);
        Assert.Equal((VietnamMap.X(105.8) + VietnamMap.X(106.7)) / 2, box[0] + (box[2] / 2), 0.1);
    }
}
