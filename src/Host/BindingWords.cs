using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace LoTrinh.Host;

/// <summary>What the framework says of values that it cannot read, in the reader's language and without the names of our properties.</summary>
internal sealed class BindingWords(Texts texts) : IConfigureOptions<MvcOptions>
{
    public void Configure(MvcOptions options)
    {
        var say = options.ModelBindingMessageProvider;
        say.SetAttemptedValueIsInvalidAccessor((value, _) => texts["ui.bind.invalid", Short(value)]);
        say.SetNonPropertyAttemptedValueIsInvalidAccessor(value => texts["ui.bind.invalid", Short(value)]);
        say.SetValueIsInvalidAccessor(value => texts["ui.bind.invalid", Short(value)]);
        say.SetUnknownValueIsInvalidAccessor(_ => texts["ui.bind.unreadable"]);
        say.SetNonPropertyUnknownValueIsInvalidAccessor(() => texts["ui.bind.unreadable"]);
        say.SetValueMustBeANumberAccessor(_ => texts["ui.bind.number"]);
        say.SetNonPropertyValueMustBeANumberAccessor(() => texts["ui.bind.number"]);
        say.SetValueMustNotBeNullAccessor(_ => texts["ui.bind.missing"]);
        say.SetMissingBindRequiredValueAccessor(_ => texts["ui.bind.missing"]);
        say.SetMissingKeyOrValueAccessor(() => texts["ui.bind.missing"]);
        say.SetMissingRequestBodyRequiredValueAccessor(() => texts["ui.bind.missing"]);
    }

    // Enough to know it again.
    private static string Short(string value) => value.Length <= 40 ? value : value[..40] + "…";
}
