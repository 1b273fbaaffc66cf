<?xml version="1.0" encoding="UTF-8"?>
<!-- What opens and closes a letter. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:ui="urn:tei:interface"
    exclude-result-prefixes="tei ui">

  <xsl:template match="tei:opener | tei:closer | tei:dateline | tei:salute | tei:signed | tei:postscript | tei:address | tei:addrLine">
    <xsl:call-template name="block"/>
  </xsl:template>

  <!-- In a paragraph or a line only the address keeps its lines. -->
  <xsl:template match="tei:p//tei:dateline[not(ancestor::tei:floatingText)] | tei:p//tei:salute[not(ancestor::tei:floatingText)]
                     | tei:p//tei:signed[not(ancestor::tei:floatingText)]">
    <xsl:call-template name="block"/>
  </xsl:template>

</xsl:stylesheet>
