namespace LoTrinh.Host.Security;

/// <summary>Headers that tell browsers what a page may do.</summary>
internal static class Headers
{
    /// <summary>Policy for what people sent: it never runs as a page of ours, whatever a browser makes of it.</summary>
    public const string SentFiles = "sent-files";

    public static void AddProductHeaders(this IServiceCollection services, Settings settings) =>
        services.AddSecurityHeaderPolicies()
            .SetDefaultPolicy(policy => Pages(Common(policy, settings)))
            .AddPolicy(SentFiles, policy => Common(policy, settings).AddContentSecurityPolicy(b =>
            {
                b.AddDefaultSrc().None();
                b.AddFrameAncestors().None();
                b.AddSandbox();
            }));

    private static HeaderPolicyCollection Pages(HeaderPolicyCollection policy) => policy.AddContentSecurityPolicy(b =>
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

    private static HeaderPolicyCollection Common(HeaderPolicyCollection policy, Settings settings)
    {
        policy
            .AddFrameOptionsDeny()
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicyStrictOriginWhenCrossOrigin()
            .AddCrossOriginOpenerPolicy(b => b.SameOrigin())
            .AddCustomHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
            .RemoveServerHeader();
        return settings.IsHttps ? policy.AddStrictTransportSecurityMaxAgeIncludeSubDomains(maxAgeInSeconds: 365 * 24 * 3600) : policy;
    }
}
