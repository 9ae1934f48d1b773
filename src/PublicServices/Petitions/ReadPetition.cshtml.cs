using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LoTrinh.PublicServices.Petitions;

/// <summary>A published petition for everyone, and an own one for who sent it with an account.</summary>
[AllowAnonymous]
internal sealed class ReadPetitionPage(PetitionQueries petitions, PetitionWork work, PetitionClock times) : SenderPage(petitions, work, times)
{
    public Task<IActionResult> OnGetAsync(string code, CancellationToken ct) => ShowAsync(new(code, null), ct);

    public Task<IActionResult> OnPostSupplementAsync(string code, CancellationToken ct) => SupplementAsync(new(code, null), Url(code), ct);

    public Task<IActionResult> OnPostJudgeAsync(string code, bool good, CancellationToken ct) => JudgeAsync(new(code, null), Url(code), good, ct);

    public Task<IActionResult> OnPostReopenAsync(string code, CancellationToken ct) => ReopenAsync(new(code, null), Url(code), ct);

    private static new string Url(string code) => $"~/dich-vu-cong/phan-anh/{code}";
}
