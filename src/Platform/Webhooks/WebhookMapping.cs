using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Platform.Webhooks;

internal sealed class WebhookMapping : IEntityTypeConfiguration<WebhookSubscriber>, IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookSubscriber> builder)
    {
        builder.ToTable("platform_webhook").HasKey(s => s.Id);
        builder.Property(s => s.Name).HasMaxLength(WebhookSubscriber.NameMaxLength);
        builder.Property(s => s.Url).HasMaxLength(WebhookSubscriber.UrlMaxLength);
        builder.Property(s => s.Secret).HasMaxLength(1000);
        builder.Property(s => s.FormerSecret).HasMaxLength(1000);
        builder.Ignore(s => s.IsActive).Ignore(s => s.Wanted);
    }

    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable("platform_webhook_delivery").HasKey(d => d.Id);
        builder.Property(d => d.Event).HasMaxLength(100);
        builder.Property(d => d.State).HasConversion<string>().HasMaxLength(20);
        builder.HasIndex(d => new { d.SubscriberId, d.MessageId }).IsUnique(); // handed over twice, written once
        builder.HasIndex(d => new { d.State, d.NotBeforeAt }); // what is to be tried
        builder.HasIndex(d => new { d.SubscriberId, d.CreatedAt }); // the page of a receiver
        builder.HasOne<WebhookSubscriber>().WithMany().HasForeignKey(d => d.SubscriberId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(d => d.WebhookId);
    }
}

internal static class WebhookTables
{
    extension(AppDb db)
    {
        public DbSet<WebhookSubscriber> Webhooks => db.Set<WebhookSubscriber>();

        public DbSet<WebhookDelivery> WebhookDeliveries => db.Set<WebhookDelivery>();
    }
}
