using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoTrinh.Host.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Opinions_and_indicators : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "platform_indicator",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name_vi = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    name_en = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    unit_vi = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    unit_en = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    direction = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    is_qualitative = table.Column<bool>(type: "boolean", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    source_key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    rhythm = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    window = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    baseline_value = table.Column<double>(type: "double precision", nullable: true),
                    baseline_on = table.Column<DateOnly>(type: "date", nullable: true),
                    owner_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: true),
                    document_name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    clause_id = table.Column<Guid>(type: "uuid", nullable: true),
                    clause_label = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    target_text = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    method = table.Column<string>(type: "text", nullable: true),
                    source = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    confidence = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    retired_on = table.Column<DateOnly>(type: "date", nullable: true),
                    is_demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_indicator", x => x.id);
                    table.ForeignKey(
                        name: "fk_platform_indicator_platform_document_clause_clause_id",
                        column: x => x.clause_id,
                        principalTable: "platform_document_clause",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_platform_indicator_platform_document_document_id",
                        column: x => x.document_id,
                        principalTable: "platform_document",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_platform_indicator_unit_owner_unit_id",
                        column: x => x.owner_unit_id,
                        principalTable: "platform_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "steering_opinion",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    committee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    host_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    matter_id = table.Column<Guid>(type: "uuid", nullable: false),
                    previous_id = table.Column<Guid>(type: "uuid", nullable: true),
                    number = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    question = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    change = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    subject_name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    subject_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    rule_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    rule_numerator = table.Column<int>(type: "integer", nullable: false),
                    rule_denominator = table.Column<int>(type: "integer", nullable: false),
                    rule_of = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    rule_tie = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    rule_silence = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    rule_late_counts = table.Column<bool>(type: "boolean", nullable: false),
                    rule_advisory = table.Column<bool>(type: "boolean", nullable: false),
                    rule_confidence = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    rule_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    rule_name_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    rule_basis = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    rule_basis_en = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    result_members = table.Column<int>(type: "integer", nullable: true),
                    result_agree = table.Column<int>(type: "integer", nullable: true),
                    result_agree_with_comments = table.Column<int>(type: "integer", nullable: true),
                    result_disagree = table.Column<int>(type: "integer", nullable: true),
                    result_late = table.Column<int>(type: "integer", nullable: true),
                    result_for = table.Column<int>(type: "integer", nullable: true),
                    result_of = table.Column<int>(type: "integer", nullable: true),
                    result_is_tie = table.Column<bool>(type: "boolean", nullable: true),
                    result_outcome = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    withdraw_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    reminded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    is_demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_opinion", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_opinion_platform_unit_host_unit_id",
                        column: x => x.host_unit_id,
                        principalTable: "platform_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_opinion_platform_unit_unit_id",
                        column: x => x.unit_id,
                        principalTable: "platform_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_opinion_steering_committee_committee_id",
                        column: x => x.committee_id,
                        principalTable: "steering_committee",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_opinion_steering_opinion_previous_id",
                        column: x => x.previous_id,
                        principalTable: "steering_opinion",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "platform_indicator_point",
                columns: table => new
                {
                    indicator_id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_target = table.Column<bool>(type: "boolean", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    value = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_indicator_point", x => new { x.indicator_id, x.is_target, x.on });
                    table.ForeignKey(
                        name: "fk_platform_indicator_point_platform_indicator_indicator_id",
                        column: x => x.indicator_id,
                        principalTable: "platform_indicator",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "platform_indicator_value",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    indicator_id = table.Column<Guid>(type: "uuid", nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    value = table.Column<double>(type: "double precision", nullable: true),
                    numerator = table.Column<double>(type: "double precision", nullable: true),
                    denominator = table.Column<double>(type: "double precision", nullable: true),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    queried_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    source_key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    records = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    note = table.Column<string>(type: "text", nullable: true),
                    evidence = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    expected_on = table.Column<DateOnly>(type: "date", nullable: true),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    decision_note = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_indicator_value", x => x.id);
                    table.ForeignKey(
                        name: "fk_platform_indicator_value_platform_indicator_indicator_id",
                        column: x => x.indicator_id,
                        principalTable: "platform_indicator",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "steering_opinion_member",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seat_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    role = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    person_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_opinion_member", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_opinion_member_platform_unit_unit_id",
                        column: x => x.unit_id,
                        principalTable: "platform_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_opinion_member_steering_committee_seat_seat_id",
                        column: x => x.seat_id,
                        principalTable: "steering_committee_seat",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_opinion_member_steering_opinion_round_id",
                        column: x => x.round_id,
                        principalTable: "steering_opinion",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "steering_opinion_proxy",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    person_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    person_title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    reference = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    given_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    given_by = table.Column<Guid>(type: "uuid", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_opinion_proxy", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_opinion_proxy_steering_opinion_member_member_id",
                        column: x => x.member_id,
                        principalTable: "steering_opinion_member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "steering_opinion_ballot",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    choice = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    channel = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    cast_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    received_on = table.Column<DateOnly>(type: "date", nullable: false),
                    is_late = table.Column<bool>(type: "boolean", nullable: false),
                    cast_by = table.Column<Guid>(type: "uuid", nullable: false),
                    cast_by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    proxy_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_opinion_ballot", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_opinion_ballot_opinion_proxy_proxy_id",
                        column: x => x.proxy_id,
                        principalTable: "steering_opinion_proxy",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_steering_opinion_ballot_steering_opinion_member_member_id",
                        column: x => x.member_id,
                        principalTable: "steering_opinion_member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "steering_opinion_comment",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    ballot_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    clause = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    reception = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    explanation = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    change = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_opinion_comment", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_opinion_comment_steering_opinion_ballot_ballot_id",
                        column: x => x.ballot_id,
                        principalTable: "steering_opinion_ballot",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_platform_indicator_clause_id",
                table: "platform_indicator",
                column: "clause_id");

            migrationBuilder.CreateIndex(
                name: "ix_platform_indicator_code",
                table: "platform_indicator",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_platform_indicator_document_id",
                table: "platform_indicator",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "ix_platform_indicator_owner_unit_id",
                table: "platform_indicator",
                column: "owner_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_platform_indicator_value_indicator_id_as_of_sequence",
                table: "platform_indicator_value",
                columns: new[] { "indicator_id", "as_of", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_opinion_code",
                table: "steering_opinion",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_opinion_committee_id",
                table: "steering_opinion",
                column: "committee_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_opinion_host_unit_id",
                table: "steering_opinion",
                column: "host_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_opinion_matter_id_number",
                table: "steering_opinion",
                columns: new[] { "matter_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_opinion_opened_at_id",
                table: "steering_opinion",
                columns: new[] { "opened_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_opinion_previous_id",
                table: "steering_opinion",
                column: "previous_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_opinion_state_due_on",
                table: "steering_opinion",
                columns: new[] { "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_opinion_unit_id",
                table: "steering_opinion",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_opinion_ballot_member_id_number",
                table: "steering_opinion_ballot",
                columns: new[] { "member_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_opinion_ballot_proxy_id",
                table: "steering_opinion_ballot",
                column: "proxy_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_opinion_comment_ballot_id_place",
                table: "steering_opinion_comment",
                columns: new[] { "ballot_id", "place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_opinion_member_account_id",
                table: "steering_opinion_member",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_opinion_member_round_id_seat_id",
                table: "steering_opinion_member",
                columns: new[] { "round_id", "seat_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_opinion_member_seat_id",
                table: "steering_opinion_member",
                column: "seat_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_opinion_member_unit_id",
                table: "steering_opinion_member",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_opinion_proxy_account_id",
                table: "steering_opinion_proxy",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_opinion_proxy_member_id_number",
                table: "steering_opinion_proxy",
                columns: new[] { "member_id", "number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "platform_indicator_point");

            migrationBuilder.DropTable(
                name: "platform_indicator_value");

            migrationBuilder.DropTable(
                name: "steering_opinion_comment");

            migrationBuilder.DropTable(
                name: "platform_indicator");

            migrationBuilder.DropTable(
                name: "steering_opinion_ballot");

            migrationBuilder.DropTable(
                name: "steering_opinion_proxy");

            migrationBuilder.DropTable(
                name: "steering_opinion_member");

            migrationBuilder.DropTable(
                name: "steering_opinion");
        }
    }
}
