"""What the templates of searching and groups use."""

from typing import Final

from django import template

from openpas.web.desk.search.numbers import words_of_problem

register: Final = template.Library()

register.filter("in_words", words_of_problem)
