using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoTrinh.Host.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class MendedForms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "mended",
                table: "services_dossier_form",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "services_former_form",
                columns: table => new
                {
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    values = table.Column<string>(type: "text", nullable: false),
                    replaced_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_former_form", x => new { x.dossier_id, x.number });
                    table.ForeignKey(
                        name: "fk_services_former_form_services_dossier_dossier_id",
                        column: x => x.dossier_id,
                        principalTable: "services_dossier",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "services_former_form");

            migrationBuilder.DropColumn(
                name: "mended",
                table: "services_dossier_form");
        }
    }
}
