"""What templates of the desk use."""

from typing import Final

from django import template

from openpas.web.desk.menu import menu_of

register: Final = template.Library()

register.simple_tag(menu_of, name="menu")
