using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoTrinh.Host.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Clauses_to_tasks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "proposal",
                table: "steering_task_update",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "document_id",
                table: "steering_task_extension",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "document_number",
                table: "steering_task_extension",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "due_on_when_returned",
                table: "steering_task",
                type: "date",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_coordinator_unit_id",
                table: "steering_task_coordinator",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_clause_id",
                table: "steering_task",
                column: "clause_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_document_id",
                table: "steering_task",
                column: "document_id");

            migrationBuilder.AddForeignKey(
                name: "fk_steering_task_platform_document_clause_clause_id",
                table: "steering_task",
                column: "clause_id",
                principalTable: "platform_document_clause",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_steering_task_platform_document_document_id",
                table: "steering_task",
                column: "document_id",
                principalTable: "platform_document",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_steering_task_platform_unit_lead_unit_id",
                table: "steering_task",
                column: "lead_unit_id",
                principalTable: "platform_unit",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_steering_task_steering_task_parent_id",
                table: "steering_task",
                column: "parent_id",
                principalTable: "steering_task",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_steering_task_coordinator_platform_unit_unit_id",
                table: "steering_task_coordinator",
                column: "unit_id",
                principalTable: "platform_unit",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_steering_task_platform_document_clause_clause_id",
                table: "steering_task");

            migrationBuilder.DropForeignKey(
                name: "fk_steering_task_platform_document_document_id",
                table: "steering_task");

            migrationBuilder.DropForeignKey(
                name: "fk_steering_task_platform_unit_lead_unit_id",
                table: "steering_task");

            migrationBuilder.DropForeignKey(
                name: "fk_steering_task_steering_task_parent_id",
                table: "steering_task");

            migrationBuilder.DropForeignKey(
                name: "fk_steering_task_coordinator_platform_unit_unit_id",
                table: "steering_task_coordinator");

            migrationBuilder.DropIndex(
                name: "ix_steering_task_coordinator_unit_id",
                table: "steering_task_coordinator");

            migrationBuilder.DropIndex(
                name: "ix_steering_task_clause_id",
                table: "steering_task");

            migrationBuilder.DropIndex(
                name: "ix_steering_task_document_id",
                table: "steering_task");

            migrationBuilder.DropColumn(
                name: "proposal",
                table: "steering_task_update");

            migrationBuilder.DropColumn(
                name: "document_id",
                table: "steering_task_extension");

            migrationBuilder.DropColumn(
                name: "document_number",
                table: "steering_task_extension");

            migrationBuilder.DropColumn(
                name: "due_on_when_returned",
                table: "steering_task");
        }
    }
}
