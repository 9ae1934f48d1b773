using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoTrinh.Host.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Roads_and_services : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "platform_file",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    room = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    subject_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    part = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    media_type = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    length = table.Column<long>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    taken_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    taken_by = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_file", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "roads_feed_count",
                columns: table => new
                {
                    provider_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    count = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roads_feed_count", x => new { x.provider_id, x.day, x.outcome });
                });

            migrationBuilder.CreateTable(
                name: "roads_vehicle",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    plate = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    is_demonstration = table.Column<bool>(type: "INTEGER", nullable: false),
                    last_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    last_longitude = table.Column<double>(type: "REAL", nullable: true),
                    last_latitude = table.Column<double>(type: "REAL", nullable: true),
                    last_speed_kmh = table.Column<double>(type: "REAL", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roads_vehicle", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "roads_waypoint",
                columns: table => new
                {
                    vehicle_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    longitude = table.Column<double>(type: "REAL", nullable: false),
                    latitude = table.Column<double>(type: "REAL", nullable: false),
                    speed_kmh = table.Column<float>(type: "REAL", nullable: false),
                    heading = table.Column<float>(type: "REAL", nullable: true),
                    ignition = table.Column<bool>(type: "INTEGER", nullable: true),
                    door = table.Column<bool>(type: "INTEGER", nullable: true),
                    driver_licence = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    unknown = table.Column<byte[]>(type: "BLOB", nullable: true),
                    provider_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    taken_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roads_waypoint", x => new { x.vehicle_id, x.at });
                });

            migrationBuilder.CreateTable(
                name: "services_dossier",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    procedure_code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    applicant_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    status = table.Column<int>(type: "INTEGER", nullable: false),
                    saved_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    submitted_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    rule_id = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    result_number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    is_demonstration = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_dossier", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "services_dossier_form",
                columns: table => new
                {
                    dossier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    values = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_dossier_form", x => x.dossier_id);
                });

            migrationBuilder.CreateTable(
                name: "services_number_series",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    last = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_number_series", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "services_dossier_step",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    dossier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    status = table.Column<int>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_dossier_step", x => x.id);
                    table.ForeignKey(
                        name: "fk_services_dossier_step_services_dossier_dossier_id",
                        column: x => x.dossier_id,
                        principalTable: "services_dossier",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_platform_file_room_subject_id",
                table: "platform_file",
                columns: new[] { "room", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "ix_roads_vehicle_last_at",
                table: "roads_vehicle",
                column: "last_at");

            migrationBuilder.CreateIndex(
                name: "ix_roads_vehicle_plate",
                table: "roads_vehicle",
                column: "plate",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_services_dossier_applicant_id",
                table: "services_dossier",
                column: "applicant_id");

            migrationBuilder.CreateIndex(
                name: "ix_services_dossier_code",
                table: "services_dossier",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_services_dossier_result_number",
                table: "services_dossier",
                column: "result_number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_services_dossier_status_due_on",
                table: "services_dossier",
                columns: new[] { "status", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_services_dossier_step_dossier_id",
                table: "services_dossier_step",
                column: "dossier_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "platform_file");

            migrationBuilder.DropTable(
                name: "roads_feed_count");

            migrationBuilder.DropTable(
                name: "roads_vehicle");

            migrationBuilder.DropTable(
                name: "roads_waypoint");

            migrationBuilder.DropTable(
                name: "services_dossier_form");

            migrationBuilder.DropTable(
                name: "services_dossier_step");

            migrationBuilder.DropTable(
                name: "services_number_series");

            migrationBuilder.DropTable(
                name: "services_dossier");
        }
    }
}
