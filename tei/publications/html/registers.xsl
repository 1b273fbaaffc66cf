<?xml version="1.0" encoding="UTF-8"?>
<!-- Registers of the persons, places and organisations that standOff describes. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:ui="urn:tei:interface"
    exclude-result-prefixes="tei ui">

  <xsl:template name="registers">
    <xsl:call-template name="register">
      <xsl:with-param name="word" select="'persons'"/>
      <xsl:with-param name="entries" select="/tei:TEI/tei:standOff//tei:person"/>
    </xsl:call-template>
    <xsl:call-template name="register">
      <xsl:with-param name="word" select="'places'"/>
      <xsl:with-param name="entries" select="/tei:TEI/tei:standOff//tei:place"/>
    </xsl:call-template>
    <xsl:call-template name="register">
      <xsl:with-param name="word" select="'organisations'"/>
      <xsl:with-param name="entries" select="/tei:TEI/tei:standOff//tei:org"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="register">
    <xsl:param name="word"/>
    <xsl:param name="entries"/>
    <xsl:if test="$entries">
      <section class="register" aria-labelledby="page:{$word}">
        <h2 id="page:{$word}"><xsl:value-of select="ui:word($word)"/></h2>
        <ul><xsl:apply-templates select="$entries" mode="register"/></ul>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="register">
    <xsl:variable name="name" select="(tei:persName | tei:placeName | tei:orgName | tei:name | tei:geogName | tei:settlement)[1]"/>
    <xsl:variable name="details" select="*[generate-id() != generate-id($name)][not(self::tei:birth or self::tei:death)]"/>
    <li>
      <xsl:call-template name="attributes"/>
      <xsl:if test="$name"><span class="name"><xsl:apply-templates select="$name/node()"/></span></xsl:if>
      <xsl:if test="tei:birth or tei:death">
        <xsl:value-of select="concat(ui:word('separator'), ui:word('life', substring(tei:birth/@when, 1, 4), substring(tei:death/@when, 1, 4)))"/>
      </xsl:if>
      <xsl:for-each select="$details">
        <xsl:choose>
          <xsl:when test="position() = 1 and $name"><xsl:value-of select="ui:word('colon')"/></xsl:when>
          <xsl:otherwise><xsl:text> </xsl:text></xsl:otherwise>
        </xsl:choose>
        <span class="detail"><xsl:apply-templates/></span>
      </xsl:for-each>
    </li>
  </xsl:template>

</xsl:stylesheet>
