using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoTrinh.Host.Data.Migrations.Sqlite
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "services_procedure_record",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    recorded_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    is_shipped = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_procedure_record", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "services_shipped",
                columns: table => new
                {
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
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
                type: "TEXT",
                maxLength: 40,
                nullable: true);
        }
    }
}
