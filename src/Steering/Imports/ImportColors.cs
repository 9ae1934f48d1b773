namespace LoTrinh.Steering.Imports;

/// <summary>How states are shown: always a colour beside its words.</summary>
internal static class ImportColors
{
    public static string Of(ImportState state) => state switch
    {
        ImportState.Done => "success",
        ImportState.Read => "warning",
        _ => "primary",
    };

    public static string Of(RowFate fate) => fate switch
    {
        RowFate.New => "success",
        RowFate.Changed => "primary",
        RowFate.Wrong => "danger",
        RowFate.Issued => "warning",
        _ => "neutral",
    };
}
