using LoTrinh.Ui;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>A procedure's figures in words.</summary>
internal sealed class ProcedureShow(Texts texts, ServiceWords words)
{
    /// <summary>How long, such as "5 ngày làm việc".</summary>
    public string Time(ProcedureTime time) => texts[$"services.unit.{time.Unit}", time.Amount];

    /// <summary>For which channel and case a time holds; empty when for all.</summary>
    public string TimeFor(Procedure procedure, ProcedureTime time)
    {
        var channel = time.Channel == ProcedureTime.AnyChannel ? null : texts[$"services.channel.{time.Channel}"];
        return string.Join(" · ", new[] { procedure.Cases.Find(c => c.Key == time.Case)?.Name, channel }.OfType<string>());
    }

    /// <summary>A field's value as people read it.</summary>
    /// <param name="field">The field.</param>
    /// <param name="values">What was filled in.</param>
    /// <param name="name">Its name in the form: that of the field, or of the field in its row.</param>
    public string Value(FormField field, FormValues values, string name) => field.Type switch
    {
        "checkboxes" or "select" or "radio" => string.Join(", ", field.Choices.Where(c => values.All(name).Contains(c.Key)).Select(c => c.Name)),
        "checkbox" => texts[values.One(name) == "true" ? "services.yes" : "services.no"],
        _ => values.One(name),
    };

    /// <summary>What is paid in all, in words.</summary>
    public string Fees(Procedure procedure) => procedure.Fees.Count == 0 ? texts["services.fee.none"] : string.Join("; ", procedure.Fees.Select(Fee));

    public string Fee(ProcedureFee fee) => fee.Amount is { } amount
        ? texts["services.fee.amount", fee.Name, Money.Show(amount), texts[$"services.fee.{fee.When}"]]
        : texts["services.fee.set-elsewhere", fee.Name, texts[$"services.fee.{fee.When}"]];

    /// <summary>Why a document is asked for, where it is not always; null where it is.</summary>
    public string? When(Procedure procedure, DocumentRule document)
    {
        var parts = new List<string>();
        if (document.Cases.Count > 0)
        {
            parts.Add(string.Join(", ", procedure.Cases.Where(c => document.Cases.Contains(c.Key)).Select(c => c.Name)));
        }

        if (document.When is { } when && procedure.Fields.FirstOrDefault(f => f.Key == when.Field) is { } field)
        {
            parts.Add(when.Any.Count == 0 ? field.Name : string.Join(", ", field.Choices.Where(c => when.Any.Contains(c.Key)).Select(c => c.Name)));
        }

        return parts.Count == 0 ? document.Optional ? texts["services.procedure.if-any"] : null : texts["services.procedure.only-for", string.Join(" · ", parts)];
    }

    public string Field(Procedure procedure) => words.FieldName(procedure.Field);

    public string Level(Procedure procedure) => words.LevelName(procedure.Level);

    public string Subjects(Procedure procedure) => string.Join("; ", procedure.Subjects.Select(words.SubjectName));
}
