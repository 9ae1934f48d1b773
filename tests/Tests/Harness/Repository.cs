namespace LoTrinh.Tests.Harness;

/// <summary>The working copy that the tests were built from.</summary>
public static class Repository
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LoTrinh.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("LoTrinh.slnx was not found above the tests.");
        }

        return folder.FullName;
    }
}
