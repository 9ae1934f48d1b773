using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoTrinh.Host.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Documents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "platform_document",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    symbol = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    issuer_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    issuer_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    signer_name = table.Column<string>(type: "text", nullable: true),
                    signer_position = table.Column<string>(type: "text", nullable: true),
                    signed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: true),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: true),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: true),
                    received_on = table.Column<DateOnly>(type: "date", nullable: true),
                    @abstract = table.Column<string>(name: "abstract", type: "text", nullable: false),
                    secrecy = table.Column<int>(type: "integer", nullable: false),
                    urgency = table.Column<int>(type: "integer", nullable: false),
                    legal_bases = table.Column<string>(type: "text", nullable: true),
                    recipients = table.Column<string>(type: "text", nullable: true),
                    direction = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    source = table.Column<string>(type: "text", nullable: true),
                    confidence = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    is_demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    kept_by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    registered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    unique_key = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    number_key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_document", x => x.id);
                    table.ForeignKey(
                        name: "fk_platform_document_unit_issuer_unit_id",
                        column: x => x.issuer_unit_id,
                        principalTable: "platform_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_platform_document_unit_kept_by_unit_id",
                        column: x => x.kept_by_unit_id,
                        principalTable: "platform_unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "platform_number_series",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_number_series", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "platform_document_clause",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    label = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    order = table.Column<int>(type: "integer", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    target = table.Column<string>(type: "text", nullable: true),
                    source = table.Column<string>(type: "text", nullable: true),
                    confidence = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    is_unverified = table.Column<bool>(type: "boolean", nullable: false),
                    verified_by = table.Column<string>(type: "text", nullable: true),
                    verified_on = table.Column<DateOnly>(type: "date", nullable: true),
                    no_task_reason = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_document_clause", x => x.id);
                    table.ForeignKey(
                        name: "fk_platform_document_clause_platform_document_clause_parent_id",
                        column: x => x.parent_id,
                        principalTable: "platform_document_clause",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_platform_document_clause_platform_document_document_id",
                        column: x => x.document_id,
                        principalTable: "platform_document",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "platform_document_relation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    provisions = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_document_relation", x => x.id);
                    table.ForeignKey(
                        name: "fk_platform_document_relation_platform_document_from_id",
                        column: x => x.from_id,
                        principalTable: "platform_document",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_platform_document_relation_platform_document_to_id",
                        column: x => x.to_id,
                        principalTable: "platform_document",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_platform_document_issuer_unit_id",
                table: "platform_document",
                column: "issuer_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_platform_document_kept_by_unit_id",
                table: "platform_document",
                column: "kept_by_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_platform_document_number_key",
                table: "platform_document",
                column: "number_key");

            migrationBuilder.CreateIndex(
                name: "ix_platform_document_signed_on_id",
                table: "platform_document",
                columns: new[] { "signed_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_document_unique_key",
                table: "platform_document",
                column: "unique_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_platform_document_clause_document_id_order",
                table: "platform_document_clause",
                columns: new[] { "document_id", "order" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_document_clause_parent_id",
                table: "platform_document_clause",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_platform_document_relation_from_id_to_id_kind",
                table: "platform_document_relation",
                columns: new[] { "from_id", "to_id", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_platform_document_relation_to_id",
                table: "platform_document_relation",
                column: "to_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "platform_document_clause");

            migrationBuilder.DropTable(
                name: "platform_document_relation");

            migrationBuilder.DropTable(
                name: "platform_number_series");

            migrationBuilder.DropTable(
                name: "platform_document");
        }
    }
}
