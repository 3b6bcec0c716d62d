"""Does the documentation name every setting, command and target that there is?"""

import re

from entracte.cli.main import COMMANDS
from tests.house_rules.files import ROOT, committed, sources


def documentation() -> str:
    pages = [path for path in committed() if path.suffix == ".md" and path.parent != ROOT / "src"]
    return "\n".join(path.read_text() for path in pages)


def test_every_setting_is_documented() -> None:
    code = [path.read_text() for path in sources(".py")]
    settings = {name for text in code for name in re.findall(r'"(ENTRACTE_[A-Z_]+|DATABASE_URL)"', text)}
    assert sorted(name for name in settings if f"`{name}`" not in documentation()) == []


def test_no_page_speaks_of_a_setting_that_does_not_exist() -> None:
    code = "\n".join(path.read_text() for path in sources(".py"))
    spoken = set(re.findall(r"`(ENTRACTE_[A-Z_]+)`", documentation()))
    assert sorted(name for name in spoken if name not in code) == []


def test_every_command_is_documented() -> None:
    pages = documentation()
    assert [command.name for command in COMMANDS if f"entracte {command.name}" not in pages] == []


def test_every_target_of_make_is_documented() -> None:
    targets = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE)
    pages = documentation()
    assert [target for target in targets if f"make {target}" not in pages] == []


def test_links_between_pages_lead_somewhere() -> None:
    broken = []
    for page in (path for path in committed() if path.suffix == ".md"):
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text()):
            if (
                "://" not in target
                and not target.startswith("mailto:")
                and not (page.parent / target).exists()
            ):
                broken.append(f"{page.relative_to(ROOT)} -> {target}")
    assert broken == []
