"""Units, as the administration site of Django shows them."""

from django.contrib import admin
from django.db import models


class Unit(models.Model):
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=50)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    since = models.DateField()

    class Meta:
        app_label = "register"

    def __str__(self):
        return self.name


class UnitAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "parent", "since"]
    list_per_page = 100
    # A choice of 2,900 parents in each form would be no fair page.
    raw_id_fields = ["parent"]


admin.site.register(Unit, UnitAdmin)
