using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.PublicServices.Payments;

/// <summary>What was paid and what is owed, day by day, for the desk.</summary>
[Permits(PaymentPermissions.Take)]
internal sealed class PaymentListPage(PaymentQueries payments, TimeProvider clock, Texts texts) : PageModel
{
    /// <summary>Longest span, in days.</summary>
    public const int MostDays = 366;

    /// <summary>Among the states: what waits to go back.</summary>
    public const string Waiting = "cho-hoan";

    public PaymentListing? Listing { get; private set; }

    public string From { get; private set; } = "";

    public string To { get; private set; } = "";

    public int Number { get; private set; }

    public PaymentState? State { get; private set; }

    /// <summary>Whether only what waits to go back is listed.</summary>
    public bool ToReturn { get; private set; }

    public int Pages => ((Listing?.Count ?? 0) + PaymentFilter.PageSize - 1) / PaymentFilter.PageSize;

    public IEnumerable<SelectListItem> States => Enum.GetValues<PaymentState>().Select(s => new SelectListItem(texts[PaymentWords.Key(s)], s.ToString(), s == State))
        .Append(new(texts["services.payment.to-return-tag"], Waiting, ToReturn)).Prepend(new(texts["services.payment.all"], ""));

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "tu")] string? from, [FromQuery(Name = "den")] string? to,
        [FromQuery(Name = "trang-thai")] string? state, [FromQuery(Name = "trang")] int? number, CancellationToken ct)
    {
        if (!payments.MayTake(await HttpContext.ActorAsync()))
        {
            return Forbid();
        }

        var today = clock.Today();
        (From, To) = (string.IsNullOrWhiteSpace(from) ? new DateOnly(today.Year, today.Month, 1).Show() : from, string.IsNullOrWhiteSpace(to) ? today.Show() : to);
        (State, ToReturn, Number) = (PaymentsServices.StateOf(state), state == Waiting, Math.Max(1, number ?? 1));
        var (first, last) = (TypedDay.Read(From, "tu"), TypedDay.Read(To, "den"));
        if (!first.Ok || !last.Ok)
        {
            return this.Stay([.. first.Problems, .. last.Problems]);
        }

        if (last.Value < first.Value || last.Value.DayNumber - first.Value.DayNumber > MostDays)
        {
            return this.Stay([Problem.Invalid("services.register-span", "den", MostDays)]);
        }

        Listing = await payments.ListAsync(new(first.Value, last.Value, State, Number, ToReturn), ct);
        return Page();
    }
}
