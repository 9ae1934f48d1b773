using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoTrinh.Host.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Flags_and_their_answers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_steering_reminder_steering_task_task_id",
                table: "steering_reminder");

            migrationBuilder.DropForeignKey(
                name: "fk_steering_urging_letter_task_steering_task_task_id",
                table: "steering_urging_letter_task");

            migrationBuilder.AddColumn<string>(
                name: "text_hash",
                table: "steering_task_update",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reference_hash",
                table: "steering_task_submission",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "steering_flag_answer",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    flag_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    mark = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_flag_answer", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_update_at_task_id_progress",
                table: "steering_task_update",
                columns: new[] { "at", "task_id", "progress" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_update_text_hash_task_id_at",
                table: "steering_task_update",
                columns: new[] { "text_hash", "task_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_submission_on_task_id",
                table: "steering_task_submission",
                columns: new[] { "on", "task_id" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_submission_reference_hash_task_id_at",
                table: "steering_task_submission",
                columns: new[] { "reference_hash", "task_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_extension_decided_at",
                table: "steering_task_extension",
                column: "decided_at");

            migrationBuilder.CreateIndex(
                name: "ix_platform_file_room_sha256_subject_id",
                table: "platform_file",
                columns: new[] { "room", "sha256", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_flag_answer_flag_id_mark",
                table: "steering_flag_answer",
                columns: new[] { "flag_id", "mark" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_steering_reminder_steering_task_task_id",
                table: "steering_reminder",
                column: "task_id",
                principalTable: "steering_task",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_steering_urging_letter_task_steering_task_task_id",
                table: "steering_urging_letter_task",
                column: "task_id",
                principalTable: "steering_task",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_steering_reminder_steering_task_task_id",
                table: "steering_reminder");

            migrationBuilder.DropForeignKey(
                name: "fk_steering_urging_letter_task_steering_task_task_id",
                table: "steering_urging_letter_task");

            migrationBuilder.DropTable(
                name: "steering_flag_answer");

            migrationBuilder.DropIndex(
                name: "ix_steering_task_update_at_task_id_progress",
                table: "steering_task_update");

            migrationBuilder.DropIndex(
                name: "ix_steering_task_update_text_hash_task_id_at",
                table: "steering_task_update");

            migrationBuilder.DropIndex(
                name: "ix_steering_task_submission_on_task_id",
                table: "steering_task_submission");

            migrationBuilder.DropIndex(
                name: "ix_steering_task_submission_reference_hash_task_id_at",
                table: "steering_task_submission");

            migrationBuilder.DropIndex(
                name: "ix_steering_task_extension_decided_at",
                table: "steering_task_extension");

            migrationBuilder.DropIndex(
                name: "ix_platform_file_room_sha256_subject_id",
                table: "platform_file");

            migrationBuilder.DropColumn(
                name: "text_hash",
                table: "steering_task_update");

            migrationBuilder.DropColumn(
                name: "reference_hash",
                table: "steering_task_submission");

            migrationBuilder.AddForeignKey(
                name: "fk_steering_reminder_steering_task_task_id",
                table: "steering_reminder",
                column: "task_id",
                principalTable: "steering_task",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_steering_urging_letter_task_steering_task_task_id",
                table: "steering_urging_letter_task",
                column: "task_id",
                principalTable: "steering_task",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);
        }
    }
}
