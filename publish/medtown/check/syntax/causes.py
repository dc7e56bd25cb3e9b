"""The usual cause of each complaint of the parser: what to tell the person who made the mistake.

Each cause is a function of the complaint, tried in order; the first that knows better than the parser wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from medtown.check.spelling import closest
from medtown.check.syntax.characters import BYTE_ORDER_MARK, described, replacement
from medtown.i18n.message import Message, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from medtown.check.syntax.complaint import Complaint


@dataclass(frozen=True)
class Diagnosis:
    """What is wrong and what to do; `suggestion` could stand in the place of the text at fault.

    `see` is the line of another place that has a part in it, with what it is. `columns` are the column where the fault
    begins and the one after its end, where the parser met it late. `code` is the error's page.
    """

    message: Message
    remedy: Message
    suggestion: str = ""
    see: tuple[int, Message] | None = None
    columns: tuple[int, int] | None = None
    code: str = "MT201"


@dataclass(frozen=True)
class Known:
    """What helps to guess: the prefixes that the project or the world knows, and those that the file declares."""

    prefixes: Mapping[str, str] = field(default_factory=dict)
    declared: tuple[str, ...] = ()


def diagnose(complaint: Complaint, known: Known) -> Diagnosis:
    """The diagnosis of a complaint; the parser's own words where no cause is known."""
    for cause in _CAUSES:
        if found := cause(complaint, known):
            return found
    return Diagnosis(
        say("Turtle syntax: {reason}", reason=complaint.words),
        say("Look at this line and the end of the statement before it (a missing dot, quote or prefix)."),
    )


def _merge_conflict(complaint: Complaint, _known: Known) -> Diagnosis | None:
    if not re.match(r"(<{7}|={7}|>{7})(\s|$)", complaint.text):
        return None
    return Diagnosis(
        say("a merge conflict is left in the file"),
        say("Choose what to keep between the lines <<<<<<< and >>>>>>>, and delete these lines."),
        columns=(1, len(complaint.text) + 1),
    )


def _other_format(complaint: Complaint, _known: Known) -> Diagnosis | None:
    if complaint.line > 1 or complaint.before.strip():
        return None
    starts = {"{": "JSON", "<?xml": "XML", "<rdf:RDF": "RDF/XML", "<!": "HTML", "<html": "HTML"}
    text = complaint.text.lstrip()
    kind = next((name for start, name in starts.items() if text.lower().startswith(start.lower())), None)
    if kind is None:
        return None
    return Diagnosis(
        say("this is {format}, not Turtle", format=kind),
        say("Convert the file to Turtle, or move it out of the folder; *.ttl files are read as Turtle."),
    )


def _relative(complaint: Complaint, _known: Known) -> Diagnosis | None:
    if "No scheme found" not in complaint.words:
        return None
    return Diagnosis(
        say("relative IRI: it has no scheme and the file no @base"),
        say("Write the whole IRI, or a prefixed name such as ex:name."),
        code="MT202",
    )


def _odd_character(complaint: Complaint, _known: Known) -> Diagnosis | None:
    character = complaint.token[:1]
    if not character or character.isascii():
        return None
    if character == BYTE_ORDER_MARK:
        return Diagnosis(
            say("a byte-order mark stands inside the file, as if two files had been joined"),
            say("Delete the invisible character U+FEFF here."),
            code="MT205",
        )
    meant = replacement(character)
    if meant is None:
        return None
    message = say("the character {character} can't stand here", character=described(character))
    if not meant.strip():
        return Diagnosis(message, say("Delete it, or put a common space in its place."), meant)
    remedy = say("Write {character} instead, the one that Turtle knows.", character=meant)
    return Diagnosis(message, remedy, meant)


def _undeclared_prefix(complaint: Complaint, known: Known) -> Diagnosis | None:
    match = re.match(r"The prefix (?P<prefix>.*): has not been declared", complaint.words)
    if match is None:
        return None
    prefix = match["prefix"]
    if prefix in ("http", "https", "urn", "mailto"):
        iri = re.split(r"[\s;,]", complaint.text[complaint.column - 1 :])[0].rstrip(".")
        return Diagnosis(
            say("an IRI needs angle brackets: {iri}", iri=iri),
            say("Write {fixed}.", fixed=f"<{iri}>"),
            f"<{iri}>",
            columns=(complaint.column, complaint.column + len(iri)),
        )
    message = say("the prefix {prefix}: is not declared in this file", prefix=prefix)
    similar = closest(prefix, known.declared)
    if prefix in known.prefixes:
        line = f"@prefix {prefix}: <{known.prefixes[prefix]}> ."
        return Diagnosis(message, say("Add this line at the top of the file: {line}", line=line))
    if similar:
        fixed = f"{similar}:{complaint.token.partition(':')[2]}"
        return Diagnosis(message, say("Did you mean {similar}? Else declare it.", similar=fixed), fixed)
    return Diagnosis(message, say("Declare the prefix at the top of the file, or correct its spelling."))


