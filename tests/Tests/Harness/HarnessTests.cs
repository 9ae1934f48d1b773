using System.Net;
using Xunit;

namespace LoTrinh.Tests.Harness;

public sealed class HarnessTests
{
    [Theory, EachDatabase]
    public async Task The_demonstration_starts_and_its_accounts_sign_in(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var anonymous = app.Anonymous();
        using var health = await anonymous.GetAsync("/healthz");
        using var office = await app.SignInAsync("office");

        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        using var refused = await anonymous.GetAsync("/api/v1/steering/tasks");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using var missing = await office.GetAsync("/khong-co-trang-nay");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Contains("Không tìm thấy trang", await missing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
