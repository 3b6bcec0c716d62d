"""The shapes of the widget's API in TypeScript, written from its OpenAPI document by `make shapes`."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parents[1] / "embed" / "src" / "api" / "shapes.ts"
HEAD = "/** The shapes of the widget's API, written from its OpenAPI document by `make shapes`. */\n"
PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}
LONGEST_LINE = 120
Schema = dict[str, Any]


def shapes() -> str:
    """Return the whole of shapes.ts."""
    from entracte.widget.api import api

    document = api.get_openapi_schema(path_prefix="")
    schemas = document["components"]["schemas"]
    return HEAD + "".join(f"\n{_interface(name, schema)}" for name, schema in sorted(schemas.items()))


def _interface(name: str, schema: Schema) -> str:
    lines = [*_comment(schema, ""), f"export interface {name} {{"]
    for field, kind in schema["properties"].items():
        mark = "" if field in schema.get("required", ()) else "?"
        lines += [*_comment(kind, "  "), *_field(f"  {field}{mark}:", _type(kind))]
    return "\n".join([*lines, "}", ""])


def _field(start: str, kind: str) -> list[str]:
    line = f"{start} {kind};"
    if len(line) <= LONGEST_LINE:
        return [line]
    choices = [f"    | {choice}" for choice in kind.split(" | ")]
    return [start, *choices[:-1], f"{choices[-1]};"]


def _comment(schema: Schema, indent: str) -> Iterator[str]:
    if text := schema.get("description"):
        yield f"{indent}/** {' '.join(text.split())} */"


def _type(schema: Schema) -> str:
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " | ".join(_type(each) for each in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(f'"{value}"' for value in schema["enum"])
    match schema.get("type"):
        case "array":
            return f"ReadonlyArray<{_type(schema['items'])}>"
        case "object":
            return f"Record<string, {_type(schema.get('additionalProperties', {}))}>"
        case None:
            return "unknown"
        case plain:
            return PLAIN[plain]


def main() -> int:
    """Write shapes.ts."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entracte.settings")
    django.setup()
    FILE.write_text(shapes())
    sys.stdout.write("embed/src/api/shapes.ts is written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
