namespace LoTrinh.Host.Security;

/// <summary>Headers that tell browsers what a page may do.</summary>
internal static class Headers
{
    public static void UseProductHeaders(this WebApplication app, Settings settings)
    {
        var policies = new HeaderPolicyCollection()
            .AddFrameOptionsDeny()
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicyStrictOriginWhenCrossOrigin()
            .AddCrossOriginOpenerPolicy(b => b.SameOrigin())
            .AddCustomHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
            .RemoveServerHeader()
            .AddContentSecurityPolicy(b =>
            {
                b.AddDefaultSrc().None();
                b.AddScriptSrc().Self().WithNonce();
                b.AddStyleSrc().Self().WithNonce();
                b.AddImgSrc().Self().Data();
                b.AddFontSrc().Self();
                b.AddConnectSrc().Self();
                b.AddManifestSrc().Self();
                b.AddWorkerSrc().Self();
                b.AddObjectSrc().None();
                b.AddBaseUri().None();
                b.AddFormAction().Self();
                b.AddFrameAncestors().None();
            });
        if (settings.IsHttps)
        {
            policies.AddStrictTransportSecurityMaxAgeIncludeSubDomains(maxAgeInSeconds: 365 * 24 * 3600);
        }

        app.UseSecurityHeaders(policies);
    }
}
