using System.Globalization;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace LoTrinh.Host;

/// <summary>Reads days as people type them, <c>dd/MM/yyyy</c>, and as programs do, <c>yyyy-MM-dd</c>.</summary>
internal sealed class VietnameseDateBinder : IModelBinder
{
    // Outside these years a day is a slip of the keyboard, and a time counted from it may not exist.
    private const int EarliestYear = 1900;
    private const int LatestYear = 2200;
    private static readonly string[] Formats = ["d/M/yyyy", "dd/MM/yyyy", "yyyy-MM-dd", "d-M-yyyy", "d.M.yyyy"];

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var value = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
        if (value == ValueProviderResult.None)
        {
            return Task.CompletedTask;
        }

        bindingContext.ModelState.SetModelValue(bindingContext.ModelName, value);
        var typed = value.FirstValue?.Trim();
        if (string.IsNullOrEmpty(typed))
        {
            bindingContext.Result = ModelBindingResult.Success(null);
        }
        else if (DateOnly.TryParseExact(typed, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= EarliestYear and <= LatestYear)
        {
            bindingContext.Result = ModelBindingResult.Success(day);
        }
        else
        {
            var texts = bindingContext.HttpContext.RequestServices.GetRequiredService<Texts>();
            bindingContext.ModelState.AddModelError(bindingContext.ModelName, texts["problem.date-format"]);
        }

        return Task.CompletedTask;
    }
}

internal sealed class VietnameseDateBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.UnderlyingOrModelType == typeof(DateOnly) ? new VietnameseDateBinder() : null;
}
