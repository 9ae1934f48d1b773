using LoTrinh.Platform;
using LoTrinh.Ui;
using Xunit;

namespace LoTrinh.Tests;

public sealed class ResultTests
{
    [Theory]
    [InlineData("vi"), InlineData("en")]
    public void Days_and_times_in_a_problem_are_written_as_the_office_writes_them(string language)
    {
        var texts = new Texts([typeof(IModule).Assembly]);
        var code = texts.Keys("vi").First(k => k.StartsWith("problem.", StringComparison.Ordinal) && Holes(texts, k) == 1)["problem.".Length..];
        using var _ = Languages.Speak(language);
        var night = new DateTime(2021, 3, 14, 18, 5, 0, DateTimeKind.Utc);

        foreach (var (value, said) in new (object, string)[]
        {
            (night, "15/03/2021 01:05"), (new DateTimeOffset(night), "15/03/2021 01:05"), (new DateOnly(2021, 3, 5), "05/03/2021"), (new TimeOnly(7, 5), "07:05"),
        })
        {
            Assert.Contains(said, texts.Say(Problem.Conflict(code, value)), StringComparison.Ordinal);
        }
    }

    private static int Holes(Texts texts, string key)
    {
        using var _ = Languages.Speak("vi");
        return texts[key].Split('{').Length - 1;
    }

    [Fact]
    public void A_result_of_problems_has_no_value()
    {
        Result<int> result = Problem.Invalid("x", "Field");

        Assert.False(result.TryGet(out _));
        Assert.Equal("x", Assert.Single(result.Problems).Code);
    }
}
