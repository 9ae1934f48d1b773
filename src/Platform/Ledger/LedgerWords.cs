using LoTrinh.Platform.Identity;
using LoTrinh.Ui;

namespace LoTrinh.Platform.Ledger;

/// <summary>A ledger entry as people read it. What has no words yet is shown by its key.</summary>
public static class LedgerWords
{
    /// <summary>Key of the words for an action; null when there are none yet.</summary>
    public static string? KeyOf(string action, Texts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new[] { $"ledger.action.{action}", $"ledger.{action}" }.FirstOrDefault(texts.Has);
    }

    extension(LedgerEntry entry)
    {
        /// <summary>What was done, in the reader's language.</summary>
        public string Deed(Texts texts)
        {
            return KeyOf(entry.Action, texts) is { } key ? texts[key] : entry.Action;
        }

        /// <summary>Kind of the thing it was done to, in the reader's language.</summary>
        public string Kind(Texts texts) => Words(texts, $"ledger.subject.{entry.SubjectType}", entry.SubjectType);

        /// <summary>Who did it: the name at that time, or that it was the system or someone who had not signed in.</summary>
        public string Who(Texts texts)
        {
            ArgumentNullException.ThrowIfNull(texts);
            return (entry.ActorId, entry.ActorName) switch
            {
                (_, "") => texts["ledger.nobody"],
                var who when who == (Actor.System.AccountId, Actor.System.Name) => texts["ledger.system"],
                var (_, name) => name, // an account may call itself what it likes
            };
        }
    }

    private static string Words(Texts texts, string key, string otherwise)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return texts.Has(key) ? texts[key] : otherwise;
    }
}
