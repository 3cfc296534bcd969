"""What every ready profile promises: it loads, says what it is for, and stays within the documented options."""

import pytest

from audit.config import Config, load, profile, profiles

every_profile = pytest.mark.parametrize("name", profiles())


def test_the_profiles_are_there() -> None:
    assert {"default", "earnings-call", "strict-ci", "advisory"} <= set(profiles())


@every_profile
def test_a_profile_loads_and_runs_something(name: str) -> None:
    assert profile(name).plan().checks


@every_profile
def test_a_profile_opens_with_what_it_is_for(name: str) -> None:
    assert profiles()[name].read_text(encoding="utf-8").startswith("# ")


def test_the_default_profile_is_the_default() -> None:
    assert load(profiles()["default"]) == Config()


def test_profiles_differ() -> None:
    assert len({repr(profile(name)) for name in profiles()}) == len(profiles())
