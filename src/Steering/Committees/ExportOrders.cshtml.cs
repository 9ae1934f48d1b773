using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Committees;

/// <summary>How units stand under the orders, as a file.</summary>
[Permits(Permissions.Read)]
internal sealed class ExportOrdersPage(OrderWork orders, Texts texts, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "ngay")] DateOnly? on, [FromQuery(Name = "dang")] string? format, CancellationToken ct)
    {
        var day = on ?? clock.Today();
        string[] headers =
        [
            texts["committee.order.document"], texts["committee.order.clause"], texts["committee.order.due"], texts["committee.unit"], texts["committee.order.standing"],
            texts["committee.since"], texts["committee.decision"], texts["committee.order.days-late"], texts["committee.as-of"],
        ];
        var rows = (await orders.ReadAsync(await HttpContext.ActorAsync(), day, ct)).SelectMany(o => o.Units.Select(u => new object?[]
        {
            o.Document?.Name ?? "", o.Order.Clause ?? "", o.Order.DueOn, u.Unit.Name, texts[$"committee.order.{u.Standing}"],
            u.ConstitutedOn, u.Decision?.Name ?? "", u.DaysLate, day.Show(),
        }));
        return await TableFile.Make("lap-ban-chi-dao", headers, rows, format, day, ct);
    }
}
