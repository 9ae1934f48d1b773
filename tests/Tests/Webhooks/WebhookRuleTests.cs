using System.Net;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Webhooks;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace LoTrinh.Tests.Webhooks;

public sealed class WebhookRuleTests
{
    [Theory]
    [InlineData("10.1.2.3"), InlineData("127.0.0.1"), InlineData("169.254.169.254"), InlineData("192.168.0.1"), InlineData("172.31.9.9"),
        InlineData("100.64.0.1"), InlineData("0.0.0.0"), InlineData("224.0.0.1"), InlineData("255.255.255.255"), InlineData("::1"),
            InlineData("::"),
        InlineData("fe80::1"), InlineData("fd00::1"), InlineData("::ffff:10.0.0.1"), InlineData("64:ff9b::a00:1"),
            InlineData("2002:a00:1::")]
    public void An_address_inside_is_never_asked_unless_it_is_opened(string address) =>
        Assert.False(Of(null).Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8"), InlineData("2606:4700:4700::1111")]
    public void An_address_of_the_public_internet_is_asked(string address) => Assert.True(Of(null).Allows(IPAddress.Parse(address)));

    [Fact]
    public void An_installation_opens_its_own_networks_and_no_others()
    {
        var networks = Of("10.20.0.0/16, 192.168.7.7");

        Assert.Equal([true, true, false, false], new[] { "10.20.3.4", "192.168.7.7", "10.21.0.1", "192.168.7.8" }
            .Select(a => networks.Allows(IPAddress.Parse(a))));
    }

    [Theory]
    [InlineData("https://example.org/hook", null, true), InlineData("http://example.org/hook", null, false)]
    [InlineData("https://u:p@example.org/hook", null, false), InlineData("https://10.0.0.1/hook", null, false)]
    [InlineData("http://127.0.0.1:9/hook", null, false), InlineData("http://127.0.0.1:9/hook", "127.0.0.0/8", true)]
    [InlineData("ftp://example.org", null, false), InlineData("hook", null, false), InlineData(null, null, false)]
    [InlineData("https://[::ffff:127.0.0.1]/", null, false)]
    public void A_receivers_address_is_https_and_outside(string? typed, string? open, bool taken) => Assert.Equal(taken, Of(open)
        .Takes(typed));

    [Fact]
    public void The_signature_is_that_of_the_standards_own_example() => Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSecrets.SignOne("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330,
            """{"test": 2432232314}"""));

    [Fact]
    public void A_secret_is_kept_as_something_else_and_signs_all_the_same()
    {
        var secrets = new WebhookSecrets(new EphemeralDataProtectionProvider());
        var (told, kept) = secrets.Make();

        Assert.DoesNotContain(told[6..], kept, StringComparison.Ordinal);
        Assert.Equal(WebhookSecrets.SignOne(told, "msg_1", 1, "{}"), secrets.Sign([kept], "msg_1", 1, "{}"));
    }

    [Fact]
    public void Pauses_grow_and_after_the_last_a_delivery_is_given_up()
    {
        var rules = WebhookRules.Official;
        var delivery = new WebhookDelivery { SubscriberId = default, MessageId = default, Event = "e", Body = "{}", CreatedAt = default };
        var pauses = new List<TimeSpan>();
        while (delivery.State == DeliveryState.Waiting)
        {
            delivery.Attempts++;
            delivery.Note(new(500, null), rules, DateTime.UnixEpoch);
            pauses.Add(delivery.NotBeforeAt - DateTime.UnixEpoch);
        }

        Assert.Equal(rules.Pauses.Append(TimeSpan.Zero), pauses);
        Assert.Equal(rules.Pauses, rules.Pauses.Order());
    }

    [Fact]
    public void Each_event_that_is_offered_outside_has_facts_without_names_titles_or_reasons()
    {
        string[] never = ["Title", "Reason", "By", "Note", "ApplicantId", "ByAccountId", "Decision", "Reference"];

        Assert.NotEmpty(OutsideEvents.All);
        Assert.All(OutsideEvents.All.Values, e => Assert.DoesNotContain(e.Facts.GetProperties(), p => never.Contains(p.Name)));
    }

    private static WebhookNetworks Of(string? open) => new(new ConfigurationBuilder()
        .AddInMemoryCollection([KeyValuePair.Create(WebhookNetworks.Setting, open)]).Build());
}
