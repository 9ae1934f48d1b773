using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Portal.Articles;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Portal.Comments;

/// <summary>Where a comment stands. Only an approved one is shown.</summary>
internal enum CommentState
{
    Pending,
    Approved,
    Refused,
    Hidden,
    Appealed,
    Erased,
}

/// <summary>What a reader writes below an article. The e-mail address is for the editors alone.</summary>
internal sealed record CommentDraft(string? Name, string? Email, string? Text, string? Homepage = null);

/// <summary>A comment, shown only after an editor has approved it.</summary>
internal sealed partial class ArticleComment : IVersioned
{
    public const int NameMaxLength = 80;
    public const int EmailMaxLength = 160;
    public const int TextMaxLength = 2000;

    /// <summary>Links from which on a comment is put before the editor as probable advertising.</summary>
    public const int ManyLinks = 2;

    private ArticleComment()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid ArticleId { get; private init; }

    public string? Name { get; private set; }

    public string? Email { get; private set; }

    public string? Text { get; private set; }

    /// <summary>How many addresses it holds.</summary>
    public int Links { get; private init; }

    public CommentState State { get; private set; }

    public DateTime At { get; private init; }

    public string? DecidedBy { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    /// <summary>Why it is not shown; its writer reads this.</summary>
    public string? Reason { get; private set; }

    /// <summary>What its writer says against that.</summary>
    public string? Appeal { get; private set; }

    /// <summary>SHA-256 of the code on the receipt; whoever has the code is its writer.</summary>
    public string ReceiptHash { get; private init; } = "";

    public int Version { get; set; } = 1;

    public bool IsSuspicious => Links >= ManyLinks;

    /// <summary>Whether its writer may ask the editors to look again: once.</summary>
    public bool MayAppeal => State is CommentState.Refused or CommentState.Hidden && Appeal is null;

    /// <summary>A comment that waits for an editor, and the code of its receipt.</summary>
    public static Result<(ArticleComment Comment, string Code)> Send(Guid articleId, CommentDraft draft, DateTime at)
    {
        var (name, email, text) = (Words.Clean(draft.Name), Words.Clean(draft.Email), Words.Clean(draft.Text));
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(string.IsNullOrEmpty(draft.Homepage), Problem.Invalid("portal.comment.trap", nameof(draft.Homepage))),
            .. Problem.Unless(name is not null, Problem.Invalid("portal.comment.name", nameof(draft.Name))),
            .. Words.AtMost(name, NameMaxLength, nameof(draft.Name)),
            .. Problem.Unless(email is not null && email.Length <= EmailMaxLength && EmailAddress().IsMatch(email), Problem.Invalid("portal.comment.email", nameof(draft.Email))),
            .. Problem.Unless(text is not null, Problem.Invalid("portal.comment.text", nameof(draft.Text))),
            .. Words.AtMost(text, TextMaxLength, nameof(draft.Text)),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return (new ArticleComment { ArticleId = articleId, Name = name, Email = email, Text = text, Links = Address().Count(text!), At = at, ReceiptHash = HashOf(code) }, code);
    }

    /// <summary>What the receipt's code is kept as.</summary>
    public static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(code)));

    public Result<ArticleComment> Approve(string by, DateTime at) => State is CommentState.Pending or CommentState.Appealed or CommentState.Hidden or CommentState.Refused
        ? Decide(CommentState.Approved, null, by, at) : Problem.Conflict("portal.comment.decided");

    /// <summary>Does not let it be shown: refused before it was, hidden after.</summary>
    public Result<ArticleComment> Refuse(string? reason, string by, DateTime at) => string.IsNullOrWhiteSpace(reason) ? Problem.Invalid("portal.reason-missing", "Reason")
        : reason.Length > TextMaxLength ? Problem.Invalid("text-too-long", "Reason", TextMaxLength, reason.Length)
        : State switch
        {
            CommentState.Pending or CommentState.Appealed => Decide(CommentState.Refused, reason.Trim(), by, at),
            CommentState.Approved => Decide(CommentState.Hidden, reason.Trim(), by, at),
            _ => Problem.Conflict("portal.comment.decided"),
        };

    public Result<ArticleComment> AskAgain(string? appeal)
    {
        if (!MayAppeal)
        {
            return Problem.Conflict("portal.comment.no-appeal");
        }

        if (Words.Clean(appeal) is not { } said || said.Length > TextMaxLength)
        {
            return Problem.Invalid("portal.comment.appeal", "Appeal", TextMaxLength);
        }

        (State, Appeal) = (CommentState.Appealed, said);
        return this;
    }

    /// <summary>Forgets the writer and the words; that there was a comment remains.</summary>
    public Result<ArticleComment> Erase()
    {
        if (State == CommentState.Erased)
        {
            return Problem.Conflict("portal.comment.decided");
        }

        (State, Name, Email, Text, Appeal) = (CommentState.Erased, null, null, null, null);
        return this;
    }

    private ArticleComment Decide(CommentState state, string? reason, string by, DateTime at)
    {
        (State, Reason, DecidedBy, DecidedAt) = (state, reason, by, at);
        return this;
    }

    [GeneratedRegex(@"^[^@\s<>""]+@[^@\s<>""]+\.[^@\s<>"".]{2,}$")]
    private static partial Regex EmailAddress();

    [GeneratedRegex(@"https?://|www\.|\b[\w-]+\.(com|net|org|vn|info|xyz|top|ru|cn|shop|site|online)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}

internal sealed class CommentMapping : IEntityTypeConfiguration<ArticleComment>
{
    public void Configure(EntityTypeBuilder<ArticleComment> builder)
    {
        builder.ToTable("portal_comment").HasKey(c => c.Id);
        builder.Property(c => c.Name).HasMaxLength(ArticleComment.NameMaxLength);
        builder.Property(c => c.Email).HasMaxLength(ArticleComment.EmailMaxLength);
        builder.Property(c => c.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(c => c.ReceiptHash).HasMaxLength(64);
        builder.HasIndex(c => c.ReceiptHash).IsUnique();
        builder.HasIndex(c => new { c.ArticleId, c.State, c.At }); // below the article
        builder.HasIndex(c => new { c.State, c.At }); // the editors' queue
        builder.HasOne<Article>().WithMany().HasForeignKey(c => c.ArticleId);
        builder.Ignore(c => c.IsSuspicious).Ignore(c => c.MayAppeal);
    }
}

internal static class CommentTables
{
    extension(AppDb db)
    {
        public DbSet<ArticleComment> Comments => db.Set<ArticleComment>();
    }
}
