using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace LoTrinh.Host.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "platform_account",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    display_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    last_sign_in_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    password_set_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    is_disabled = table.Column<bool>(type: "boolean", nullable: false),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    phone_number = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_account", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_api_token",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    scope = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_api_token", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_ledger_entry",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    actor_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    action = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    subject_type = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    changes = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_ledger_entry", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "platform_ledger_head",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_ledger_head", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_ledger_seal",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_ledger_seal", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "platform_outbox_message",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    type = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    occurred_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    handled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    not_before_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_outbox_message", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_position",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    title_en = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_position", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_role_assignment",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_role_assignment", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_session",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key_hash = table.Column<string>(type: "text", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ticket = table.Column<byte[]>(type: "bytea", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    browser = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    address = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_session", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_unit",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    path = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    name_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    abbreviation = table.Column<string>(type: "text", nullable: true),
                    old_code = table.Column<string>(type: "text", nullable: true),
                    code = table.Column<string>(type: "text", nullable: true),
                    order = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    source = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_unit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_unit_succession",
                columns: table => new
                {
                    from_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    basis = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_unit_succession", x => new { x.from_unit_id, x.to_unit_id });
                });

            migrationBuilder.CreateTable(
                name: "steering_task",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    content = table.Column<string>(type: "text", nullable: true),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: true),
                    document_number = table.Column<string>(type: "text", nullable: true),
                    clause_id = table.Column<Guid>(type: "uuid", nullable: true),
                    clause = table.Column<string>(type: "text", nullable: true),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    lead_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    accountable_position = table.Column<string>(type: "text", nullable: true),
                    authority = table.Column<string>(type: "text", nullable: true),
                    product = table.Column<string>(type: "text", nullable: true),
                    acceptance_criteria = table.Column<string>(type: "text", nullable: true),
                    due_basis = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    due_working_days = table.Column<int>(type: "integer", nullable: true),
                    original_due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    current_due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    is_starred = table.Column<bool>(type: "boolean", nullable: false),
                    is_demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    progress = table.Column<int>(type: "integer", nullable: false),
                    last_update_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    completed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    verified_by_account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_task", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_account_claim",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_account_claim", x => x.id);
                    table.ForeignKey(
                        name: "fk_platform_account_claim_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "platform_account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "platform_account_login",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    provider_key = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_account_login", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_platform_account_login_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "platform_account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "platform_account_passkey",
                columns: table => new
                {
                    credential_id = table.Column<byte[]>(type: "bytea", maxLength: 1024, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    data = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_account_passkey", x => x.credential_id);
                    table.ForeignKey(
                        name: "fk_platform_account_passkey_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "platform_account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "platform_account_token",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    name = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_account_token", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_platform_account_token_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "platform_account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "platform_position_holder",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    position_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_name = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: true),
                    to = table.Column<DateOnly>(type: "date", nullable: true),
                    source = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_position_holder", x => x.id);
                    table.ForeignKey(
                        name: "fk_platform_position_holder_platform_position_position_id",
                        column: x => x.position_id,
                        principalTable: "platform_position",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "steering_task_coordinator",
                columns: table => new
                {
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_task_coordinator", x => new { x.task_id, x.unit_id });
                    table.ForeignKey(
                        name: "fk_steering_task_coordinator_steering_task_task_id",
                        column: x => x.task_id,
                        principalTable: "steering_task",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "steering_task_extension",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    from_due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    proposed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    granted = table.Column<bool>(type: "boolean", nullable: true),
                    decision = table.Column<string>(type: "text", nullable: true),
                    decided_by = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_task_extension", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_task_extension_steering_task_task_id",
                        column: x => x.task_id,
                        principalTable: "steering_task",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "steering_task_submission",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    reference = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    accepted = table.Column<bool>(type: "boolean", nullable: true),
                    decision_reason = table.Column<string>(type: "text", nullable: true),
                    decided_by = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_task_submission", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_task_submission_steering_task_task_id",
                        column: x => x.task_id,
                        principalTable: "steering_task",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "steering_task_update",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    progress = table.Column<int>(type: "integer", nullable: false),
                    narrative = table.Column<string>(type: "text", nullable: false),
                    obstacles = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steering_task_update", x => x.id);
                    table.ForeignKey(
                        name: "fk_steering_task_update_steering_task_task_id",
                        column: x => x.task_id,
                        principalTable: "steering_task",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "platform_ledger_head",
                columns: new[] { "id", "hash", "seq" },
                values: new object[] { 1, "", 0L });

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "platform_account",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "platform_account",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_platform_account_claim_user_id",
                table: "platform_account_claim",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_platform_account_login_user_id",
                table: "platform_account_login",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_platform_account_passkey_user_id",
                table: "platform_account_passkey",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_platform_api_token_account_id",
                table: "platform_api_token",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_platform_api_token_hash",
                table: "platform_api_token",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_platform_ledger_entry_at",
                table: "platform_ledger_entry",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_platform_ledger_entry_subject_id_seq",
                table: "platform_ledger_entry",
                columns: new[] { "subject_id", "seq" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_outbox_message_handled_at_not_before_at",
                table: "platform_outbox_message",
                columns: new[] { "handled_at", "not_before_at" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_position_unit_id",
                table: "platform_position",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_platform_position_holder_position_id",
                table: "platform_position_holder",
                column: "position_id");

            migrationBuilder.CreateIndex(
                name: "ix_platform_role_assignment_account_id_role_unit_id",
                table: "platform_role_assignment",
                columns: new[] { "account_id", "role", "unit_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_platform_session_account_id",
                table: "platform_session",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_platform_session_key_hash",
                table: "platform_session",
                column: "key_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_platform_unit_key",
                table: "platform_unit",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_platform_unit_path",
                table: "platform_unit",
                column: "path");

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_code",
                table: "steering_task",
                column: "code",
                unique: true);

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

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_parent_id",
                table: "steering_task",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_state",
                table: "steering_task",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_extension_task_id",
                table: "steering_task_extension",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_submission_task_id",
                table: "steering_task_submission",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_steering_task_update_task_id",
                table: "steering_task_update",
                column: "task_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "platform_account_claim");

            migrationBuilder.DropTable(
                name: "platform_account_login");

            migrationBuilder.DropTable(
                name: "platform_account_passkey");

            migrationBuilder.DropTable(
                name: "platform_account_token");

            migrationBuilder.DropTable(
                name: "platform_api_token");

            migrationBuilder.DropTable(
                name: "platform_ledger_entry");

            migrationBuilder.DropTable(
                name: "platform_ledger_head");

            migrationBuilder.DropTable(
                name: "platform_ledger_seal");

            migrationBuilder.DropTable(
                name: "platform_outbox_message");

            migrationBuilder.DropTable(
                name: "platform_position_holder");

            migrationBuilder.DropTable(
                name: "platform_role_assignment");

            migrationBuilder.DropTable(
                name: "platform_session");

            migrationBuilder.DropTable(
                name: "platform_unit");

            migrationBuilder.DropTable(
                name: "platform_unit_succession");

            migrationBuilder.DropTable(
                name: "steering_task_coordinator");

            migrationBuilder.DropTable(
                name: "steering_task_extension");

            migrationBuilder.DropTable(
                name: "steering_task_submission");

            migrationBuilder.DropTable(
                name: "steering_task_update");

            migrationBuilder.DropTable(
                name: "platform_account");

            migrationBuilder.DropTable(
                name: "platform_position");

            migrationBuilder.DropTable(
                name: "steering_task");
        }
    }
}
