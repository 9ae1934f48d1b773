using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoTrinh.Host.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TaskListIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_steering_task_completed_on_current_due_on",
                table: "steering_task");

            migrationBuilder.DropIndex(
                name: "ix_steering_task_current_due_on_id",
                table: "steering_task");

            migrationBuilder.DropIndex(
                name: "ix_steering_task_lead_unit_id_current_due_on",
                table: "steering_task");

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_completed_on_current_due_on_id_state",
                table: "steering_task",
                columns: new[] { "completed_on", "current_due_on", "id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_current_due_on_id_state",
                table: "steering_task",
                columns: new[] { "current_due_on", "id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_lead_unit_id_current_due_on_id_state_completed_on",
                table: "steering_task",
                columns: new[] { "lead_unit_id", "current_due_on", "id", "state", "completed_on" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_steering_task_completed_on_current_due_on_id_state",
                table: "steering_task");

            migrationBuilder.DropIndex(
                name: "ix_steering_task_current_due_on_id_state",
                table: "steering_task");

            migrationBuilder.DropIndex(
                name: "ix_steering_task_lead_unit_id_current_due_on_id_state_completed_on",
                table: "steering_task");

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_completed_on_current_due_on",
                table: "steering_task",
                columns: new[] { "completed_on", "current_due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_current_due_on_id",
                table: "steering_task",
                columns: new[] { "current_due_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_lead_unit_id_current_due_on",
                table: "steering_task",
                columns: new[] { "lead_unit_id", "current_due_on" });
        }
    }
}
