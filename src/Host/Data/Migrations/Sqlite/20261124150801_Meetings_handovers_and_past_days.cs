using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoTrinh.Host.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Meetings_handovers_and_past_days : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // A rebuilt table would lose the triggers that keep the full-text index.
            migrationBuilder.Sql("ALTER TABLE platform_search_entry DROP COLUMN is_past");

            migrationBuilder.AddColumn<Guid>(
                name: "handed_down_by_id",
                table: "steering_task",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "past_from",
                table: "platform_search_entry",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "steering_meeting",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    committee_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    unit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    host_unit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    search_text = table.Column<string>(type: "TEXT", nullable: false),
                    form = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    place = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    starts_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ends_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    invited_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    invitation_number = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    cancel_reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    is_demonstration = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    secretary_signature_account_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    secretary_signature_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    secretary_signature_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    chair_signature_account_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    chair_signature_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    chair_signature_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    notice_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    notice_number = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    notice_on = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_meeting", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_meeting_platform_document_notice_id",
                        column: x => x.notice_id,
                        principalTable: "platform_document",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_meeting_platform_unit_host_unit_id",
                        column: x => x.host_unit_id,
                        principalTable: "platform_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_meeting_platform_unit_unit_id",
                        column: x => x.unit_id,
                        principalTable: "platform_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_meeting_steering_committee_committee_id",
                        column: x => x.committee_id,
                        principalTable: "steering_committee",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "steering_task_transfer",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    from_unit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    to_unit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    was_lead = table.Column<bool>(type: "INTEGER", nullable: false),
                    basis = table.Column<string>(type: "TEXT", nullable: false),
                    document_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_task_transfer", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_task_transfer_platform_document_document_id",
                        column: x => x.document_id,
                        principalTable: "platform_document",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_task_transfer_platform_unit_from_unit_id",
                        column: x => x.from_unit_id,
                        principalTable: "platform_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_task_transfer_platform_unit_to_unit_id",
                        column: x => x.to_unit_id,
                        principalTable: "platform_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_task_transfer_steering_task_task_id",
                        column: x => x.task_id,
                        principalTable: "steering_task",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "steering_meeting_conclusion",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    meeting_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    asks_action = table.Column<bool>(type: "INTEGER", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    clause_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_meeting_conclusion", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_meeting_conclusion_platform_document_clause_clause_id",
                        column: x => x.clause_id,
                        principalTable: "platform_document_clause",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_steering_meeting_conclusion_steering_meeting_meeting_id",
                        column: x => x.meeting_id,
                        principalTable: "steering_meeting",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "steering_meeting_invitee",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    meeting_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    seat_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    unit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    attendance = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    absence_reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    substitute_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    substitute_title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_meeting_invitee", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_meeting_invitee_platform_unit_unit_id",
                        column: x => x.unit_id,
                        principalTable: "platform_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_meeting_invitee_steering_committee_seat_seat_id",
                        column: x => x.seat_id,
                        principalTable: "steering_committee_seat",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_meeting_invitee_steering_meeting_meeting_id",
                        column: x => x.meeting_id,
                        principalTable: "steering_meeting",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "steering_meeting_item",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    meeting_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    presenter_unit_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    minutes = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_meeting_item", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_meeting_item_platform_unit_presenter_unit_id",
                        column: x => x.presenter_unit_id,
                        principalTable: "platform_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_meeting_item_steering_meeting_meeting_id",
                        column: x => x.meeting_id,
                        principalTable: "steering_meeting",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_handed_down_by_id",
                table: "steering_task",
                column: "handed_down_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_meeting_code",
                table: "steering_meeting",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_meeting_committee_id",
                table: "steering_meeting",
                column: "committee_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_meeting_host_unit_id",
                table: "steering_meeting",
                column: "host_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_meeting_notice_id",
                table: "steering_meeting",
                column: "notice_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_meeting_starts_at_id",
                table: "steering_meeting",
                columns: new[] { "starts_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_meeting_unit_id",
                table: "steering_meeting",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_meeting_conclusion_clause_id",
                table: "steering_meeting_conclusion",
                column: "clause_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_meeting_conclusion_meeting_id_number",
                table: "steering_meeting_conclusion",
                columns: new[] { "meeting_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_meeting_invitee_meeting_id",
                table: "steering_meeting_invitee",
                column: "meeting_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_meeting_invitee_seat_id",
                table: "steering_meeting_invitee",
                column: "seat_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_meeting_invitee_unit_id",
                table: "steering_meeting_invitee",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_meeting_item_meeting_id",
                table: "steering_meeting_item",
                column: "meeting_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_meeting_item_presenter_unit_id",
                table: "steering_meeting_item",
                column: "presenter_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_transfer_document_id",
                table: "steering_task_transfer",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_transfer_from_unit_id",
                table: "steering_task_transfer",
                column: "from_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_transfer_task_id",
                table: "steering_task_transfer",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_transfer_to_unit_id",
                table: "steering_task_transfer",
                column: "to_unit_id");

            migrationBuilder.AddForeignKey(
                name: "fk_steering_task_platform_unit_handed_down_by_id",
                table: "steering_task",
                column: "handed_down_by_id",
                principalTable: "platform_unit",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            // What the new columns say of rows that are there already.
            migrationBuilder.Sql("""
                UPDATE platform_search_entry SET past_from = (SELECT d.ends_on FROM platform_document d WHERE lower(d.id) = record_id) WHERE kind = 'document'
                """);
            migrationBuilder.Sql("""
                UPDATE platform_search_entry SET past_from = (SELECT date(u.valid_to, '+1 day') FROM platform_unit u WHERE lower(u.id) = record_id),
                    url = '/to-chuc/' || (SELECT u.key FROM platform_unit u WHERE lower(u.id) = record_id) WHERE kind = 'unit'
                """);
            migrationBuilder.Sql("""
                UPDATE steering_task SET handed_down_by_id = (SELECT u.parent_id FROM platform_unit u WHERE u.id = steering_task.lead_unit_id)
                WHERE (SELECT p.lead_unit_id FROM steering_task p WHERE p.id = steering_task.parent_id)
                    = (SELECT u.parent_id FROM platform_unit u WHERE u.id = steering_task.lead_unit_id)
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_steering_task_platform_unit_handed_down_by_id",
                table: "steering_task");

            migrationBuilder.DropTable(
                name: "steering_meeting_conclusion");

            migrationBuilder.DropTable(
                name: "steering_meeting_invitee");

            migrationBuilder.DropTable(
                name: "steering_meeting_item");

            migrationBuilder.DropTable(
                name: "steering_task_transfer");

            migrationBuilder.DropTable(
                name: "steering_meeting");

            migrationBuilder.DropIndex(
                name: "ix_steering_task_handed_down_by_id",
                table: "steering_task");

            migrationBuilder.DropColumn(
                name: "handed_down_by_id",
                table: "steering_task");

            migrationBuilder.DropColumn(
                name: "past_from",
                table: "platform_search_entry");

            migrationBuilder.AddColumn<bool>(
                name: "is_past",
                table: "platform_search_entry",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }
    }
}
