using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoTrinh.Host.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class UrgingResultsWebhooksTallies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_steering_task_completed_on_current_due_on_id_state",
                table: "steering_task");

            migrationBuilder.DropIndex(
                name: "ix_steering_task_current_due_on_id_state",
                table: "steering_task");

            migrationBuilder.DropIndex(
                name: "ix_steering_task_lead_unit_id_current_due_on_id_state_complete",
                table: "steering_task");

            migrationBuilder.DropIndex(
                name: "ix_steering_task_state",
                table: "steering_task");

            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.AddColumn<int>(
                name: "level",
                table: "steering_urging_letter",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "step",
                table: "steering_urging_letter",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "Waiting");

            migrationBuilder.AddColumn<bool>(
                name: "is_undated",
                table: "steering_task",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.Sql("UPDATE steering_task SET is_undated = (current_due_on IS NULL)");

            migrationBuilder.CreateTable(
                name: "platform_webhook",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    url = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    events = table.Column<string>(type: "text", nullable: false),
                    secret = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    former_secret = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    former_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    registered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    failing_since = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    disabled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    disabled_by_itself = table.Column<bool>(type: "boolean", nullable: false),
                    is_demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_webhook", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "steering_calendar_feed",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_fetched_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_calendar_feed", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_calendar_feed_platform_account_account_id",
                        column: x => x.account_id,
                        principalTable: "platform_account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "steering_explanation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: true),
                    indicator_id = table.Column<Guid>(type: "uuid", nullable: true),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    question = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    asked_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    answer_by = table.Column<DateOnly>(type: "date", nullable: false),
                    step = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_explanation", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_explanation_platform_indicator_indicator_id",
                        column: x => x.indicator_id,
                        principalTable: "platform_indicator",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_explanation_steering_task_task_id",
                        column: x => x.task_id,
                        principalTable: "steering_task",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "steering_publication",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    secrecy_mark = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    commentary_vi = table.Column<string>(type: "text", nullable: true),
                    commentary_en = table.Column<string>(type: "text", nullable: true),
                    answerable_vi = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    answerable_en = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    prepared_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    prepared_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    prepared_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    proposed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    published_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    published_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    return_reason = table.Column<string>(type: "text", nullable: true),
                    withdrawn_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    withdraw_reason = table.Column<string>(type: "text", nullable: true),
                    is_demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_publication", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "steering_tally",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    counted_for = table.Column<DateOnly>(type: "date", nullable: false),
                    soon_until = table.Column<DateOnly>(type: "date", nullable: false),
                    counted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_tally", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "steering_tally_change",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    completed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    is_submitted = table.Column<bool>(type: "boolean", nullable: false),
                    weight = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_tally_change", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "steering_tally_due",
                columns: table => new
                {
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    open = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_tally_due", x => x.due_on);
                });

            migrationBuilder.CreateTable(
                name: "steering_tally_line",
                columns: table => new
                {
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    in_time = table.Column<int>(type: "integer", nullable: false),
                    due_soon = table.Column<int>(type: "integer", nullable: false),
                    overdue = table.Column<int>(type: "integer", nullable: false),
                    done_on_time = table.Column<int>(type: "integer", nullable: false),
                    done_late = table.Column<int>(type: "integer", nullable: false),
                    no_deadline = table.Column<int>(type: "integer", nullable: false),
                    done_undated = table.Column<int>(type: "integer", nullable: false),
                    submitted = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_tally_line", x => x.unit_id);
                });

            migrationBuilder.CreateTable(
                name: "steering_urging_answer",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    letter_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    document = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    accepted = table.Column<bool>(type: "boolean", nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    decided_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_urging_answer", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_urging_answer_steering_urging_letter_letter_id",
                        column: x => x.letter_id,
                        principalTable: "steering_urging_letter",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "steering_urging_letter_reminder",
                columns: table => new
                {
                    letter_id = table.Column<Guid>(type: "uuid", nullable: false),
                    answer_by = table.Column<DateOnly>(type: "date", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    people = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_urging_letter_reminder", x => new { x.letter_id, x.answer_by });
                    table.ForeignKey(
                        name: "fk_steering_urging_letter_reminder_urging_letter_letter_id",
                        column: x => x.letter_id,
                        principalTable: "steering_urging_letter",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "platform_webhook_delivery",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    subscriber_id = table.Column<Guid>(type: "uuid", nullable: false),
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    @event = table.Column<string>(name: "event", type: "character varying(100)", maxLength: 100, nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    not_before_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    tried_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    trail = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: true),
                    answer = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_webhook_delivery", x => x.id);
                    table.ForeignKey(
                        name: "fk_platform_webhook_delivery_platform_webhook_subscriber_id",
                        column: x => x.subscriber_id,
                        principalTable: "platform_webhook",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "steering_explanation_answer",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    request_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    accepted = table.Column<bool>(type: "boolean", nullable: true),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    decided_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_explanation_answer", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_explanation_answer_steering_explanation_request_id",
                        column: x => x.request_id,
                        principalTable: "steering_explanation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "steering_urging_answer_task",
                columns: table => new
                {
                    answer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cause = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    proposed_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_urging_answer_task", x => new { x.answer_id, x.task_id });
                    table.ForeignKey(
                        name: "fk_steering_urging_answer_task_steering_task_task_id",
                        column: x => x.task_id,
                        principalTable: "steering_task",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_urging_answer_task_steering_urging_answer_answer_id",
                        column: x => x.answer_id,
                        principalTable: "steering_urging_answer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_steering_urging_letter_unit_id_step",
                table: "steering_urging_letter",
                columns: new[] { "unit_id", "step" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_extension_task_id1",
                table: "steering_task_extension",
                column: "task_id",
                filter: "granted IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_is_undated_current_due_on_id",
                table: "steering_task",
                columns: new[] { "is_undated", "current_due_on", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_is_undated_current_due_on_id_state_completed_",
                table: "steering_task",
                columns: new[] { "is_undated", "current_due_on", "id", "state", "completed_on" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_is_undated_current_due_on_id_state_lead_unit_",
                table: "steering_task",
                columns: new[] { "is_undated", "current_due_on", "id", "state", "lead_unit_id" },
                filter: "completed_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_lead_unit_id_is_undated_current_due_on_id_sta",
                table: "steering_task",
                columns: new[] { "lead_unit_id", "is_undated", "current_due_on", "id", "state", "completed_on" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_search_text",
                table: "steering_task",
                column: "search_text")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_search_text_id",
                table: "steering_task",
                columns: new[] { "search_text", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_state_is_undated_current_due_on_id",
                table: "steering_task",
                columns: new[] { "state", "is_undated", "current_due_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_webhook_delivery_state_not_before_at",
                table: "platform_webhook_delivery",
                columns: new[] { "state", "not_before_at" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_webhook_delivery_subscriber_id_created_at",
                table: "platform_webhook_delivery",
                columns: new[] { "subscriber_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_webhook_delivery_subscriber_id_message_id",
                table: "platform_webhook_delivery",
                columns: new[] { "subscriber_id", "message_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_calendar_feed_account_id",
                table: "steering_calendar_feed",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_calendar_feed_hash",
                table: "steering_calendar_feed",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_explanation_indicator_id",
                table: "steering_explanation",
                column: "indicator_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_explanation_task_id",
                table: "steering_explanation",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_explanation_unit_id_step",
                table: "steering_explanation",
                columns: new[] { "unit_id", "step" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_explanation_answer_request_id",
                table: "steering_explanation_answer",
                column: "request_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_publication_code",
                table: "steering_publication",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_publication_state_as_of",
                table: "steering_publication",
                columns: new[] { "state", "as_of" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_urging_answer_letter_id",
                table: "steering_urging_answer",
                column: "letter_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_urging_answer_task_task_id",
                table: "steering_urging_answer_task",
                column: "task_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "platform_webhook_delivery");

            migrationBuilder.DropTable(
                name: "steering_calendar_feed");

            migrationBuilder.DropTable(
                name: "steering_explanation_answer");

            migrationBuilder.DropTable(
                name: "steering_publication");

            migrationBuilder.DropTable(
                name: "steering_tally");

            migrationBuilder.DropTable(
                name: "steering_tally_change");

            migrationBuilder.DropTable(
                name: "steering_tally_due");

            migrationBuilder.DropTable(
                name: "steering_tally_line");

            migrationBuilder.DropTable(
                name: "steering_urging_answer_task");

            migrationBuilder.DropTable(
                name: "steering_urging_letter_reminder");

            migrationBuilder.DropTable(
                name: "platform_webhook");

            migrationBuilder.DropTable(
                name: "steering_explanation");

            migrationBuilder.DropTable(
                name: "steering_urging_answer");

            migrationBuilder.DropIndex(
                name: "ix_steering_urging_letter_unit_id_step",
                table: "steering_urging_letter");

            migrationBuilder.DropIndex(
                name: "ix_steering_task_extension_task_id1",
                table: "steering_task_extension");

            migrationBuilder.DropIndex(
                name: "ix_steering_task_is_undated_current_due_on_id",
                table: "steering_task");

            migrationBuilder.DropIndex(
                name: "ix_steering_task_is_undated_current_due_on_id_state_completed_",
                table: "steering_task");

            migrationBuilder.DropIndex(
                name: "ix_steering_task_is_undated_current_due_on_id_state_lead_unit_",
                table: "steering_task");

            migrationBuilder.DropIndex(
                name: "ix_steering_task_lead_unit_id_is_undated_current_due_on_id_sta",
                table: "steering_task");

            migrationBuilder.DropIndex(
                name: "ix_steering_task_search_text",
                table: "steering_task");

            migrationBuilder.DropIndex(
                name: "ix_steering_task_search_text_id",
                table: "steering_task");

            migrationBuilder.DropIndex(
                name: "ix_steering_task_state_is_undated_current_due_on_id",
                table: "steering_task");

            migrationBuilder.DropColumn(
                name: "level",
                table: "steering_urging_letter");

            migrationBuilder.DropColumn(
                name: "step",
                table: "steering_urging_letter");

            migrationBuilder.DropColumn(
                name: "is_undated",
                table: "steering_task");

            migrationBuilder.AlterDatabase()
                .OldAnnotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_completed_on_current_due_on_id_state",
                table: "steering_task",
                columns: new[] { "completed_on", "current_due_on", "id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_current_due_on_id_state",
                table: "steering_task",
                columns: new[] { "current_due_on", "id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_lead_unit_id_current_due_on_id_state_complete",
                table: "steering_task",
                columns: new[] { "lead_unit_id", "current_due_on", "id", "state", "completed_on" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_state",
                table: "steering_task",
                column: "state");
        }
    }
}
