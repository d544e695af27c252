import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("card_systems", "0002_vouchers_and_policy"),
        ("identity", "0002_persons"),
        ("organizers", "0002_schools_and_associations"),
    ]

    operations = [
        migrations.AddField(
            model_name="apiclient",
            name="former_secret_hmac",
            field=models.BinaryField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="apiclient",
            name="former_secret_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="apiclient",
            name="logout_addresses",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="apiclient",
            name="redirect_addresses",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="email_confirmed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="user",
            name="language",
            field=models.TextField(db_default="nl", default="nl"),
        ),
        migrations.AddField(
            model_name="user",
            name="pin",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.CreateModel(
            name="Authorization",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("scope", models.TextField()),
                (
                    "methods",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("insz_encrypted", models.BinaryField(default=b"")),
                ("signed_in_at", models.DateTimeField()),
                ("created_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="authorizations",
                        to="identity.apiclient",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="authorizations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AuthorizationCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code_hash", models.BinaryField(unique=True)),
                ("redirect_uri", models.TextField()),
                ("code_challenge", models.TextField()),
                ("nonce", models.TextField(blank=True, default="")),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authorization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="codes", to="identity.authorization"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DeskGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                (
                    "permissions",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("shows_names_in_reports", models.BooleanField(default=False)),
                ("is_default", models.BooleanField(default=False)),
                (
                    "card_system",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="desk_groups",
                        to="card_systems.cardsystem",
                    ),
                ),
                ("desks", models.ManyToManyField(related_name="desk_groups", to="organizers.organizer")),
            ],
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[("DECLARATION_OF_HONOUR", "Declaration Of Honour"), ("TERMS_OF_USE", "Terms Of Use")]
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("effective_on", models.DateField()),
                ("demands_signature", models.BooleanField(default=True)),
                ("texts", models.JSONField()),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "version"), name="document_version")],
            },
        ),
        migrations.CreateModel(
            name="Acceptance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("method", models.TextField(choices=[("ON_SCREEN", "On Screen"), ("ON_PAPER", "On Paper")])),
                ("accepted_at", models.DateTimeField()),
                (
                    "organizer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organizers.organizer",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acceptances",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="acceptances", to="identity.document"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ExternalAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("issuer", models.TextField()),
                ("subject", models.TextField()),
                ("linked_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="external_accounts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Factor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField(choices=[("APP", "App"), ("EMAIL", "Email"), ("SMS", "Sms")])),
                ("secret_encrypted", models.BinaryField(default=b"")),
                ("last_step", models.BigIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("last_used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="factors", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FailedSignIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("origin", models.BinaryField()),
                ("failed_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["origin", "failed_at"], name="failed_sign_in"),
                    models.Index(fields=["failed_at"], name="failed_sign_in_age"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.BinaryField(unique=True)),
                ("invited_by", models.TextField()),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "card_system",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="card_systems.cardsystem",
                    ),
                ),
                (
                    "organizer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="organizers.organizer",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="KnownBrowser",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.BinaryField()),
                ("first_seen_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="known_browsers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Manager",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField()),
                (
                    "card_system",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="managers",
                        to="card_systems.cardsystem",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="manages", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Passkey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("credential_id", models.BinaryField(unique=True)),
                ("public_key", models.BinaryField()),
                ("sign_count", models.BigIntegerField(default=0)),
                ("name", models.TextField()),
                ("created_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passkeys",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProcessingRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.TextField(
                        choices=[
                            ("CONTROLLER", "Controller"),
                            ("PROCESSOR", "Processor"),
                            ("SUB_PROCESSOR", "Sub Processor"),
                            ("SUB_SUB_PROCESSOR", "Sub Sub Processor"),
                        ]
                    ),
                ),
                ("agreement", models.TextField(help_text="what was agreed and where it is kept")),
                ("agreed_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "card_system",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="processing_roles",
                        to="card_systems.cardsystem",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="processing_roles",
                        to="identity.apiclient",
                    ),
                ),
                (
                    "organizer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="processing_roles",
                        to="organizers.organizer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code_hash", models.BinaryField()),
                ("created_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recovery_codes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RefreshToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.BinaryField(unique=True)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authorization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="refresh_tokens",
                        to="identity.authorization",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SentCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purpose", models.TextField()),
                ("destination", models.BinaryField(help_text="keyed hash of the address or number that it went to")),
                ("code_hash", models.BinaryField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sent_codes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SignedInSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("session_key", models.TextField(unique=True)),
                ("name", models.TextField(help_text="what somebody recognises it by: Firefox op Windows")),
                ("is_installed", models.BooleanField(default=False)),
                ("signed_in_at", models.DateTimeField()),
                (
                    "proven_at",
                    models.DateTimeField(help_text="when the person last proved who it is: for what is sensitive"),
                ),
                ("last_seen_at", models.DateTimeField()),
                ("locked_at", models.DateTimeField(blank=True, null=True)),
                ("wrong_pins", models.PositiveSmallIntegerField(default=0)),
                ("ends_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TrustedBrowser",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.BinaryField(unique=True)),
                ("name", models.TextField(help_text="what somebody recognises it by: Firefox op Windows")),
                ("created_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trusted_browsers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="authorization",
            index=models.Index(fields=["created_at"], name="authorization_age"),
        ),
        migrations.AddConstraint(
            model_name="deskgroup",
            constraint=models.UniqueConstraint(fields=("card_system", "name"), name="desk_group_name"),
        ),
        migrations.AddConstraint(
            model_name="acceptance",
            constraint=models.UniqueConstraint(fields=("user", "document"), name="accepted_once"),
        ),
        migrations.AddConstraint(
            model_name="externalaccount",
            constraint=models.UniqueConstraint(fields=("issuer", "subject"), name="external_account_once"),
        ),
        migrations.AddConstraint(
            model_name="factor",
            constraint=models.UniqueConstraint(fields=("user", "kind"), name="factor_once"),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(fields=["expires_at"], name="invitation_expiry"),
        ),
        migrations.AddConstraint(
            model_name="knownbrowser",
            constraint=models.UniqueConstraint(fields=("user", "token_hash"), name="known_browser_once"),
        ),
        migrations.AddConstraint(
            model_name="manager",
            constraint=models.UniqueConstraint(
                fields=("user", "card_system"), name="manager_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="processingrole",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("card_system__isnull", False), ("client__isnull", True), ("organizer__isnull", True)),
                    models.Q(("card_system__isnull", True), ("client__isnull", True), ("organizer__isnull", False)),
                    models.Q(("card_system__isnull", True), ("client__isnull", False), ("organizer__isnull", True)),
                    _connector="OR",
                ),
                name="processing_role_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="recoverycode",
            constraint=models.UniqueConstraint(fields=("user", "code_hash"), name="recovery_code_once"),
        ),
        migrations.AddIndex(
            model_name="refreshtoken",
            index=models.Index(fields=["expires_at"], name="refresh_token_expiry"),
        ),
        migrations.AddIndex(
            model_name="sentcode",
            index=models.Index(fields=["user", "purpose", "-created_at"], name="sent_code_newest"),
        ),
        migrations.AddIndex(
            model_name="sentcode",
            index=models.Index(fields=["expires_at"], name="sent_code_expiry"),
        ),
        migrations.AddIndex(
            model_name="signedinsession",
            index=models.Index(fields=["ends_at"], name="session_end"),
        ),
    ]
