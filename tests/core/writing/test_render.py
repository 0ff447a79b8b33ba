"""Whatever somebody writes into a template, it ends at once: in a text, or in words on what to do."""

import pytest

from core.errors import PersonError
from core.writing.render import MissingValue, check, parameters, render

LEAD = {"lead.first_name": "Anna", "lead.company": "", "lead.Budget 2026": "5,000"}
HOSTILE = [
    "{{ ''.__class__.__mro__ }}",
    "{{ lead.__class__ }}",
    "{{ lead['__init__'] }}",
    "{{ lead.items }}",
    "{{ range(10 ** 9) | list }}",
    "{% for a in range(999999999) %}x{% endfor %}",
    "{% for a in lead %}{% endfor %}",
    "{{ 'x' * 10 ** 10 }}",
    "{{ 10 ** 10 ** 10 }}",
    "{{ 'x' | center(1000000000) }}",
    "{{ '%1000000000d' | format(1) }}",
    "{{ lead.first_name.upper() }}",
    "{% set a = 1 %}",
    "{% macro a() %}{{ a() }}{% endmacro %}",
    "{% include '/etc/passwd' %}",
    "{% extends 'x' %}",
    "{{ self }}",
    "{{ cycler }}",
    "{{ config }}",
    "{{ 1 / 0 }}",
    "{{ " + "9" * 5000 + " }}",
    "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "{% if lead %}" * 500 + "{% endif %}" * 500,
    "{{ lead.first_name",
    "{% if lead.first_name %}",
    "{{ }}",
    "{{ lead.first_name | nosuch }}",
    "{{ lead.first_name is divisibleby 0 }}",
    "{{ lead.first_name | default('a', 'b') }}",
    "{{ lead.first_name | upper(1) }}",
    "x" * 20_001,
]


@pytest.mark.parametrize("template", HOSTILE, ids=range(len(HOSTILE)))
def test_a_template_that_does_more_than_fill_in_is_refused_in_words(template):
    assert check(template, LEAD.keys())
    with pytest.raises(PersonError):
        render(template, LEAD)


def test_an_enormous_text_is_refused():
    with pytest.raises(PersonError, match="more than 20,000 characters"):
        render("{{ lead.first_name }}" * 900, {"lead.first_name": "x" * 1000})


def test_a_template_says_what_the_lead_and_its_columns_say():
    template = 'Hi {{ lead.first_name | upper }}, {{ lead["Budget 2026"] }} it is.'
    assert render(template, LEAD) == "Hi ANNA, 5,000 it is."
    assert parameters(template) == {"lead.first_name", "lead.Budget 2026"}


def test_an_empty_value_gets_the_default_of_the_place_or_of_the_parameter():
    assert render("{{ lead.company | default('your team') }}", LEAD) == "your team"
    assert render("{{ lead.company }}", LEAD, {"lead.company": "your company"}) == "your company"
    assert render("{{ lead.industry }}", LEAD, {"lead.industry": "your trade"}) == "your trade"
    assert render("{% if lead.company %} at {{ lead.company }}{% endif %}.", LEAD) == "."


def test_a_value_is_never_read_as_a_template():
    assert (
        render("{{ context }}", {"context": "{{ evil }} <script> {% for %}"})
        == "{{ evil }} <script> {% for %}"
    )


def test_a_parameter_that_is_not_known_is_named_with_its_line_and_with_those_that_are():
    problems = check("Hi {{ lead.first_name }},\n\n{{ lead.frist_name }}", ["lead.first_name", "context"])
    assert problems == ["Line 3: there is no {{ lead.frist_name }}. Use one of: context, lead.first_name."]


def test_a_slip_of_the_pen_is_named_with_its_line():
    [problem] = check("Hi,\n{{ lead.first_name }", ["lead.first_name"])
    assert problem.startswith("Line 2: ")


def test_an_empty_value_is_never_a_hole_where_holes_are_not_wanted() -> None:
    for template in ("At {{ lead.company }}", "{{ lead.company | upper }}", "{{ lead.company | trim }}"):
        with pytest.raises(MissingValue, match=r"lead\.company"):
            render(template, LEAD, holes=False)
    asked = "{% if lead.company %}At {{ lead.company }}{% else %}Where do you work?{% endif %}"
    assert render(asked, LEAD, holes=False) == "Where do you work?"
    assert render("At {{ lead.company | default('work') }}", LEAD, holes=False) == "At work"
    assert render("At {{ lead.company }}", LEAD, {"lead.company": "home"}, holes=False) == "At home"
