"""What programs read first: dumps with their sums, the VoID description, the site map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.data.dumps import write_dumps
from medtown.data.sitemap import robots, site_root, sitemaps
from medtown.data.void import void_turtle
from medtown.site.output import unwritable

if TYPE_CHECKING:
    from medtown.data.document import Describer
    from medtown.data.dumps import Dump
    from medtown.site.context import Context
    from medtown.site.output import Output

DUMP_FOLDER = "dump"


def write_metadata(context: Context, describer: Describer, output: Output) -> list[Dump]:
    """Write the dumps, `void.ttl` (also at `.well-known/void`), `sitemap.xml` and `robots.txt`; gives the dumps.

    Raises InputError MT602 where the disk refuses.
    """
    settings = context.settings
    folder = output.folder(DUMP_FOLDER)
    try:
        dumps = write_dumps(describer, context.prefixes, folder, settings.name)
    except OSError as fault:
        raise unwritable(folder, fault) from None
    output.files += len(dumps) + 1
    addresses = [f"{site_root(settings.base)}{DUMP_FOLDER}/{dump.name}" for dump in dumps]
    void = void_turtle(context.data, settings, context.prefixes, addresses)
    output.write("void.ttl", void)
    output.write(".well-known/void", void)
    lists = (*context.class_paths.values(), *context.rooms.values())
    pages = [f"{path}.html" for path in ("index", *context.plan.documents, *lists)]
    for name, text in sitemaps(settings.base, pages).items():
        output.write(name, text)
    output.write("robots.txt", robots(settings.base))
    return dumps
