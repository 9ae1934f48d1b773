using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace LoTrinh.Host.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Portal_identity_calendar_urging : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_portal_article_published_at",
                table: "portal_article");

            migrationBuilder.AlterColumn<DateTime>(
                name: "published_at",
                table: "portal_article",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(DateTime),
                oldType: "TEXT");

            migrationBuilder.AddColumn<DateTime>(
                name: "changed_at",
                table: "portal_article",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_demonstration",
                table: "portal_article",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_public",
                table: "portal_article",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "newest_no",
                table: "portal_article",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "publish_at",
                table: "portal_article",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reviewed_by",
                table: "portal_article",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "portal_article",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "state",
                table: "portal_article",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "portal_article",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "method",
                table: "platform_session",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "last_used_at",
                table: "platform_api_token",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "enabled_at",
                table: "platform_account",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "must_change_password",
                table: "platform_account",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "platform_account",
                type: "TEXT",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "platform_calendar_announcement",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    basis = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    announced_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: true),
                    entered_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    entered_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_calendar_announcement", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_clock",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    offset_ticks = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_clock", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_former_password",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", nullable: false),
                    set_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_former_password", x => x.id);
                    table.ForeignKey(
                        name: "fk_platform_former_password_platform_account_account_id",
                        column: x => x.account_id,
                        principalTable: "platform_account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "platform_job_lease",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    holder_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    held_until_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    due_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    finished_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    failure = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_job_lease", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "platform_notification",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    body = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    url = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    read_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_notification", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_notification_preference",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    by_email = table.Column<bool>(type: "INTEGER", nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_notification_preference", x => x.account_id);
                });

            migrationBuilder.CreateTable(
                name: "platform_outgoing_mail",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    to = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    to_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    sent_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    given_up_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    not_before_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    last_problem = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_outgoing_mail", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_revision",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_revision", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "platform_search_entry",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    record_id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    title_en = table.Column<string>(type: "TEXT", nullable: true),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    url = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: true),
                    dated_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    is_past = table.Column<bool>(type: "INTEGER", nullable: false),
                    number_words = table.Column<string>(type: "TEXT", nullable: false),
                    title_words = table.Column<string>(type: "TEXT", nullable: false),
                    text_words = table.Column<string>(type: "TEXT", nullable: false),
                    title_accents = table.Column<string>(type: "TEXT", nullable: false),
                    text_accents = table.Column<string>(type: "TEXT", nullable: false),
                    facets = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_search_entry", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_search_state",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    rules = table.Column<int>(type: "INTEGER", nullable: false),
                    rebuilt_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_search_state", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "portal_article_revision",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    article_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    by_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    text_author = table.Column<string>(type: "TEXT", nullable: true),
                    text_body = table.Column<string>(type: "TEXT", nullable: true),
                    text_picture = table.Column<string>(type: "TEXT", nullable: true),
                    text_picture_alt = table.Column<string>(type: "TEXT", nullable: true),
                    text_section = table.Column<string>(type: "TEXT", nullable: true),
                    text_source = table.Column<string>(type: "TEXT", nullable: true),
                    text_summary = table.Column<string>(type: "TEXT", nullable: true),
                    text_title = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_portal_article_revision", x => x.id);
                    table.ForeignKey(
                        name: "fk_portal_article_revision_portal_article_article_id",
                        column: x => x.article_id,
                        principalTable: "portal_article",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "portal_comment",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    article_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    email = table.Column<string>(type: "TEXT", maxLength: 160, nullable: true),
                    text = table.Column<string>(type: "TEXT", nullable: true),
                    links = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    decided_by = table.Column<string>(type: "TEXT", nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    appeal = table.Column<string>(type: "TEXT", nullable: true),
                    receipt_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_portal_comment", x => x.id);
                    table.ForeignKey(
                        name: "fk_portal_comment_portal_article_article_id",
                        column: x => x.article_id,
                        principalTable: "portal_article",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "steering_reminder",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    step_days = table.Column<int>(type: "INTEGER", nullable: false),
                    days_late = table.Column<int>(type: "INTEGER", nullable: false),
                    level = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    is_skipped = table.Column<bool>(type: "INTEGER", nullable: false),
                    to = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    people = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_reminder", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_reminder_steering_task_task_id",
                        column: x => x.task_id,
                        principalTable: "steering_task",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "steering_reminder_run",
                columns: table => new
                {
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    sent = table.Column<int>(type: "INTEGER", nullable: false),
                    skipped = table.Column<int>(type: "INTEGER", nullable: false),
                    people = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_reminder_run", x => x.on);
                });

            migrationBuilder.CreateTable(
                name: "steering_urging_letter",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    unit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    prepared_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    prepared_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    prepared_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    answer_by = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    symbol = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    issued_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    number_year = table.Column<int>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_urging_letter", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_calendar_announced_day",
                columns: table => new
                {
                    announcement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_calendar_announced_day", x => new { x.announcement_id, x.on });
                    table.ForeignKey(
                        name: "fk_platform_calendar_announced_day_platform_calendar_announcement_announcement_id",
                        column: x => x.announcement_id,
                        principalTable: "platform_calendar_announcement",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "steering_urging_letter_task",
                columns: table => new
                {
                    letter_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_urging_letter_task", x => new { x.letter_id, x.task_id });
                    table.ForeignKey(
                        name: "fk_steering_urging_letter_task_steering_task_task_id",
                        column: x => x.task_id,
                        principalTable: "steering_task",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_steering_urging_letter_task_steering_urging_letter_letter_id",
                        column: x => x.letter_id,
                        principalTable: "steering_urging_letter",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "platform_revision",
                columns: new[] { "key", "number" },
                values: new object[,]
                {
                    { "calendar", 0L },
                    { "clock", 0L },
                    { "organisation", 0L }
                });

            migrationBuilder.InsertData(
                table: "platform_search_state",
                columns: new[] { "id", "rebuilt_at", "rules" },
                values: new object[] { 1, null, 0 });

            migrationBuilder.CreateIndex(
                name: "ix_portal_article_is_public_published_at",
                table: "portal_article",
                columns: new[] { "is_public", "published_at" });

            migrationBuilder.CreateIndex(
                name: "ix_portal_article_is_public_section_published_at",
                table: "portal_article",
                columns: new[] { "is_public", "section", "published_at" });

            migrationBuilder.CreateIndex(
                name: "ix_portal_article_state_publish_at",
                table: "portal_article",
                columns: new[] { "state", "publish_at" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_calendar_announcement_number",
                table: "platform_calendar_announcement",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_platform_former_password_account_id",
                table: "platform_former_password",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_platform_notification_account_id_key",
                table: "platform_notification",
                columns: new[] { "account_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_platform_notification_account_id_read_at_id",
                table: "platform_notification",
                columns: new[] { "account_id", "read_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_outgoing_mail_sent_at_given_up_at_not_before_at",
                table: "platform_outgoing_mail",
                columns: new[] { "sent_at", "given_up_at", "not_before_at" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_search_entry_kind_record_id",
                table: "platform_search_entry",
                columns: new[] { "kind", "record_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_portal_article_revision_article_id_no",
                table: "portal_article_revision",
                columns: new[] { "article_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_portal_comment_article_id_state_at",
                table: "portal_comment",
                columns: new[] { "article_id", "state", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_portal_comment_receipt_hash",
                table: "portal_comment",
                column: "receipt_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_portal_comment_state_at",
                table: "portal_comment",
                columns: new[] { "state", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_reminder_task_id_due_on_step_days",
                table: "steering_reminder",
                columns: new[] { "task_id", "due_on", "step_days" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_urging_letter_symbol_number_year_number",
                table: "steering_urging_letter",
                columns: new[] { "symbol", "number_year", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_urging_letter_unit_id_prepared_at",
                table: "steering_urging_letter",
                columns: new[] { "unit_id", "prepared_at" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_urging_letter_task_task_id",
                table: "steering_urging_letter_task",
                column: "task_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "platform_calendar_announced_day");

            migrationBuilder.DropTable(
                name: "platform_clock");

            migrationBuilder.DropTable(
                name: "platform_former_password");

            migrationBuilder.DropTable(
                name: "platform_job_lease");

            migrationBuilder.DropTable(
                name: "platform_notification");

            migrationBuilder.DropTable(
                name: "platform_notification_preference");

            migrationBuilder.DropTable(
                name: "platform_outgoing_mail");

            migrationBuilder.DropTable(
                name: "platform_revision");

            migrationBuilder.DropTable(
                name: "platform_search_entry");

            migrationBuilder.DropTable(
                name: "platform_search_state");

            migrationBuilder.DropTable(
                name: "portal_article_revision");

            migrationBuilder.DropTable(
                name: "portal_comment");

            migrationBuilder.DropTable(
                name: "steering_reminder");

            migrationBuilder.DropTable(
                name: "steering_reminder_run");

            migrationBuilder.DropTable(
                name: "steering_urging_letter_task");

            migrationBuilder.DropTable(
                name: "platform_calendar_announcement");

            migrationBuilder.DropTable(
                name: "steering_urging_letter");

            migrationBuilder.DropIndex(
                name: "ix_portal_article_is_public_published_at",
                table: "portal_article");

            migrationBuilder.DropIndex(
                name: "ix_portal_article_is_public_section_published_at",
                table: "portal_article");

            migrationBuilder.DropIndex(
                name: "ix_portal_article_state_publish_at",
                table: "portal_article");

            migrationBuilder.DropColumn(
                name: "changed_at",
                table: "portal_article");

            migrationBuilder.DropColumn(
                name: "is_demonstration",
                table: "portal_article");

            migrationBuilder.DropColumn(
                name: "is_public",
                table: "portal_article");

            migrationBuilder.DropColumn(
                name: "newest_no",
                table: "portal_article");

            migrationBuilder.DropColumn(
                name: "publish_at",
                table: "portal_article");

            migrationBuilder.DropColumn(
                name: "reviewed_by",
                table: "portal_article");

            migrationBuilder.DropColumn(
                name: "search_text",
                table: "portal_article");

            migrationBuilder.DropColumn(
                name: "state",
                table: "portal_article");

            migrationBuilder.DropColumn(
                name: "version",
                table: "portal_article");

            migrationBuilder.DropColumn(
                name: "method",
                table: "platform_session");

            migrationBuilder.DropColumn(
                name: "last_used_at",
                table: "platform_api_token");

            migrationBuilder.DropColumn(
                name: "enabled_at",
                table: "platform_account");

            migrationBuilder.DropColumn(
                name: "must_change_password",
                table: "platform_account");

            migrationBuilder.DropColumn(
                name: "search_text",
                table: "platform_account");

            migrationBuilder.AlterColumn<DateTime>(
                name: "published_at",
                table: "portal_article",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified),
                oldClrType: typeof(DateTime),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_portal_article_published_at",
                table: "portal_article",
                column: "published_at");
        }
    }
}
