"""Settings, addresses and data of the peer in one file; run, it fills the database and prints the keys of the sessions."""

import datetime
import sys
from pathlib import Path

import django
from django.conf import settings

settings.configure(
    DEBUG=False,
    SECRET_KEY="only measured",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF="city",
    LANGUAGE_CODE="vi",
    INSTALLED_APPS=[
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "register",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": Path(__file__).with_name("city.db"),
            "CONN_MAX_AGE": None,
            "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL;"},
        }
    },
    STATIC_URL="/static/",
)
django.setup()

from django.contrib import admin  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.urls import path  # noqa: E402

urlpatterns = [path("admin/", admin.site.urls)]


def fill(units, accounts, active):
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command
    from django.db import connection, transaction
    from register.models import Unit

    call_command("migrate", verbosity=0, run_syncdb=True)
    with connection.schema_editor() as editor:
        if Unit._meta.db_table not in connection.introspection.table_names():
            editor.create_model(Unit)
    since = datetime.date(2025, 7, 1)
    with transaction.atomic():
        root = Unit.objects.create(name="Thành ủy Hải Minh", kind="city_committee", since=since)
        Unit.objects.bulk_create(
            Unit(name=f"Đảng ủy số {n}", kind="ward_committee", parent=root, since=since) for n in range(units)
        )
        User.objects.bulk_create(
            User(username=f"nguoi{n}", first_name=f"Người dùng số {n}", is_staff=True, is_superuser=True, password="!")
            for n in range(accounts)
        )
        for user in User.objects.order_by("id")[:active]:
            session = SessionStore()
            session[SESSION_KEY] = str(user.pk)
            session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
            session[HASH_SESSION_KEY] = user.get_session_auth_hash()
            session.create()
            print(session.session_key)


if __name__ == "__main__":
    fill(*map(int, sys.argv[1:]))
else:
    application = get_wsgi_application()
