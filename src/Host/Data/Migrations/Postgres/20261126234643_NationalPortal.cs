using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoTrinh.Host.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class NationalPortal : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "services_portal_sync",
                columns: table => new
                {
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    wanted_step = table.Column<int>(type: "integer", nullable: false),
                    sent_step = table.Column<int>(type: "integer", nullable: false),
                    told_step = table.Column<int>(type: "integer", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    fault = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    taken_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_portal_sync", x => x.dossier_id);
                    table.ForeignKey(
                        name: "fk_services_portal_sync_services_dossier_dossier_id",
                        column: x => x.dossier_id,
                        principalTable: "services_dossier",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_services_portal_sync_next_at",
                table: "services_portal_sync",
                column: "next_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "services_portal_sync");
        }
    }
}
