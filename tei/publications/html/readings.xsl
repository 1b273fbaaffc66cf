<?xml version="1.0" encoding="UTF-8"?>
<!-- Where the edition reads otherwise than its source, the source's reading is here: a series of its own, lettered. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:ui="urn:tei:interface"
    xmlns:exsl="http://exslt.org/common"
    exclude-result-prefixes="tei ui exsl">

  <xsl:variable name="readings" select="$text//tei:choice"/>

  <xsl:template name="reading-mark">
    <xsl:variable name="number"><xsl:call-template name="number"/></xsl:variable>
    <xsl:variable name="letter"><xsl:number value="$number" format="a"/></xsl:variable>
    <xsl:call-template name="mark">
      <xsl:with-param name="class" select="'mark letter added'"/>
      <xsl:with-param name="id" select="concat('reading-mark:', $number)"/>
      <xsl:with-param name="target" select="concat('reading:', $number)"/>
      <xsl:with-param name="sign" select="$letter"/>
      <xsl:with-param name="label" select="ui:word('reading', string($letter))"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="readings">
    <xsl:if test="$readings">
      <section class="readings" aria-labelledby="page:readings">
        <h2 id="page:readings" class="added"><xsl:value-of select="ui:word('readings')"/></h2>
        <ol><xsl:apply-templates select="$readings" mode="reading"/></ol>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:choice" mode="reading">
    <xsl:variable name="number"><xsl:call-template name="number"/></xsl:variable>
    <xsl:variable name="letter"><xsl:number value="$number" format="a"/></xsl:variable>
    <xsl:variable name="shown" select="(tei:corr | tei:reg | tei:expan | *[not(../tei:corr or ../tei:reg or ../tei:expan)][1])[1]"/>
    <li id="reading:{$number}">
      <a class="label added" role="doc-backlink" href="#reading-mark:{$number}" aria-label="{ui:word('back-to-reading', string($letter))}">
        <xsl:value-of select="$letter"/>
      </a>
      <div class="words">
        <span class="lemma added">
          <xsl:apply-templates select="$shown" mode="plain"/>
          <xsl:value-of select="ui:word('reading-bracket')"/>
        </span>
        <xsl:for-each select="*[count(. | $shown) = 2]">
          <xsl:if test="position() &gt; 1"><span class="added"><xsl:value-of select="ui:word('list-separator')"/></span></xsl:if>
          <xsl:text> </xsl:text>
          <xsl:apply-templates select="."/>
        </xsl:for-each>
      </div>
    </li>
  </xsl:template>

</xsl:stylesheet>
