using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoTrinh.Host.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RatedOutcomes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_satisfied",
                table: "services_outcome",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateOnly>(
                name: "rated_on",
                table: "services_outcome",
                type: "TEXT",
                nullable: true);

            // A copy of the records, which the job that keeps it writes anew, with what it lacks now.
            migrationBuilder.Sql("DELETE FROM services_outcome;");

            migrationBuilder.CreateIndex(
                name: "ix_services_outcome_rated_on_unit_id_is_satisfied",
                table: "services_outcome",
                columns: new[] { "rated_on", "unit_id", "is_satisfied" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_services_outcome_rated_on_unit_id_is_satisfied",
                table: "services_outcome");

            migrationBuilder.DropColumn(
                name: "is_satisfied",
                table: "services_outcome");

            migrationBuilder.DropColumn(
                name: "rated_on",
                table: "services_outcome");
        }
    }
}
