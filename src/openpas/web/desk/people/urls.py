"""The addresses of these pages."""

from django.urls import URLPattern, path

from openpas.web.desk.people import associations, contact, details, history, looks, own_card, person, picture, remarks
from openpas.web.desk.people.places import places

urlpatterns: list[URLPattern] = [
    path("people/<str:token>", person.person, name="person"),
    path("people/<str:token>/counter", person.to_counter, name="person_to_counter"),
    path("people/<str:token>/history", history.history, name="person_history"),
    path("people/<str:token>/details", details.edit_person, name="edit_person"),
    path("people/<str:token>/contact", contact.edit_contact, name="edit_contact"),
    path("people/<str:token>/associations", associations.associations, name="associations"),
    path("people/<str:token>/school", associations.school, name="person_school"),
    path("people/<str:token>/remarks", remarks.remarks, name="person_remarks"),
    path("people/<str:token>/picture", picture.picture, name="person_picture"),
    path("people/<str:token>/picture/<str:link>", picture.shown, name="person_picture_file"),
    path("people/<str:token>/looks", looks.looks, name="person_looks"),
    path("people/<str:token>/card", own_card.own_card, name="person_card"),
    path("places", places, name="places"),
]
