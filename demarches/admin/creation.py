"""What begins with a title and an organisation, and comes with its dossier."""

from demarches.creation import renommer_le_dossier


class CreationMixin:
    """For the admin classes of `Demarche` and `Actualite`: created with the least, then filled in."""

    creation_form: type
    creer = None
    """creer(titre, organisation, par), the verb that opens the dossier too."""
    ou_creer = None
    """ou_creer(agent), the organisations for which the agent may call it."""

    def get_fieldsets(self, request, obj=None):
        return super().get_fieldsets(request, obj) if obj else [(None, {"fields": ["titre", "organisation"]})]

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj:
            return super().get_form(request, obj, change=change, **kwargs)
        kwargs["form"] = self.creation_form
        form = super().get_form(request, obj, change=change, **kwargs)
        form.base_fields["organisation"].queryset = self.ou_creer(request.user)
        return form

    def save_form(self, request, form, change):
        """A new object comes with its dossier, in the transaction of the view."""
        if change:
            return super().save_form(request, form, change)
        form.instance = self.creer(
            form.cleaned_data["titre"], form.cleaned_data["organisation"], request.user
        )
        form.save_m2m = lambda: None
        return form.instance

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        renommer_le_dossier(obj)
