"""Markdown of a project's docs/ as pages of its site."""

from __future__ import annotations

from medtown.pages.manual import read_manual, site_path

TEXTS = {
    "validate.md": (
        "# medtown `validate`\n\n<!-- run: here -->\n\n"
        "See [a code](errors/MT101.md#example), [the *web*](https://e.org/), [top](#x),\n"
        "[the tests](../tests/x.py) and [mail](javascript:alert(1)).\n\n## Exit codes\n\n## Exit codes\n\n# Again\n"
    ),
    "errors/MT101.md": (
        "# MT101: none\n\nBack to [validate](../validate.md).\n\n<script>alert(1)</script>\n\n"
        "| a | b |\n|---|---|\n| 1 | `<x>` |\n"
    ),
    "no heading.md": "Only text.\n",
}


def test_a_manual() -> None:
    page, code, bare = read_manual(TEXTS, ".fr.html")
    assert (page.path, page.title) == ("docs/validate", "medtown validate")
    assert page.content == (
        '<h1 id="medtown-validate">medtown <code>validate</code></h1>\n'
        '<p>See <a href="../docs/errors/MT101.fr.html#example">a code</a>, '
        '<a href="https://e.org/">the <em>web</em></a>, <a href="#x">top</a>,\n'
        "<a>the tests</a> and [mail](javascript:alert(1)).</p>\n"
        '<h2 id="exit-codes">Exit codes</h2>\n<h2 id="exit-codes-1">Exit codes</h2>\n<h2 id="again">Again</h2>\n'
    )
    assert (code.path, code.title) == ("docs/errors/MT101", "MT101: none")
    assert '<a href="../../docs/validate.fr.html">validate</a>' in code.content
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in code.content
    assert "<td><code>&lt;x&gt;</code></td>" in code.content
    assert (bare.path, bare.title, bare.content) == ("docs/no~20heading", "no heading.md", "<p>Only text.</p>\n")


def test_paths_stay_in_the_folder() -> None:
    assert site_path("../../x.md") == "docs/~2e~2e/~2e~2e/x"
