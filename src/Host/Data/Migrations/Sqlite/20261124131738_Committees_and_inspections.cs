using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoTrinh.Host.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Committees_and_inspections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "steering_committee",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    unit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    changed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    is_demonstration = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_committee", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_committee_platform_unit_unit_id",
                        column: x => x.unit_id,
                        principalTable: "platform_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "steering_committee_order",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    document_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    clause = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    recorded_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_committee_order", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_committee_order_platform_document_document_id",
                        column: x => x.document_id,
                        principalTable: "platform_document",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "steering_inspection",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    quarter = table.Column<int>(type: "INTEGER", nullable: true),
                    subject = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    search_text = table.Column<string>(type: "TEXT", nullable: false),
                    scope = table.Column<string>(type: "TEXT", nullable: true),
                    period_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    period_to = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    work_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    work_to = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    template = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    decision_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    decision_number = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    decided_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    started_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    concluded_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    conclusion = table.Column<string>(type: "TEXT", nullable: true),
                    conclusion_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    conclusion_number = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    closed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    cancel_reason = table.Column<string>(type: "TEXT", nullable: true),
                    is_demonstration = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_inspection", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_inspection_platform_document_conclusion_id",
                        column: x => x.conclusion_id,
                        principalTable: "platform_document",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_inspection_platform_document_decision_id",
                        column: x => x.decision_id,
                        principalTable: "platform_document",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "steering_sample",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    quarter = table.Column<int>(type: "INTEGER", nullable: false),
                    seed = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    population = table.Column<string>(type: "TEXT", nullable: false),
                    population_count = table.Column<int>(type: "INTEGER", nullable: false),
                    population_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    drawn_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    drawn_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_sample", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "steering_committee_version",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    committee_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    document_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    standing_unit_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_committee_version", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_committee_version_platform_document_document_id",
                        column: x => x.document_id,
                        principalTable: "platform_document",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_committee_version_platform_unit_standing_unit_id",
                        column: x => x.standing_unit_id,
                        principalTable: "platform_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_committee_version_steering_committee_committee_id",
                        column: x => x.committee_id,
                        principalTable: "steering_committee",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "steering_committee_order_unit",
                columns: table => new
                {
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    unit_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_committee_order_unit", x => new { x.order_id, x.unit_id });
                    table.ForeignKey(
                        name: "fk_steering_committee_order_unit_platform_unit_unit_id",
                        column: x => x.unit_id,
                        principalTable: "platform_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_committee_order_unit_steering_committee_order_order_id",
                        column: x => x.order_id,
                        principalTable: "steering_committee_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "steering_inspection_item",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    inspection_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    basis = table.Column<string>(type: "TEXT", nullable: false),
                    answer = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    answered_by = table.Column<string>(type: "TEXT", nullable: true),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_inspection_item", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_inspection_item_steering_inspection_inspection_id",
                        column: x => x.inspection_id,
                        principalTable: "steering_inspection",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "steering_inspection_member",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    inspection_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    is_head = table.Column<bool>(type: "INTEGER", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    unit_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_inspection_member", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_inspection_member_steering_inspection_inspection_id",
                        column: x => x.inspection_id,
                        principalTable: "steering_inspection",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "steering_inspection_unit",
                columns: table => new
                {
                    inspection_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    unit_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_inspection_unit", x => new { x.inspection_id, x.unit_id });
                    table.ForeignKey(
                        name: "fk_steering_inspection_unit_platform_unit_unit_id",
                        column: x => x.unit_id,
                        principalTable: "platform_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_inspection_unit_steering_inspection_inspection_id",
                        column: x => x.inspection_id,
                        principalTable: "steering_inspection",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "steering_sample_task",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sample_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    lead_unit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    confirmed = table.Column<bool>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    evidence = table.Column<string>(type: "TEXT", nullable: true),
                    checked_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    checked_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_sample_task", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_sample_task_steering_sample_sample_id",
                        column: x => x.sample_id,
                        principalTable: "steering_sample",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_steering_sample_task_steering_task_task_id",
                        column: x => x.task_id,
                        principalTable: "steering_task",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "steering_committee_seat",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    version_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    order = table.Column<int>(type: "INTEGER", nullable: false),
                    unit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_committee_seat", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_committee_seat_platform_unit_unit_id",
                        column: x => x.unit_id,
                        principalTable: "platform_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_committee_seat_steering_committee_version_version_id",
                        column: x => x.version_id,
                        principalTable: "steering_committee_version",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "steering_inspection_finding",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    inspection_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    nature = table.Column<string>(type: "TEXT", nullable: false),
                    degree = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    cause = table.Column<string>(type: "TEXT", nullable: false),
                    cause_kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    unit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    responsible = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    item_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    needs_remedy = table.Column<bool>(type: "INTEGER", nullable: false),
                    explain_by = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    explanation = table.Column<string>(type: "TEXT", nullable: true),
                    explained_by = table.Column<string>(type: "TEXT", nullable: true),
                    explained_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    drop_reason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_inspection_finding", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_inspection_finding_platform_unit_unit_id",
                        column: x => x.unit_id,
                        principalTable: "platform_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_inspection_finding_steering_inspection_inspection_id",
                        column: x => x.inspection_id,
                        principalTable: "steering_inspection",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_steering_inspection_finding_steering_inspection_item_item_id",
                        column: x => x.item_id,
                        principalTable: "steering_inspection_item",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_inspection_finding_steering_task_task_id",
                        column: x => x.task_id,
                        principalTable: "steering_task",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "steering_committee_holder",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    seat_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    source = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_committee_holder", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_committee_holder_steering_committee_seat_seat_id",
                        column: x => x.seat_id,
                        principalTable: "steering_committee_seat",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "steering_inspection_remedy",
                columns: table => new
                {
                    finding_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_inspection_remedy", x => new { x.finding_id, x.task_id });
                    table.ForeignKey(
                        name: "fk_steering_inspection_remedy_steering_inspection_finding_finding_id",
                        column: x => x.finding_id,
                        principalTable: "steering_inspection_finding",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_steering_inspection_remedy_steering_task_task_id",
                        column: x => x.task_id,
                        principalTable: "steering_task",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_steering_committee_unit_id_name",
                table: "steering_committee",
                columns: new[] { "unit_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_committee_holder_seat_id",
                table: "steering_committee_holder",
                column: "seat_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_committee_order_document_id",
                table: "steering_committee_order",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_committee_order_unit_unit_id",
                table: "steering_committee_order_unit",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_committee_seat_unit_id",
                table: "steering_committee_seat",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_committee_seat_version_id",
                table: "steering_committee_seat",
                column: "version_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_committee_version_committee_id_number",
                table: "steering_committee_version",
                columns: new[] { "committee_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_committee_version_document_id",
                table: "steering_committee_version",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_committee_version_standing_unit_id",
                table: "steering_committee_version",
                column: "standing_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_inspection_code",
                table: "steering_inspection",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_inspection_conclusion_id",
                table: "steering_inspection",
                column: "conclusion_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_inspection_decision_id",
                table: "steering_inspection",
                column: "decision_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_inspection_work_from_id",
                table: "steering_inspection",
                columns: new[] { "work_from", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_inspection_finding_inspection_id_number",
                table: "steering_inspection_finding",
                columns: new[] { "inspection_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_inspection_finding_item_id",
                table: "steering_inspection_finding",
                column: "item_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_inspection_finding_task_id",
                table: "steering_inspection_finding",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_inspection_finding_unit_id",
                table: "steering_inspection_finding",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_inspection_item_inspection_id",
                table: "steering_inspection_item",
                column: "inspection_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_inspection_member_inspection_id",
                table: "steering_inspection_member",
                column: "inspection_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_inspection_remedy_task_id",
                table: "steering_inspection_remedy",
                column: "task_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_inspection_unit_unit_id",
                table: "steering_inspection_unit",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_sample_year_quarter",
                table: "steering_sample",
                columns: new[] { "year", "quarter" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_sample_task_sample_id_task_id",
                table: "steering_sample_task",
                columns: new[] { "sample_id", "task_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_sample_task_task_id",
                table: "steering_sample_task",
                column: "task_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "steering_committee_holder");

            migrationBuilder.DropTable(
                name: "steering_committee_order_unit");

            migrationBuilder.DropTable(
                name: "steering_inspection_member");

            migrationBuilder.DropTable(
                name: "steering_inspection_remedy");

            migrationBuilder.DropTable(
                name: "steering_inspection_unit");

            migrationBuilder.DropTable(
                name: "steering_sample_task");

            migrationBuilder.DropTable(
                name: "steering_committee_seat");

            migrationBuilder.DropTable(
                name: "steering_committee_order");

            migrationBuilder.DropTable(
                name: "steering_inspection_finding");

            migrationBuilder.DropTable(
                name: "steering_sample");

            migrationBuilder.DropTable(
                name: "steering_committee_version");

            migrationBuilder.DropTable(
                name: "steering_inspection_item");

            migrationBuilder.DropTable(
                name: "steering_committee");

            migrationBuilder.DropTable(
                name: "steering_inspection");
        }
    }
}