def _bare_value(complaint: Complaint, _known: Known) -> Diagnosis | None:
    """A date, a boolean or a variable that stands where only a term may."""
    token = complaint.token
    start = complaint.before.rfind(" ") + 1
    date = re.compile(r"\d{4}-\d{2}(-\d{2})?(?=[\s;,.])").match(complaint.text, start)
    if date:
        fixed = f'"{date[0]}"^^xsd:{"date" if date[1] else "gYearMonth"}'
        return Diagnosis(
            say("a date needs quotes and a datatype"),
            say("Write {fixed}.", fixed=fixed),
            fixed,
            columns=(date.start() + 1, date.end() + 1),
        )
    if token.lower() in ("true", "false"):
        return Diagnosis(
            say("{token} is written in small letters", token=token),
            say("Write {fixed}.", fixed=token.lower()),
            token.lower(),
        )
    if token[:1] in "?$" and token:
        return Diagnosis(
            say("{token} is a variable, which only queries have", token=token), say("Write an IRI or a value.")
        )
    return None


def _quote_inside(complaint: Complaint, _known: Known) -> Diagnosis | None:
    if not complaint.before.endswith('"') or not complaint.token[:1].isalnum():
        return None
    return Diagnosis(
        say("a quotation mark inside the text ends it here"),
        say('Write \\" for a quotation mark inside a text, or put the whole text in triple quotes.'),
    )


def _missing_dot(complaint: Complaint, _known: Known) -> Diagnosis | None:
    if "A dot is expected" not in complaint.words:
        return None
    line, ended_in_comment = _end_before(complaint)
    if ended_in_comment:
        return Diagnosis(
            say("the statement before this one has no dot: the one on line {line} is part of a comment", line=line),
            say("Write the dot before the #."),
            see=(line, say("this dot is part of the comment")),
        )
    if complaint.text[:1].isspace() or line == complaint.line:
        return Diagnosis(
            say("a ; or a . is missing before this place"),
            say("Write ; at the end of line {line} if the same thing goes on here, else a dot.", line=line),
            see=(line, say("this line ends without ; or .")),
        )
    return Diagnosis(
        say("the statement before this one has no dot at its end"),
        say("Write a dot at the end of line {line}.", line=line),
        see=(line, say("the dot belongs at the end of this line")),
    )


def _semicolon_for_dot(complaint: Complaint, _known: Known) -> Diagnosis | None:
    if "is not a valid subject" not in complaint.words or not re.match(r"[\"'\d]", complaint.token):
        return None
    line, _ = _end_before(complaint._replace(column=1))
    if not complaint.lines[line - 1].rstrip().endswith(";"):
        return None
    return Diagnosis(
        say("{token} can't stand here: the statement above goes on with a ;", token=complaint.token),
        say("Write a dot instead of the ; at the end of line {line}.", line=line),
        see=(line, say("this ; may have to be a dot")),
    )


def _prefix_with_dot(complaint: Complaint, _known: Known) -> Diagnosis | None:
    if not complaint.token.startswith(".") or not re.match(r"\s*(PREFIX|BASE)\b", complaint.text, re.IGNORECASE):
        return None
    return Diagnosis(
        say("PREFIX and BASE without @ have no dot at their end"), say("Delete the dot, or write @prefix.")
    )


def _value_missing(complaint: Complaint, _known: Known) -> Diagnosis | None:
    if complaint.token not in (".", ";", ",", "]") or "is not a valid" not in complaint.words:
        return None
    before = complaint.before.rstrip()
    if before.endswith(","):
        return Diagnosis(say("a value is missing after the comma"), say("Write the value, or delete the comma."))
    if before.count("(") > before.count(")"):
        return Diagnosis(say("the list is not closed"), say("Write ) after its last member."))
    if "predicate" in complaint.words:
        return Diagnosis(
            say("the statement ends after its subject"), say("Write a property and a value, such as a ex:Class.")
        )
    if "object" in complaint.words:
        return Diagnosis(say("a value is missing before this place"), say("Write the value, or delete the property."))
    return Diagnosis(
        say("{token} stands alone here", token=complaint.token),
        say("Delete it, or look for a dot too many before this place."),
    )


