using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoTrinh.Host.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ApplicantOrganisations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "organisation_id",
                table: "services_dossier",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "services_organisation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tax_code = table.Column<string>(type: "character varying(14)", maxLength: 14, nullable: false),
                    name = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false),
                    address = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    phone = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    email = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    declared_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    is_demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_organisation", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "services_organisation_member",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    right = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    invited_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    accepted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_organisation_member", x => x.id);
                    table.ForeignKey(
                        name: "fk_services_organisation_member_platform_account_account_id",
                        column: x => x.account_id,
                        principalTable: "platform_account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_services_organisation_member_services_organisation_organisa",
                        column: x => x.organisation_id,
                        principalTable: "services_organisation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_services_dossier_organisation_id",
                table: "services_dossier",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_services_organisation_state_declared_at",
                table: "services_organisation",
                columns: new[] { "state", "declared_at" });

            migrationBuilder.CreateIndex(
                name: "ix_services_organisation_tax_code",
                table: "services_organisation",
                column: "tax_code",
                unique: true,
                filter: "state in ('Declared', 'Confirmed')");

            migrationBuilder.CreateIndex(
                name: "ix_services_organisation_member_account_id",
                table: "services_organisation_member",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_services_organisation_member_organisation_id_account_id",
                table: "services_organisation_member",
                columns: new[] { "organisation_id", "account_id" },
                unique: true,
                filter: "ended_at is null");

            migrationBuilder.AddForeignKey(
                name: "fk_services_dossier_services_organisation_organisation_id",
                table: "services_dossier",
                column: "organisation_id",
                principalTable: "services_organisation",
                principalColumn: "id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_services_dossier_services_organisation_organisation_id",
                table: "services_dossier");

            migrationBuilder.DropTable(
                name: "services_organisation_member");

            migrationBuilder.DropTable(
                name: "services_organisation");

            migrationBuilder.DropIndex(
                name: "ix_services_dossier_organisation_id",
                table: "services_dossier");

            migrationBuilder.DropColumn(
                name: "organisation_id",
                table: "services_dossier");
        }
    }
}
