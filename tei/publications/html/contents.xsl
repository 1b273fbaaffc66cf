<?xml version="1.0" encoding="UTF-8"?>
<!-- The table of contents: a link for each division that has a heading, three levels deep. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:ui="urn:tei:interface"
    exclude-result-prefixes="tei ui">

  <xsl:template name="contents">
    <xsl:variable name="entries" select="$text//tei:div[tei:head][not(ancestor::tei:floatingText)]"/>
    <xsl:if test="count($entries) &gt; 1">
      <nav class="contents added" aria-labelledby="page:contents">
        <xsl:call-template name="language"><xsl:with-param name="tag" select="$language"/></xsl:call-template>
        <h2 id="page:contents"><xsl:value-of select="ui:word('contents')"/></h2>
        <ol>
          <xsl:call-template name="language">
            <xsl:with-param name="tag" select="$text-language"/>
          </xsl:call-template>
          <xsl:apply-templates select="$text/*" mode="contents"/>
        </ol>
        <ul>
          <xsl:if test="$endnotes"><li><a href="#page:notes"><xsl:value-of select="ui:word('notes')"/></a></li></xsl:if>
          <xsl:if test="$readings"><li><a href="#page:readings"><xsl:value-of select="ui:word('readings')"/></a></li></xsl:if>
          <li><a href="#page:colophon"><xsl:value-of select="ui:word('colophon')"/></a></li>
        </ul>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="contents">
    <xsl:apply-templates select="*" mode="contents"/>
  </xsl:template>

  <xsl:template match="tei:floatingText | tei:p | tei:note" mode="contents"/>

  <xsl:template match="tei:div[tei:head]" mode="contents">
    <xsl:variable name="id"><xsl:call-template name="section-id"/></xsl:variable>
    <xsl:variable name="heading" select="(tei:head[@type = 'main'] | tei:head[not(../tei:head[@type = 'main'])])[1]"/>
    <li>
      <a href="#{$id}"><xsl:apply-templates select="$heading/node()" mode="plain"/></a>
      <xsl:if test=".//tei:div[tei:head] and count(ancestor::tei:div[tei:head]) &lt; 2">
        <ol><xsl:apply-templates select="*" mode="contents"/></ol>
      </xsl:if>
    </li>
  </xsl:template>

  <!-- The words of a heading and nothing else: no links, no notes, breaks as spaces, the reading of the edition. -->
  <xsl:template match="*" mode="plain"><xsl:apply-templates mode="plain"/></xsl:template>
  <xsl:template match="tei:lb" mode="plain"><xsl:text> </xsl:text></xsl:template>
  <xsl:template match="tei:note | tei:pb | tei:cb | tei:fw" mode="plain"/>
  <xsl:template match="tei:choice" mode="plain">
    <xsl:apply-templates select="tei:corr | tei:reg | tei:expan" mode="plain"/>
  </xsl:template>
  <xsl:template match="tei:hi | tei:emph | tei:title" mode="plain">
    <i><xsl:call-template name="language"/><xsl:apply-templates mode="plain"/></i>
  </xsl:template>
  <xsl:template match="tei:foreign | *[@xml:lang][not(self::tei:head)]" mode="plain" priority="-0.2">
    <i><xsl:call-template name="language"/><xsl:apply-templates mode="plain"/></i>
  </xsl:template>

</xsl:stylesheet>
