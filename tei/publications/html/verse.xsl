<?xml version="1.0" encoding="UTF-8"?>
<!-- Stanzas and lines of verse. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:ui="urn:tei:interface"
    exclude-result-prefixes="tei ui">

  <xsl:template match="tei:lg">
    <xsl:call-template name="block"/>
  </xsl:template>

  <xsl:template match="tei:lg/tei:head">
    <p>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'lg-head'"/></xsl:call-template>
      <xsl:apply-templates/>
    </p>
  </xsl:template>

  <xsl:template match="tei:l">
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'l'"/></xsl:call-template>
      <xsl:apply-templates/>
      <xsl:if test="@n"><span class="line-number added"><xsl:value-of select="@n"/></span></xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="tei:caesura">
    <span class="caesura"><xsl:value-of select="ui:word('space')"/></span>
  </xsl:template>

</xsl:stylesheet>
