"""The notice that goes into every output: the grammar is the TEI's, the words are the customization's."""

NOTICE = """
The grammar is derived from the Guidelines of the TEI ({version}).
Copyright TEI Consortium. The TEI makes this material available under the Creative Commons Attribution 3.0
Unported License (http://creativecommons.org/licenses/by/3.0/) and under the BSD 2-Clause License
(https://opensource.org/licenses/BSD-2-Clause):

Redistribution and use in source and binary forms, with or without modification, are permitted provided that
the following conditions are met:

1. Redistributions of source code must retain the above copyright notice, this list of conditions and the
   following disclaimer.
2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the
   following disclaimer in the documentation and/or other materials provided with the distribution.

This software is provided by the copyright holders and contributors "as is" and any express or implied
warranties, including, but not limited to, the implied warranties of merchantability and fitness for a
particular purpose are disclaimed. In no event shall the copyright holder or contributors be liable for any
direct, indirect, incidental, special, exemplary, or consequential damages (including, but not limited to,
procurement of substitute goods or services; loss of use, data, or profits; or business interruption) however
caused and on any theory of liability, whether in contract, strict liability, or tort (including negligence or
otherwise) arising in any way out of the use of this software, even if advised of the possibility of such
damage.
"""


SOURCE = (
    "Names, classes and content models are derived from the Guidelines of the TEI ({version}), copyright TEI"
    " Consortium, available under the Creative Commons Attribution 3.0 Unported License or the BSD 2-Clause License."
    " The words of this manual are those of the customization it was made from."
)


def notice(version: str) -> str:
    """Give the notice for a grammar made from ``version`` of the TEI, fit for an XML comment."""
    return NOTICE.format(version=version.replace("--", "-") or "version unknown")
