using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoTrinh.Host.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PortalComparisons : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "compare_fault",
                table: "services_portal_sync",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "compared_at",
                table: "services_portal_sync",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "differences",
                table: "services_portal_sync",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_services_portal_sync_compared_at",
                table: "services_portal_sync",
                column: "compared_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_services_portal_sync_compared_at",
                table: "services_portal_sync");

            migrationBuilder.DropColumn(
                name: "compare_fault",
                table: "services_portal_sync");

            migrationBuilder.DropColumn(
                name: "compared_at",
                table: "services_portal_sync");

            migrationBuilder.DropColumn(
                name: "differences",
                table: "services_portal_sync");
        }
    }
}
