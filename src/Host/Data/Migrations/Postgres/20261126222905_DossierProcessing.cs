using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoTrinh.Host.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class DossierProcessing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_services_dossier_step_dossier_id",
                table: "services_dossier_step");

            migrationBuilder.DropColumn(
                name: "rule_id",
                table: "services_dossier");

            migrationBuilder.AddColumn<int>(
                name: "number",
                table: "services_dossier_step",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AlterColumn<Guid>(
                name: "applicant_id",
                table: "services_dossier",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<DateTime>(
                name: "answer_due_at",
                table: "services_dossier",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "channel",
                table: "services_dossier",
                type: "character varying(10)",
                maxLength: 10,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "finished_at",
                table: "services_dossier",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "procedure_record_id",
                table: "services_dossier",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "promised_on",
                table: "services_dossier",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "received_at",
                table: "services_dossier",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "supplement_count",
                table: "services_dossier",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "services_apology",
                columns: table => new
                {
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    promised_on = table.Column<DateOnly>(type: "date", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_apology", x => x.dossier_id);
                    table.ForeignKey(
                        name: "fk_services_apology_services_dossier_dossier_id",
                        column: x => x.dossier_id,
                        principalTable: "services_dossier",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "services_dossier_task",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    step = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    assignee_id = table.Column<Guid>(type: "uuid", nullable: true),
                    question = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    for_task_id = table.Column<Guid>(type: "uuid", nullable: true),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    closed_by = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: true),
                    way = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    note = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_dossier_task", x => x.id);
                    table.ForeignKey(
                        name: "fk_services_dossier_task_services_dossier_dossier_id",
                        column: x => x.dossier_id,
                        principalTable: "services_dossier",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "services_hand_over",
                columns: table => new
                {
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    method = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    taker = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    post_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_hand_over", x => x.dossier_id);
                    table.ForeignKey(
                        name: "fk_services_hand_over_services_dossier_dossier_id",
                        column: x => x.dossier_id,
                        principalTable: "services_dossier",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "services_officer_absence",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    substitute_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_officer_absence", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "services_procedure_record",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    recorded_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    content = table.Column<string>(type: "text", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    is_shipped = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_procedure_record", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "services_shipped",
                columns: table => new
                {
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_shipped", x => x.sha256);
                });

            migrationBuilder.CreateTable(
                name: "services_supplement_request",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    asked_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    defects = table.Column<string>(type: "text", nullable: false),
                    why_again = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    due_before = table.Column<DateOnly>(type: "date", nullable: false),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    answered_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    due_after = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_supplement_request", x => x.id);
                    table.ForeignKey(
                        name: "fk_services_supplement_request_services_dossier_dossier_id",
                        column: x => x.dossier_id,
                        principalTable: "services_dossier",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "platform_revision",
                columns: new[] { "key", "number" },
                values: new object[] { "procedures", 0L });

            // What was kept before says less: the order of the steps follows from their times, the clock ended when the dossier did, and what was
            // being solved goes back to the desk, which passes it on to the first step of its process.
            migrationBuilder.Sql("UPDATE services_dossier SET channel = 'online', finished_at = ended_at");
            migrationBuilder.Sql("UPDATE services_dossier_step SET number = (SELECT COUNT(*) FROM services_dossier_step o WHERE o.dossier_id = services_dossier_step.dossier_id AND (o.at < services_dossier_step.at OR (o.at = services_dossier_step.at AND o.id <= services_dossier_step.id)))");
            migrationBuilder.Sql("UPDATE services_dossier SET received_at = (SELECT MAX(s.at) FROM services_dossier_step s WHERE s.dossier_id = services_dossier.id AND s.status = 4) WHERE status IN (4, 10)");
            migrationBuilder.Sql("UPDATE services_dossier SET status = 2 WHERE status = 4");

            migrationBuilder.CreateIndex(
                name: "ix_services_dossier_step_dossier_id_number",
                table: "services_dossier_step",
                columns: new[] { "dossier_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_services_dossier_task_dossier_id_number",
                table: "services_dossier_task",
                columns: new[] { "dossier_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_services_dossier_task_unit_id_closed_at",
                table: "services_dossier_task",
                columns: new[] { "unit_id", "closed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_services_officer_absence_account_id",
                table: "services_officer_absence",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_services_officer_absence_substitute_id",
                table: "services_officer_absence",
                column: "substitute_id");

            migrationBuilder.CreateIndex(
                name: "ix_services_procedure_record_code_from_sha256_recorded_at",
                table: "services_procedure_record",
                columns: new[] { "code", "from", "sha256", "recorded_at" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_services_supplement_request_dossier_id_number",
                table: "services_supplement_request",
                columns: new[] { "dossier_id", "number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "services_apology");

            migrationBuilder.DropTable(
                name: "services_dossier_task");

            migrationBuilder.DropTable(
                name: "services_hand_over");

            migrationBuilder.DropTable(
                name: "services_officer_absence");

            migrationBuilder.DropTable(
                name: "services_procedure_record");

            migrationBuilder.DropTable(
                name: "services_shipped");

            migrationBuilder.DropTable(
                name: "services_supplement_request");

            migrationBuilder.DropIndex(
                name: "ix_services_dossier_step_dossier_id_number",
                table: "services_dossier_step");

            migrationBuilder.DeleteData(
                table: "platform_revision",
                keyColumn: "key",
                keyValue: "procedures");

            migrationBuilder.DropColumn(
                name: "number",
                table: "services_dossier_step");

            migrationBuilder.DropColumn(
                name: "answer_due_at",
                table: "services_dossier");

            migrationBuilder.DropColumn(
                name: "channel",
                table: "services_dossier");

            migrationBuilder.DropColumn(
                name: "finished_at",
                table: "services_dossier");

            migrationBuilder.DropColumn(
                name: "procedure_record_id",
                table: "services_dossier");

            migrationBuilder.DropColumn(
                name: "promised_on",
                table: "services_dossier");

            migrationBuilder.DropColumn(
                name: "received_at",
                table: "services_dossier");

            migrationBuilder.DropColumn(
                name: "supplement_count",
                table: "services_dossier");

            migrationBuilder.AlterColumn<Guid>(
                name: "applicant_id",
                table: "services_dossier",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);

            migrationBuilder.AddColumn<string>(
                name: "rule_id",
                table: "services_dossier",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_services_dossier_step_dossier_id",
                table: "services_dossier_step",
                column: "dossier_id");
        }
    }
}
