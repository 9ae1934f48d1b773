using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoTrinh.Host.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ProgrammesReviewsImports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "steering_import",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    annex = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    source_key = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: true),
                    file_name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    table = table.Column<int>(type: "integer", nullable: false),
                    header = table.Column<int>(type: "integer", nullable: false),
                    columns = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    started_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    done_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    added = table.Column<int>(type: "integer", nullable: false),
                    changed = table.Column<int>(type: "integer", nullable: false),
                    failure = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_import", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_import_platform_document_document_id",
                        column: x => x.document_id,
                        principalTable: "platform_document",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "steering_programme",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    lead_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    accountable = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    close_reason = table.Column<string>(type: "text", nullable: true),
                    plan_number = table.Column<int>(type: "integer", nullable: false),
                    plan_from = table.Column<DateOnly>(type: "date", nullable: false),
                    is_demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_programme", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_programme_platform_unit_lead_unit_id",
                        column: x => x.lead_unit_id,
                        principalTable: "platform_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_programme_steering_programme_parent_id",
                        column: x => x.parent_id,
                        principalTable: "steering_programme",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "steering_review",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    committee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    rule_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    cut_off_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    report_due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    send_by = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    opened_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    frozen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    situation = table.Column<string>(type: "text", nullable: true),
                    direction = table.Column<string>(type: "text", nullable: true),
                    results = table.Column<string>(type: "text", nullable: true),
                    shortcomings = table.Column<string>(type: "text", nullable: true),
                    lessons = table.Column<string>(type: "text", nullable: true),
                    next_steps = table.Column<string>(type: "text", nullable: true),
                    recommendations = table.Column<string>(type: "text", nullable: true),
                    proposed_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    proposed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    approved_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    approved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    return_reason = table.Column<string>(type: "text", nullable: true),
                    withdraw_reason = table.Column<string>(type: "text", nullable: true),
                    is_demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_review", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_review_platform_unit_unit_id",
                        column: x => x.unit_id,
                        principalTable: "platform_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_review_steering_committee_committee_id",
                        column: x => x.committee_id,
                        principalTable: "steering_committee",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "steering_import_row",
                columns: table => new
                {
                    source_key = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: false),
                    row_key = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_import_row", x => new { x.source_key, x.row_key });
                    table.ForeignKey(
                        name: "fk_steering_import_row_steering_import_import_id",
                        column: x => x.import_id,
                        principalTable: "steering_import",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_import_row_steering_task_task_id",
                        column: x => x.task_id,
                        principalTable: "steering_task",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "steering_programme_baseline",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    frozen_on = table.Column<DateOnly>(type: "date", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    json = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_programme_baseline", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_programme_baseline_steering_programme_programme_id",
                        column: x => x.programme_id,
                        principalTable: "steering_programme",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "steering_programme_gate",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    phase_key = table.Column<Guid>(type: "uuid", nullable: false),
                    outcome = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    decided_on = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    document_id = table.Column<Guid>(type: "uuid", nullable: true),
                    document_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_programme_gate", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_programme_gate_platform_document_document_id",
                        column: x => x.document_id,
                        principalTable: "platform_document",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_programme_gate_steering_programme_programme_id",
                        column: x => x.programme_id,
                        principalTable: "steering_programme",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "steering_programme_phase_report",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    phase_key = table.Column<Guid>(type: "uuid", nullable: false),
                    started_on = table.Column<DateOnly>(type: "date", nullable: true),
                    finished_on = table.Column<DateOnly>(type: "date", nullable: true),
                    forecast_on = table.Column<DateOnly>(type: "date", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true),
                    by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_programme_phase_report", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_programme_phase_report_steering_programme_programm",
                        column: x => x.programme_id,
                        principalTable: "steering_programme",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "steering_programme_plan",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    recorded_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    json = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_programme_plan", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_programme_plan_steering_programme_programme_id",
                        column: x => x.programme_id,
                        principalTable: "steering_programme",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "steering_programme_rating",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    side = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    level = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    rule_set = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    rated_on = table.Column<DateOnly>(type: "date", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reply_due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    reply = table.Column<string>(type: "text", nullable: true),
                    replied_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    replied_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_programme_rating", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_programme_rating_platform_unit_unit_id",
                        column: x => x.unit_id,
                        principalTable: "platform_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_programme_rating_steering_programme_programme_id",
                        column: x => x.programme_id,
                        principalTable: "steering_programme",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "steering_programme_task",
                columns: table => new
                {
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_programme_task", x => x.task_id);
                    table.ForeignKey(
                        name: "fk_steering_programme_task_steering_programme_programme_id",
                        column: x => x.programme_id,
                        principalTable: "steering_programme",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_programme_task_steering_task_task_id",
                        column: x => x.task_id,
                        principalTable: "steering_task",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "steering_review_adjustment",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    review_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    task_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    field = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    from = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    to = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    reports_unit = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    unit_name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    document = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_review_adjustment", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_review_adjustment_platform_document_document_id",
                        column: x => x.document_id,
                        principalTable: "platform_document",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_review_adjustment_steering_review_review_id",
                        column: x => x.review_id,
                        principalTable: "steering_review",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "steering_review_report",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    review_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    results = table.Column<string>(type: "text", nullable: true),
                    shortcomings = table.Column<string>(type: "text", nullable: true),
                    causes = table.Column<string>(type: "text", nullable: true),
                    next_steps = table.Column<string>(type: "text", nullable: true),
                    recommendations = table.Column<string>(type: "text", nullable: true),
                    saved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    saved_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    first_sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    sent_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    returned_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    returned_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    return_reason = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_review_report", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_review_report_platform_unit_unit_id",
                        column: x => x.unit_id,
                        principalTable: "platform_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_review_report_steering_review_review_id",
                        column: x => x.review_id,
                        principalTable: "steering_review",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "steering_review_snapshot",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    review_id = table.Column<Guid>(type: "uuid", nullable: false),
                    frozen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    calculation = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    result_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_review_snapshot", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_review_snapshot_steering_review_review_id",
                        column: x => x.review_id,
                        principalTable: "steering_review",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_steering_import_code",
                table: "steering_import",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_import_document_id",
                table: "steering_import",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_import_state",
                table: "steering_import",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_steering_import_row_import_id",
                table: "steering_import_row",
                column: "import_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_import_row_task_id",
                table: "steering_import_row",
                column: "task_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_programme_code",
                table: "steering_programme",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_programme_lead_unit_id",
                table: "steering_programme",
                column: "lead_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_programme_parent_id",
                table: "steering_programme",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_programme_baseline_programme_id_number",
                table: "steering_programme_baseline",
                columns: new[] { "programme_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_programme_gate_document_id",
                table: "steering_programme_gate",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_programme_gate_programme_id",
                table: "steering_programme_gate",
                column: "programme_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_programme_phase_report_programme_id",
                table: "steering_programme_phase_report",
                column: "programme_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_programme_plan_programme_id_number",
                table: "steering_programme_plan",
                columns: new[] { "programme_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_programme_rating_programme_id_at",
                table: "steering_programme_rating",
                columns: new[] { "programme_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_programme_rating_unit_id",
                table: "steering_programme_rating",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_programme_task_programme_id",
                table: "steering_programme_task",
                column: "programme_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_review_code",
                table: "steering_review",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_review_committee_id",
                table: "steering_review",
                column: "committee_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_review_state_cut_off_at",
                table: "steering_review",
                columns: new[] { "state", "cut_off_at" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_review_to_id",
                table: "steering_review",
                columns: new[] { "to", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_review_unit_id_kind_to",
                table: "steering_review",
                columns: new[] { "unit_id", "kind", "to" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_review_adjustment_document_id",
                table: "steering_review_adjustment",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_review_adjustment_review_id_number",
                table: "steering_review_adjustment",
                columns: new[] { "review_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_review_report_review_id_unit_id",
                table: "steering_review_report",
                columns: new[] { "review_id", "unit_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_review_report_unit_id_state",
                table: "steering_review_report",
                columns: new[] { "unit_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_review_snapshot_review_id",
                table: "steering_review_snapshot",
                column: "review_id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "steering_import_row");

            migrationBuilder.DropTable(
                name: "steering_programme_baseline");

            migrationBuilder.DropTable(
                name: "steering_programme_gate");

            migrationBuilder.DropTable(
                name: "steering_programme_phase_report");

            migrationBuilder.DropTable(
                name: "steering_programme_plan");

            migrationBuilder.DropTable(
                name: "steering_programme_rating");

            migrationBuilder.DropTable(
                name: "steering_programme_task");

            migrationBuilder.DropTable(
                name: "steering_review_adjustment");

            migrationBuilder.DropTable(
                name: "steering_review_report");

            migrationBuilder.DropTable(
                name: "steering_review_snapshot");

            migrationBuilder.DropTable(
                name: "steering_import");

            migrationBuilder.DropTable(
                name: "steering_programme");

            migrationBuilder.DropTable(
                name: "steering_review");
        }
    }
}
