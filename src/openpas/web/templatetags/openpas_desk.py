"""What templates of the desk use."""

from typing import Final

from django import template

from openpas.web.desk.frame.regions import region_at
from openpas.web.desk.menu import menu_of

register: Final = template.Library()

register.simple_tag(menu_of, name="menu")
register.simple_tag(region_at, name="region")
