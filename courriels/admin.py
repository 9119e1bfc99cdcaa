"""The jobs have a page of ours, in French, that shows what matters: procrastinate's own leaves the site."""

from django.contrib import admin
from procrastinate.contrib.django import admin as procrastinate_admin

admin.site.unregister(procrastinate_admin.models.ProcrastinateJob)
