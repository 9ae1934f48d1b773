using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoTrinh.Host.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class VerifiedPersons : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_person_verified",
                table: "services_dossier",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "platform_account_identity",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    provider = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    is_business = table.Column<bool>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    level = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    verified_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    said_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    keeps_number = table.Column<bool>(type: "INTEGER", nullable: false),
                    sealed_number = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_account_identity", x => x.account_id);
                    table.ForeignKey(
                        name: "fk_platform_account_identity_asp_net_users_account_id",
                        column: x => x.account_id,
                        principalTable: "platform_account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "platform_account_identity");

            migrationBuilder.DropColumn(
                name: "is_person_verified",
                table: "services_dossier");
        }
    }
}
