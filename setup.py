"""The one check of a build: without the built widget and languages a package would install and not serve."""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

BUILT = (
    "src/entracte/widget/static/widget/1/entracte.js",
    "src/entracte/backoffice/static/backoffice/style/house.css",
    *(str(path.with_suffix(".mo")) for path in Path("src/entracte/locale").glob("*/LC_MESSAGES/*.po")),
)


class BuildWithWidget(build_py):
    """Setuptools' own step, refused where what make builds is missing; not with `-e`."""

    def run(self) -> None:
        missing = [name for name in BUILT if not Path(name).is_file()]
        if missing and not self.editable_mode:
            raise SystemExit(f"{missing[0]} is not built: run `make wheel`, and install what it makes")
        super().run()


setup(cmdclass={"build_py": BuildWithWidget})
