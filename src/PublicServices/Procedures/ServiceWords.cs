using LoTrinh.Platform.Data;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>The agency that answers for the procedures, with its electronic identification code.</summary>
internal sealed class Agency : Named
{
    /// <summary>Code of QCVN 102:2016/BTTTT, such as <c>000.00.00.G04</c>; the first part of every dossier code.</summary>
    public string Code { get; set; } = "";

    /// <summary>Key of the unit that receives dossiers.</summary>
    public string Unit { get; set; } = "";
}

/// <summary>A field that procedures belong to.</summary>
internal sealed class ServiceField : Keyed;

/// <summary>Who may apply.</summary>
internal sealed class Subject : Keyed;

/// <summary>What happens in someone's life or business that makes them need procedures.</summary>
internal sealed class LifeEvent : Keyed
{
    /// <summary>What people say when it happens to them.</summary>
    public List<string> Said { get; set; } = [];
}

/// <summary>How far a procedure is offered online, in the scheme of a span of time.</summary>
internal sealed class ServiceLevel : Keyed
{
    /// <summary>Whether an application can be filed online.</summary>
    public bool Files { get; set; }

    public string Basis { get; set; } = "";

    public DateOnly From { get; set; }

    public DateOnly? To { get; set; }

    public bool HoldsOn(DateOnly day) => From <= day && (To is null || day <= To);
}

/// <summary>What procedures refer to by key, from <c>seed/services.yaml</c>.</summary>
internal sealed class ServiceWords
{
    private readonly File _file = SeedFile.Read<File>("services.yaml");

    public Agency Agency => _file.Agency;

    public IReadOnlyList<ServiceField> Fields => _file.Fields;

    public IReadOnlyList<Subject> Subjects => _file.Subjects;

    public IReadOnlyList<LifeEvent> Events => _file.Events;

    public IReadOnlyList<ServiceLevel> Levels => _file.Levels;

    /// <summary>Name of the field in the reader's language; the key where it is none of ours.</summary>
    public string FieldName(string key) => Name(_file.Fields, key);

    public string SubjectName(string key) => Name(_file.Subjects, key);

    public string LevelName(string key) => Name(_file.Levels, key);

    private static string Name(IEnumerable<Keyed> all, string key) => all.FirstOrDefault(k => k.Key == key)?.Name ?? key;

    internal sealed class File
    {
        public Agency Agency { get; set; } = new();

        public List<ServiceField> Fields { get; set; } = [];

        public List<Subject> Subjects { get; set; } = [];

        public List<LifeEvent> Events { get; set; } = [];

        public List<ServiceLevel> Levels { get; set; } = [];
    }
}