def _unclosed(complaint: Complaint, _known: Known) -> Diagnosis | None:
    words, token = complaint.words, complaint.token
    if "Line jumps" in words or (words.startswith("Unexpected end") and token[:1] in ('"', "'") and token):
        if token.startswith(('"""', "'''")):
            return Diagnosis(
                say("the text that begins here is not closed"), say("Close it with {quotes}.", quotes=token[:3])
            )
        return Diagnosis(
            say("the text is not closed on this line"),
            say("Close the string on its line, or use triple quotes for several lines."),
            columns=(_open_quote(complaint.text), len(complaint.text) + 1),
        )
    if words.startswith("Unexpected end") and token[:1] == "<":
        return Diagnosis(say("the IRI that begins here is not closed"), say("Close it with >."))
    if words.startswith("Unexpected end"):
        return Diagnosis(
            say("the file ends inside a statement"), say("Close the string, bracket or IRI, and write a dot.")
        )
    if "should end with a ']'" in words:
        return Diagnosis(say("a [ is not closed before this place"), say("Write ] after its last value."))
    return None


_BY_WORDS: tuple[tuple[str, Message, Message], ...] = (
    (
        "Invalid IRI code point",
        say("the IRI holds a character that it may not hold"),
        say("Write the IRI without spaces, quotes or control characters (a space is %20), and close it with >."),
    ),
    (
        "escape",
        say("a backslash in a text begins an escape, and this is none"),
        say("Write \\\\ for a backslash itself."),
    ),
    (
        "beginning of a prefix name",
        say("this character can't stand in a prefixed name"),
        say("A name that holds a slash can't be prefixed: write the whole IRI in <…>."),
    ),
    (
        "Expecting a datatype IRI",
        say("a datatype is missing after ^^"),
        say("Write one, such as xsd:date, without a space, or delete the ^^."),
    ),
    (
        "PREFIX keyword should be followed",
        say("a prefix needs a colon at its end"),
        say("Write @prefix ex: <http://example.org/> ."),
    ),
    (
        "PREFIX declaration should be followed",
        say("a prefix stands for an IRI in <…>"),
        say("Write @prefix ex: <http://example.org/> ."),
    ),
)


def _language_tag(complaint: Complaint, _known: Known) -> Diagnosis | None:
    at = re.search(r"[\"']@[\w-]*$", complaint.before)
    if at is None and not any(words in complaint.words for words in ("language", "subtag")):
        return None
    end = re.compile(r"[\w-]*").match(complaint.text, complaint.column - 1)
    return Diagnosis(
        say("this is no language tag"),
        say("A language tag is such as en, fr or pt-br."),
        columns=(at.start() + 2, end.end() + 1) if at and end else None,
    )


def _by_words(complaint: Complaint, _known: Known) -> Diagnosis | None:
    found = ((message, remedy) for words, message, remedy in _BY_WORDS if words in complaint.words)
    return next((Diagnosis(message, remedy) for message, remedy in found), None)


def _wrong_kind(complaint: Complaint, _known: Known) -> Diagnosis | None:
    """A token that can't be the subject, predicate or object that it stands for."""
    kinds = {
        "subject": say("{token} can't begin a statement", token=complaint.token),
        "predicate": say("{token} can't be a property", token=complaint.token),
        "RDF object": say("{token} can't be a value", token=complaint.token),
    }
    remedies = {
        "subject": say("A statement begins with an IRI; look for a dot, a quote or a bracket too many before this."),
        "predicate": say("A property is an IRI, a prefixed name or a; a value may lack quotes before this place."),
        "RDF object": say("Text needs quotes, an IRI <…> or a declared prefix."),
    }
    kind = next((kind for kind in kinds if f"is not a valid {kind}" in complaint.words), None)
    return None if kind is None else Diagnosis(kinds[kind], remedies[kind])


def _open_quote(text: str) -> int:
    """The column of the quotation mark that no other closes."""
    masked = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|<[^>\s]*>", lambda match: " " * len(match[0]), text)
    return min((at for mark in "\"'" if (at := masked.find(mark)) >= 0), default=len(text) - 1) + 1


def _end_before(complaint: Complaint) -> tuple[int, bool]:
    """The last line before a place with more than comments, and whether a dot hides in a comment at its end."""
    number, text = complaint.line, complaint.before
    while number > 1 and not re.sub(r"^\s*#.*", "", text).strip():
        number -= 1
        text = complaint.lines[number - 1]
    return number, bool(re.search(r"\s#[^\"<>]*\.\s*$", text))


_CAUSES: tuple[Callable[[Complaint, Known], Diagnosis | None], ...] = (
    _merge_conflict,
    _other_format,
    _relative,
    _odd_character,
    _undeclared_prefix,
    _bare_value,
    _quote_inside,
    _missing_dot,
    _semicolon_for_dot,
    _prefix_with_dot,
    _value_missing,
    _unclosed,
    _language_tag,
    _by_words,
    _wrong_kind,
)
