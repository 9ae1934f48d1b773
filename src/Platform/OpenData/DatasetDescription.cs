using LoTrinh.Platform.Data;
using LoTrinh.Ui;

namespace LoTrinh.Platform.OpenData;

/// <summary>What is said of a dataset (DCAT): so that others find it and know what they may do with it.</summary>
public sealed class DatasetDescription
{
    /// <summary>Key of the dataset.</summary>
    public string Key { get; set; } = "";

    /// <summary>Title in Vietnamese.</summary>
    public string TitleVi { get; set; } = "";

    /// <summary>Title in English.</summary>
    public string TitleEn { get; set; } = "";

    /// <summary>What it holds, in Vietnamese.</summary>
    public string DescriptionVi { get; set; } = "";

    /// <summary>What it holds, in English.</summary>
    public string DescriptionEn { get; set; } = "";

    /// <summary>First published.</summary>
    public DateOnly IssuedOn { get; set; }

    /// <summary>When its content last changed.</summary>
    public DateOnly ModifiedOn { get; set; }

    /// <summary>How often it changes: a code of the DCAT frequency vocabulary, such as <c>ANNUAL</c>.</summary>
    public string Frequency { get; set; } = "";

    /// <summary>Words it is found by.</summary>
    public List<string> Keywords { get; set; } = [];

    /// <summary>Its columns in order.</summary>
    public List<DatasetField> Fields { get; set; } = [];

    /// <summary>Title in the reader's language.</summary>
    public string Title => Words(TitleVi, TitleEn);

    /// <summary>Description in the reader's language.</summary>
    public string Description => Words(DescriptionVi, DescriptionEn);

    internal static string Words(string vi, string en) => Languages.IsEnglish ? en : vi;
}

/// <summary>A column of a dataset.</summary>
public sealed class DatasetField
{
    /// <summary>Name in the files, the same in every language.</summary>
    public string Name { get; set; } = "";

    /// <summary>string, integer, number, date or boolean.</summary>
    public string Type { get; set; } = "string";

    /// <summary>Meaning in Vietnamese.</summary>
    public string Vi { get; set; } = "";

    /// <summary>Meaning in English.</summary>
    public string En { get; set; } = "";

    /// <summary>Meaning in the reader's language.</summary>
    public string Meaning => DatasetDescription.Words(Vi, En);
}

/// <summary>The file of descriptions: licence and publisher of all, and each dataset.</summary>
public sealed class OpenDataFile
{
    /// <summary>Name of the licence.</summary>
    public string License { get; set; } = "";

    /// <summary>Address of the licence's text.</summary>
    public string LicenseUrl { get; set; } = "";

    /// <summary>Who answers questions.</summary>
    public string Contact { get; set; } = "";

    /// <summary>The datasets in their order.</summary>
    public List<DatasetDescription> Datasets { get; set; } = [];

    /// <summary><c>seed/open-data.yaml</c>.</summary>
    public static OpenDataFile Official { get; } = SeedFile.Read<OpenDataFile>("open-data.yaml");
}
