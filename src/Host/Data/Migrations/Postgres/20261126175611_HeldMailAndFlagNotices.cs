using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoTrinh.Host.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class HeldMailAndFlagNotices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "steering_explanation",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "last_provider_id",
                table: "roads_vehicle",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "held_until",
                table: "platform_outgoing_mail",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "roads_feed_quality",
                columns: table => new
                {
                    provider_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    vehicles = table.Column<int>(type: "integer", nullable: false),
                    silences = table.Column<int>(type: "integer", nullable: false),
                    silences_while_moving = table.Column<int>(type: "integer", nullable: false),
                    steps = table.Column<int>(type: "integer", nullable: false),
                    contradictions = table.Column<int>(type: "integer", nullable: false),
                    average_speeds = table.Column<int>(type: "integer", nullable: false),
                    sensors_judged = table.Column<int>(type: "integer", nullable: false),
                    sensors_constant = table.Column<int>(type: "integer", nullable: false),
                    assessed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roads_feed_quality", x => new { x.provider_id, x.day });
                });

            migrationBuilder.CreateTable(
                name: "steering_flag_notice",
                columns: table => new
                {
                    flag_id = table.Column<Guid>(type: "uuid", nullable: false),
                    @event = table.Column<string>(name: "event", type: "character varying(64)", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    people = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_flag_notice", x => new { x.flag_id, x.@event });
                });

            migrationBuilder.CreateIndex(
                name: "ix_roads_vehicle_last_provider_id_plate",
                table: "roads_vehicle",
                columns: new[] { "last_provider_id", "plate" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "roads_feed_quality");

            migrationBuilder.DropTable(
                name: "steering_flag_notice");

            migrationBuilder.DropIndex(
                name: "ix_roads_vehicle_last_provider_id_plate",
                table: "roads_vehicle");

            migrationBuilder.DropColumn(
                name: "search_text",
                table: "steering_explanation");

            migrationBuilder.DropColumn(
                name: "last_provider_id",
                table: "roads_vehicle");

            migrationBuilder.DropColumn(
                name: "held_until",
                table: "platform_outgoing_mail");
        }
    }
}
