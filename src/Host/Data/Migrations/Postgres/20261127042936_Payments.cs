using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoTrinh.Host.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Payments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "services_payment",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    dossier_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    due = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    fee_amount = table.Column<long>(type: "bigint", nullable: false),
                    charge_amount = table.Column<long>(type: "bigint", nullable: false),
                    counted_on = table.Column<DateOnly>(type: "date", nullable: false),
                    paid_by = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    receipt_number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    paid_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    taken_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    transaction_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    refunded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    refund_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_payment", x => x.id);
                    table.ForeignKey(
                        name: "fk_services_payment_services_dossier_dossier_id",
                        column: x => x.dossier_id,
                        principalTable: "services_dossier",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "services_dossier_fee",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name_vi = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    name_en = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: true),
                    is_open = table.Column<bool>(type: "boolean", nullable: false),
                    basis = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_dossier_fee", x => x.id);
                    table.ForeignKey(
                        name: "fk_services_dossier_fee_services_payment_payment_id",
                        column: x => x.payment_id,
                        principalTable: "services_payment",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "services_payment_request",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reference = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    address = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    transaction_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    fault = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    has_bill = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_payment_request", x => x.id);
                    table.ForeignKey(
                        name: "fk_services_payment_request_services_payment_payment_id",
                        column: x => x.payment_id,
                        principalTable: "services_payment",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_services_dossier_fee_payment_id",
                table: "services_dossier_fee",
                column: "payment_id");

            migrationBuilder.CreateIndex(
                name: "ix_services_payment_counted_on_state",
                table: "services_payment",
                columns: new[] { "counted_on", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_services_payment_dossier_id_due",
                table: "services_payment",
                columns: new[] { "dossier_id", "due" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_services_payment_receipt_number",
                table: "services_payment",
                column: "receipt_number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_services_payment_request_next_at",
                table: "services_payment_request",
                column: "next_at");

            migrationBuilder.CreateIndex(
                name: "ix_services_payment_request_payment_id",
                table: "services_payment_request",
                column: "payment_id");

            migrationBuilder.CreateIndex(
                name: "ix_services_payment_request_reference",
                table: "services_payment_request",
                column: "reference",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "services_dossier_fee");

            migrationBuilder.DropTable(
                name: "services_payment_request");

            migrationBuilder.DropTable(
                name: "services_payment");
        }
    }
}
