using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoTrinh.Host.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CommitteesThatEnd : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameIndex(
                name: "ix_steering_task_is_undated_current_due_on_id_state_lead_unit_id",
                table: "steering_task",
                newName: "ix_steering_task_is_undated_current_due_on_id_state_lead_unit_id1");

            migrationBuilder.AddColumn<string>(
                name: "left_by",
                table: "steering_committee_holder",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "dissolved_by_id",
                table: "steering_committee",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "dissolved_note",
                table: "steering_committee",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "last_day",
                table: "steering_committee",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_is_undated_current_due_on_id_state_lead_unit_id",
                table: "steering_task",
                columns: new[] { "is_undated", "current_due_on", "id", "state", "lead_unit_id" },
                filter: "completed_on > current_due_on");

            migrationBuilder.CreateIndex(
                name: "ix_steering_committee_dissolved_by_id",
                table: "steering_committee",
                column: "dissolved_by_id");

            migrationBuilder.AddForeignKey(
                name: "fk_steering_committee_platform_document_dissolved_by_id",
                table: "steering_committee",
                column: "dissolved_by_id",
                principalTable: "platform_document",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_steering_committee_platform_document_dissolved_by_id",
                table: "steering_committee");

            migrationBuilder.DropIndex(
                name: "ix_steering_task_is_undated_current_due_on_id_state_lead_unit_id",
                table: "steering_task");

            migrationBuilder.DropIndex(
                name: "ix_steering_committee_dissolved_by_id",
                table: "steering_committee");

            migrationBuilder.DropColumn(
                name: "left_by",
                table: "steering_committee_holder");

            migrationBuilder.DropColumn(
                name: "dissolved_by_id",
                table: "steering_committee");

            migrationBuilder.DropColumn(
                name: "dissolved_note",
                table: "steering_committee");

            migrationBuilder.DropColumn(
                name: "last_day",
                table: "steering_committee");

            migrationBuilder.RenameIndex(
                name: "ix_steering_task_is_undated_current_due_on_id_state_lead_unit_id1",
                table: "steering_task",
                newName: "ix_steering_task_is_undated_current_due_on_id_state_lead_unit_id");
        }
    }
}
