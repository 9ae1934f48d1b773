using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace LoTrinh.PublicServices.Petitions;

/// <summary>A petition for whoever has the key of its receipt: its sender.</summary>
[AllowAnonymous]
[EnableRateLimiting("guess")]
[ResponseCache(NoStore = true)]
internal sealed class PetitionReceiptPage(PetitionQueries petitions, PetitionWork work, PetitionClock times) : SenderPage(petitions, work, times)
{
    public Task<IActionResult> OnGetAsync(string receipt, CancellationToken ct) => ShowAsync(new(null, receipt), ct);

    public Task<IActionResult> OnPostSupplementAsync(string receipt, CancellationToken ct) => SupplementAsync(new(null, receipt), Url(receipt), ct);

    public Task<IActionResult> OnPostJudgeAsync(string receipt, bool good, CancellationToken ct) => JudgeAsync(new(null, receipt), Url(receipt), good, ct);

    public Task<IActionResult> OnPostReopenAsync(string receipt, CancellationToken ct) => ReopenAsync(new(null, receipt), Url(receipt), ct);

    private static new string Url(string receipt) => $"~/dich-vu-cong/phan-anh/bien-nhan/{receipt}";
}
