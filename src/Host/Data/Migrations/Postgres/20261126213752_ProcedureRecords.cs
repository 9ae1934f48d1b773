using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoTrinh.Host.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ProcedureRecords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "rule_id",
                table: "services_dossier");

            migrationBuilder.AddColumn<Guid>(
                name: "procedure_record_id",
                table: "services_dossier",
                type: "uuid",
                nullable: true);

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

            migrationBuilder.InsertData(
                table: "platform_revision",
                columns: new[] { "key", "number" },
                values: new object[] { "procedures", 0L });

            migrationBuilder.CreateIndex(
                name: "ix_services_procedure_record_code_from_sha256_recorded_at",
                table: "services_procedure_record",
                columns: new[] { "code", "from", "sha256", "recorded_at" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "services_procedure_record");

            migrationBuilder.DropTable(
                name: "services_shipped");

            migrationBuilder.DeleteData(
                table: "platform_revision",
                keyColumn: "key",
                keyValue: "procedures");

            migrationBuilder.DropColumn(
                name: "procedure_record_id",
                table: "services_dossier");

            migrationBuilder.AddColumn<string>(
                name: "rule_id",
                table: "services_dossier",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);
        }
    }
}
