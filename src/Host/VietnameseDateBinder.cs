using LoTrinh.Platform;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace LoTrinh.Host;

/// <summary>Reads days as people type them, <c>dd/MM/yyyy</c>, and as programs do, <c>yyyy-MM-dd</c>.</summary>
internal sealed class VietnameseDateBinder : IModelBinder
{
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
        else if (TypedDay.Read(typed) is var read && read.TryGet(out var day))
        {
            bindingContext.Result = ModelBindingResult.Success(day);
        }
        else
        {
            var texts = bindingContext.HttpContext.RequestServices.GetRequiredService<Texts>();
            bindingContext.ModelState.AddModelError(bindingContext.ModelName, texts.Say(read.Problems[0]));
        }

        return Task.CompletedTask;
    }
}

internal sealed class VietnameseDateBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.UnderlyingOrModelType == typeof(DateOnly) ? new VietnameseDateBinder() : null;
}
