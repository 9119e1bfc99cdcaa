app_name = "portail"

urlpatterns = []
