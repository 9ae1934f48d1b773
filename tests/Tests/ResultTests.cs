using LoTrinh.Platform;
using Xunit;

namespace LoTrinh.Tests;

public sealed class ResultTests
{
    [Fact]
    public void A_result_of_problems_has_no_value()
    {
        Result<int> result = Problem.Invalid("x", "Field");

        Assert.False(result.TryGet(out _));
        Assert.Equal("x", Assert.Single(result.Problems).Code);
    }
}
