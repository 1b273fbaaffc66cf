<?xml version="1.0" encoding="UTF-8"?>
<!-- The signs that this page uses, and only those: whose words a note within a quotation is, what brackets mean. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:ui="urn:tei:interface"
    exclude-result-prefixes="tei ui">

  <xsl:variable name="spot-notes" select="$text//tei:note[@type = 'emphasis' or @place = 'inline']"/>
  <xsl:key name="spot-notes-by" match="tei:note[@type = 'emphasis' or @place = 'inline']" use="string(@resp)"/>

  <xsl:variable name="signs">
    <xsl:for-each select="$spot-notes[generate-id() = generate-id(key('spot-notes-by', string(@resp))[1])]">
      <xsl:variable name="author"><xsl:call-template name="note-author"/></xsl:variable>
      <dt><span class="note inline"><xsl:value-of select="ui:word('sample')"/></span></dt>
      <dd>
        <xsl:choose>
          <xsl:when test="$author != ''"><xsl:value-of select="ui:word('sign-note', string($author))"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="ui:word('sign-note-unknown')"/></xsl:otherwise>
        </xsl:choose>
      </dd>
    </xsl:for-each>
    <xsl:if test="$readings">
      <dt><xsl:value-of select="ui:word('sample')"/><span class="mark"><xsl:number value="1" format="a"/></span></dt>
      <dd><xsl:value-of select="ui:word('sign-reading')"/></dd>
    </xsl:if>
    <xsl:if test="$text//tei:corr">
      <dt><span class="corr"><xsl:value-of select="ui:word('sample')"/></span></dt>
      <dd><xsl:value-of select="ui:word('sign-correction')"/></dd>
    </xsl:if>
    <xsl:if test="$text//tei:supplied">
      <dt><xsl:value-of select="concat(ui:word('supplied-open'), ui:word('sample'), ui:word('supplied-close'))"/></dt>
      <dd><xsl:value-of select="ui:word('sign-supplied')"/></dd>
    </xsl:if>
    <xsl:if test="$text//tei:gap">
      <dt><xsl:value-of select="concat(ui:word('gap-open'), ui:word('gap-close'))"/></dt>
      <dd><xsl:value-of select="ui:word('sign-gap')"/></dd>
    </xsl:if>
    <xsl:if test="$text//tei:unclear">
      <dt><xsl:value-of select="concat(ui:word('sample'), ' ', ui:word('unclear'))"/></dt>
      <dd><xsl:value-of select="ui:word('sign-unclear')"/></dd>
    </xsl:if>
    <xsl:if test="$text//tei:surplus">
      <dt><xsl:value-of select="concat(ui:word('surplus-open'), ui:word('sample'), ui:word('surplus-close'))"/></dt>
      <dd><xsl:value-of select="ui:word('sign-surplus')"/></dd>
    </xsl:if>
    <xsl:if test="$text//tei:del">
      <dt><del><xsl:value-of select="ui:word('sample')"/></del></dt>
      <dd><xsl:value-of select="ui:word('sign-deletion')"/></dd>
    </xsl:if>
    <xsl:if test="$text//tei:add">
      <dt><ins><xsl:value-of select="ui:word('sample')"/></ins></dt>
      <dd><xsl:value-of select="ui:word('sign-addition')"/></dd>
    </xsl:if>
    <xsl:if test="$text//tei:pb">
      <dt><span class="stroke"><xsl:value-of select="ui:word('page-break-sign')"/></span></dt>
      <dd><xsl:value-of select="ui:word('sign-page')"/></dd>
    </xsl:if>
  </xsl:variable>

  <xsl:template name="signs">
    <xsl:if test="$signs != ''">
      <section class="signs" aria-labelledby="page:signs">
        <h2 id="page:signs"><xsl:value-of select="ui:word('signs')"/></h2>
        <dl><xsl:copy-of select="$signs"/></dl>
      </section>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
