using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoTrinh.Host.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ServiceQuality : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "services_consent",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    purpose = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    given = table.Column<bool>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_consent", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "services_data_access",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    dossier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    unit_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_data_access", x => x.id);
                    table.ForeignKey(
                        name: "fk_services_data_access_services_dossier_dossier_id",
                        column: x => x.dossier_id,
                        principalTable: "services_dossier",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "services_outcome",
                columns: table => new
                {
                    dossier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    procedure_code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    status = table.Column<int>(type: "INTEGER", nullable: false),
                    received_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    score_due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    finished_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    supplements = table.Column<int>(type: "INTEGER", nullable: false),
                    unit_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    late_unit_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    late_hours = table.Column<double>(type: "REAL", nullable: false),
                    needs_document = table.Column<bool>(type: "INTEGER", nullable: false),
                    has_result = table.Column<bool>(type: "INTEGER", nullable: false),
                    has_result_file = table.Column<bool>(type: "INTEGER", nullable: false),
                    has_scan = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_reused = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_from_store = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_synced = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_result_synced = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_person_verified = table.Column<bool>(type: "INTEGER", nullable: false),
                    owes_fee = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_paid_online = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_disliked = table.Column<bool>(type: "INTEGER", nullable: false),
                    of_version = table.Column<int>(type: "INTEGER", nullable: false),
                    written_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_outcome", x => x.dossier_id);
                    table.ForeignKey(
                        name: "fk_services_outcome_services_dossier_dossier_id",
                        column: x => x.dossier_id,
                        principalTable: "services_dossier",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "services_petition",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    dossier_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    sender_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    key_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    sent_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    clock_from = table.Column<DateTime>(type: "TEXT", nullable: false),
                    unit_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    answer = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    answered_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    was_late = table.Column<bool>(type: "INTEGER", nullable: false),
                    content = table.Column<bool>(type: "INTEGER", nullable: true),
                    reopened = table.Column<int>(type: "INTEGER", nullable: false),
                    is_demonstration = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_petition", x => x.id);
                    table.ForeignKey(
                        name: "fk_services_petition_services_dossier_dossier_id",
                        column: x => x.dossier_id,
                        principalTable: "services_dossier",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "services_rating",
                columns: table => new
                {
                    dossier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    grade = table.Column<int>(type: "INTEGER", nullable: false),
                    officer_grade = table.Column<int>(type: "INTEGER", nullable: true),
                    comment = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    is_demonstration = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_rating", x => x.dossier_id);
                    table.ForeignKey(
                        name: "fk_services_rating_services_dossier_dossier_id",
                        column: x => x.dossier_id,
                        principalTable: "services_dossier",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "services_reused_paper",
                columns: table => new
                {
                    file_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    dossier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    from_file_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    is_result = table.Column<bool>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_reused_paper", x => x.file_id);
                    table.ForeignKey(
                        name: "fk_services_reused_paper_services_dossier_dossier_id",
                        column: x => x.dossier_id,
                        principalTable: "services_dossier",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "services_petition_sender",
                columns: table => new
                {
                    petition_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    phone = table.Column<string>(type: "TEXT", maxLength: 160, nullable: true),
                    email = table.Column<string>(type: "TEXT", maxLength: 160, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_petition_sender", x => x.petition_id);
                    table.ForeignKey(
                        name: "fk_services_petition_sender_services_petition_petition_id",
                        column: x => x.petition_id,
                        principalTable: "services_petition",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "services_petition_step",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    petition_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_petition_step", x => x.id);
                    table.ForeignKey(
                        name: "fk_services_petition_step_services_petition_petition_id",
                        column: x => x.petition_id,
                        principalTable: "services_petition",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_services_consent_account_id_purpose_at",
                table: "services_consent",
                columns: new[] { "account_id", "purpose", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_services_data_access_dossier_id_account_id_day",
                table: "services_data_access",
                columns: new[] { "dossier_id", "account_id", "day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_services_outcome_finished_on_received_on",
                table: "services_outcome",
                columns: new[] { "finished_on", "received_on" });

            migrationBuilder.CreateIndex(
                name: "ix_services_outcome_received_on",
                table: "services_outcome",
                column: "received_on");

            migrationBuilder.CreateIndex(
                name: "ix_services_petition_code",
                table: "services_petition",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_services_petition_dossier_id",
                table: "services_petition",
                column: "dossier_id");

            migrationBuilder.CreateIndex(
                name: "ix_services_petition_key_hash",
                table: "services_petition",
                column: "key_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_services_petition_sender_id",
                table: "services_petition",
                column: "sender_id");

            migrationBuilder.CreateIndex(
                name: "ix_services_petition_sent_at",
                table: "services_petition",
                column: "sent_at");

            migrationBuilder.CreateIndex(
                name: "ix_services_petition_status_clock_from",
                table: "services_petition",
                columns: new[] { "status", "clock_from" });

            migrationBuilder.CreateIndex(
                name: "ix_services_petition_step_petition_id_number",
                table: "services_petition_step",
                columns: new[] { "petition_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_services_reused_paper_dossier_id",
                table: "services_reused_paper",
                column: "dossier_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "services_consent");

            migrationBuilder.DropTable(
                name: "services_data_access");

            migrationBuilder.DropTable(
                name: "services_outcome");

            migrationBuilder.DropTable(
                name: "services_petition_sender");

            migrationBuilder.DropTable(
                name: "services_petition_step");

            migrationBuilder.DropTable(
                name: "services_rating");

            migrationBuilder.DropTable(
                name: "services_reused_paper");

            migrationBuilder.DropTable(
                name: "services_petition");
        }
    }
}
