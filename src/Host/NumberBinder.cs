using System.Globalization;
using System.Numerics;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace LoTrinh.Host;

/// <summary>Reads numbers as people type them; says whether a number was no number or too large, which the framework's own binder does not.</summary>
internal sealed class NumberBinder(Type type, bool mayBeEmpty) : IModelBinder
{
    private static readonly Dictionary<Type, (decimal Least, decimal Most)> Whole = new()
    {
        [typeof(int)] = (int.MinValue, int.MaxValue), [typeof(long)] = (long.MinValue, long.MaxValue), [typeof(short)] = (short.MinValue, short.MaxValue),
    };

    public static bool Reads(Type type) => Whole.ContainsKey(type) || type == typeof(decimal) || type == typeof(double);

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
            if (mayBeEmpty)
            {
                bindingContext.Result = ModelBindingResult.Success(null);
            }
            else
            {
                bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, Say(bindingContext, "ui.bind.missing"));
            }
        }
        else if (Read(typed, value.Culture, bindingContext) is { } number)
        {
            bindingContext.Result = ModelBindingResult.Success(number);
        }

        return Task.CompletedTask;
    }

    private object? Read(string typed, CultureInfo culture, ModelBindingContext binding)
    {
        if (Whole.TryGetValue(type, out var range))
        {
            // However many digits: what is a number and does not fit is out of range, not badly written.
            if (!BigInteger.TryParse(typed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            {
                return Refuse(binding, "ui.bind.whole-number");
            }

            return whole < (BigInteger)range.Least ? Refuse(binding, "ui.bind.too-small")
                : whole > (BigInteger)range.Most ? Refuse(binding, "ui.bind.too-large")
                : Convert.ChangeType((decimal)whole, type, CultureInfo.InvariantCulture);
        }

        return type == typeof(decimal)
            ? decimal.TryParse(typed, NumberStyles.Number, culture, out var exact) ? exact : Refuse(binding, "ui.bind.number")
            : double.TryParse(typed, NumberStyles.Float | NumberStyles.AllowThousands, culture, out var real) && double.IsFinite(real) ? real : Refuse(binding, "ui.bind.number");
    }

    private static object? Refuse(ModelBindingContext binding, string key)
    {
        binding.ModelState.TryAddModelError(binding.ModelName, Say(binding, key));
        return null;
    }

    private static string Say(ModelBindingContext binding, string key) => binding.HttpContext.RequestServices.GetRequiredService<Texts>()[key];
}

internal sealed class NumberBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) => NumberBinder.Reads(context.Metadata.UnderlyingOrModelType)
        ? new NumberBinder(context.Metadata.UnderlyingOrModelType, context.Metadata.IsReferenceOrNullableType) : null;
}
