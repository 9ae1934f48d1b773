using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoTrinh.Host.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class One_table_of_number_series : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The dossiers' numbers go on where they were.
            migrationBuilder.Sql("""INSERT INTO platform_number_series ("key", "last") SELECT "key", "last" FROM services_number_series""");
            migrationBuilder.DropTable(
                name: "services_number_series");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "services_number_series",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services_number_series", x => x.key);
                });
            // Series of tasks and documents have a stroke in their key, those of dossiers and results have none.
            migrationBuilder.Sql("""INSERT INTO services_number_series ("key", "last") SELECT "key", "last" FROM platform_number_series WHERE "key" NOT LIKE '%/%'""");
            migrationBuilder.Sql("""DELETE FROM platform_number_series WHERE "key" NOT LIKE '%/%'""");
        }
    }
}
