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
      <li>
        <span class="sample"><span class="note inline"><xsl:value-of select="ui:word('sample')"/></span></span>
        <span class="words">
          <xsl:choose>
            <xsl:when test="$author != ''"><xsl:value-of select="ui:word('sign-note', string($author))"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="ui:word('sign-note-unknown')"/></xsl:otherwise>
          </xsl:choose>
        </span>
      </li>
    </xsl:for-each>
    <xsl:if test="$readings">
      <li>
        <span class="sample"><xsl:value-of select="ui:word('sample')"/><span class="mark"><xsl:number value="1" format="a"/></span></span>
        <span class="words"><xsl:value-of select="ui:word('sign-reading')"/></span>
      </li>
    </xsl:if>
    <xsl:if test="$text//tei:corr">
      <li>
        <span class="sample"><span class="corr"><xsl:value-of select="ui:word('sample')"/></span></span>
        <span class="words"><xsl:value-of select="ui:word('sign-correction')"/></span>
      </li>
    </xsl:if>
    <xsl:if test="$text//tei:supplied">
      <li>
        <span class="sample"><xsl:value-of select="concat(ui:word('supplied-open'), ui:word('sample'), ui:word('supplied-close'))"/></span>
        <span class="words"><xsl:value-of select="ui:word('sign-supplied')"/></span>
      </li>
    </xsl:if>
    <xsl:if test="$text//tei:gap">
      <li>
        <span class="sample"><xsl:value-of select="concat(ui:word('gap-open'), ui:word('gap-close'))"/></span>
        <span class="words"><xsl:value-of select="ui:word('sign-gap')"/></span>
      </li>
    </xsl:if>
    <xsl:if test="$text//tei:unclear">
      <li>
        <span class="sample"><xsl:value-of select="concat(ui:word('sample'), ' ', ui:word('unclear'))"/></span>
        <span class="words"><xsl:value-of select="ui:word('sign-unclear')"/></span>
      </li>
    </xsl:if>
    <xsl:if test="$text//tei:surplus">
      <li>
        <span class="sample"><xsl:value-of select="concat(ui:word('surplus-open'), ui:word('sample'), ui:word('surplus-close'))"/></span>
        <span class="words"><xsl:value-of select="ui:word('sign-surplus')"/></span>
      </li>
    </xsl:if>
    <xsl:if test="$text//tei:del">
      <li>
        <span class="sample"><del><xsl:value-of select="ui:word('sample')"/></del></span>
        <span class="words"><xsl:value-of select="ui:word('sign-deletion')"/></span>
      </li>
    </xsl:if>
    <xsl:if test="$text//tei:add">
      <li>
        <span class="sample"><ins><xsl:value-of select="ui:word('sample')"/></ins></span>
        <span class="words"><xsl:value-of select="ui:word('sign-addition')"/></span>
      </li>
    </xsl:if>
    <xsl:if test="$text//tei:pb">
      <li>
        <span class="sample"><span class="stroke"><xsl:value-of select="ui:word('page-break-sign')"/></span></span>
        <span class="words"><xsl:value-of select="ui:word('sign-page')"/></span>
      </li>
    </xsl:if>
  </xsl:variable>

  <xsl:template name="signs">
    <xsl:if test="$signs != ''">
      <section class="signs" aria-labelledby="page:signs">
        <h2 id="page:signs"><xsl:value-of select="ui:word('signs')"/></h2>
        <ul><xsl:copy-of select="$signs"/></ul>
      </section>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
