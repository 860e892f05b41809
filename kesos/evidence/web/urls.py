from django.urls import path

from kesos.evidence.web import house_views, map_views

app_name = "evidence"
urlpatterns = [
    path("rumah/", house_views.of_person, name="of_person"),
    path("keluarga/<int:family_id>/rumah/", house_views.one, name="house"),
    path("keluarga/<int:family_id>/rumah/panel/", house_views.panel, name="panel"),
    path("keluarga/<int:family_id>/rumah/foto/", house_views.take, name="take"),
    path("keluarga/<int:family_id>/rumah/titik/", house_views.place, name="place"),
    path("rumah/foto/<int:photo_id>/", house_views.picture, name="picture"),
    path("rumah/foto/<int:photo_id>/kecil/", house_views.small, name="small"),
    path("peta/", map_views.one, name="map"),
    path("peta/titik.json", map_views.points, name="points"),
    path("peta/gambar.svg", map_views.drawn, name="drawn"),
    path("peta/keluarga/<int:family_id>/", map_views.card, name="card"),
]
