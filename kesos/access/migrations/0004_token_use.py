"""How often a token is used in a minute; unlogged, for nobody misses it after a crash."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0003_given_answers")]
    operations = [
        migrations.CreateModel(
            name="TokenUse",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "token_id", "minute", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("token_id", models.BigIntegerField()),
                ("minute", models.DateTimeField()),
                ("n", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("n__gt", 0)), name="token_use_counted")],
            },
        ),
        migrations.RunSQL(
            "alter table access_tokenuse set unlogged", "alter table access_tokenuse set logged"
        ),
    ]
