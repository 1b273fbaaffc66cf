<?xml version="1.0" encoding="UTF-8"?>
<!-- A TEI document as one HTML page (XSLT 1.0, run by html.py behind locked doors).

     The parts, each about one thing:
       attributes     language, id and class of whatever is shown; boxes for what has no template
       page           the skeleton: head, landmarks, title block
       structure      front, body, back, divisions and their headings
       contents       the table of contents
       blocks         paragraphs, quotations, figures, separators
       lists          lists, tables, bibliographies
       letters        openers, closers and what stands in them
       verse          stanzas and lines
       inlines        emphasis, foreign words, names, references
       transcription  corrections, gaps, additions, breaks
       notes, readings   foot notes and end notes; the source where the edition departs from it
       colophon, citation, registers, signs   what follows the text

     Every visible string comes from the document or from interface/LANGUAGE.toml, by way of the functions
     ui:word(key, values), ui:term(table, token) and ui:date(when). Ids of the page's own have a colon,
     which no xml:id can have, so the two never meet. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:ui="urn:tei:interface"
    exclude-result-prefixes="tei ui">

  <xsl:output method="html" encoding="utf-8"/>

  <xsl:include href="html/attributes.xsl"/>
  <xsl:include href="html/page.xsl"/>
  <xsl:include href="html/structure.xsl"/>
  <xsl:include href="html/contents.xsl"/>
  <xsl:include href="html/blocks.xsl"/>
  <xsl:include href="html/lists.xsl"/>
  <xsl:include href="html/letters.xsl"/>
  <xsl:include href="html/verse.xsl"/>
  <xsl:include href="html/inlines.xsl"/>
  <xsl:include href="html/transcription.xsl"/>
  <xsl:include href="html/notes.xsl"/>
  <xsl:include href="html/readings.xsl"/>
  <xsl:include href="html/colophon.xsl"/>
  <xsl:include href="html/citation.xsl"/>
  <xsl:include href="html/registers.xsl"/>
  <xsl:include href="html/signs.xsl"/>

  <!-- The style sheet and the policy that allows it, made by html.py. -->
  <xsl:param name="style"/>
  <xsl:param name="policy"/>

  <xsl:key name="id" match="tei:text//*[@xml:id] | tei:standOff//*[@xml:id] | tei:sourceDesc//*[@xml:id]" use="@xml:id"/>
  <xsl:key name="target" match="tei:text//tei:ref | tei:text//tei:ptr" use="@target"/>

  <xsl:variable name="header" select="/tei:TEI/tei:teiHeader"/>
  <xsl:variable name="titles" select="$header/tei:fileDesc/tei:titleStmt"/>
  <xsl:variable name="text" select="/tei:TEI/tei:text"/>
  <xsl:variable name="body" select="$text/tei:body"/>
  <xsl:variable name="front" select="$text/tei:front"/>

</xsl:stylesheet>
