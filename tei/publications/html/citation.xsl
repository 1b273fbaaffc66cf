<?xml version="1.0" encoding="UTF-8"?>
<!-- A biblStruct as one line, in the order of a bibliography: author, title, journal, volume, place, date, pages. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:ui="urn:tei:interface"
    exclude-result-prefixes="tei ui">

  <xsl:template match="tei:biblStruct" mode="citation">
    <xsl:for-each select="tei:analytic/tei:author | tei:monogr/tei:author | tei:analytic/tei:title[not(@type = 'sub')]
        | tei:monogr/tei:title[not(@type = 'sub')] | tei:monogr/tei:editor
        | .//tei:biblScope[not(@unit = 'page')] | .//tei:biblScope[@unit = 'page'][1]
        | .//tei:pubPlace | .//tei:imprint/tei:publisher | .//tei:imprint/tei:date | .//tei:idno">
      <xsl:sort data-type="number" select="10 * boolean(self::tei:author) + 20 * boolean(self::tei:title and parent::tei:analytic)
          + 30 * boolean(self::tei:title and parent::tei:monogr) + 35 * boolean(self::tei:editor)
          + 40 * boolean(self::tei:biblScope[not(@unit = 'page')]) + 50 * boolean(self::tei:pubPlace)
          + 60 * boolean(self::tei:publisher) + 70 * boolean(self::tei:date)
          + 80 * boolean(self::tei:biblScope[@unit = 'page']) + 90 * boolean(self::tei:idno)"/>
      <xsl:if test="position() &gt; 1"><xsl:value-of select="ui:word('separator')"/></xsl:if>
      <xsl:apply-templates select="." mode="citation"/>
    </xsl:for-each>
    <xsl:value-of select="ui:word('stop')"/>
    <xsl:for-each select="tei:note">
      <xsl:text> </xsl:text>
      <xsl:apply-templates/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:bibl" mode="citation"><xsl:apply-templates/></xsl:template>

  <xsl:template match="*" mode="citation"><xsl:value-of select="normalize-space()"/></xsl:template>

  <xsl:template match="tei:analytic/tei:title" mode="citation">
    <xsl:value-of select="ui:word('quotation-open')"/>
    <xsl:call-template name="title-with-subtitle"/>
    <xsl:value-of select="ui:word('quotation-close')"/>
  </xsl:template>

  <xsl:template match="tei:monogr/tei:title" mode="citation">
    <cite>
      <xsl:call-template name="language"/>
      <xsl:call-template name="title-with-subtitle"/>
    </cite>
  </xsl:template>

  <xsl:template name="title-with-subtitle">
    <xsl:value-of select="normalize-space()"/>
    <xsl:for-each select="../tei:title[@type = 'sub']">
      <xsl:value-of select="concat(ui:word('colon'), normalize-space())"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:biblScope" mode="citation">
    <xsl:value-of select="ui:term('unit', string(@unit), normalize-space())"/>
  </xsl:template>

  <xsl:template match="tei:biblScope[@unit = 'page']" mode="citation">
    <xsl:variable name="all" select="../tei:biblScope[@unit = 'page']"/>
    <xsl:variable name="pages">
      <xsl:for-each select="$all">
        <xsl:if test="position() &gt; 1"><xsl:value-of select="ui:word('separator')"/></xsl:if>
        <xsl:value-of select="normalize-space()"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="count($all) &gt; 1 or (@from and @to and @from != @to)"><xsl:value-of select="ui:term('unit', 'pages', string($pages))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="ui:term('unit', 'page', string($pages))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:date" mode="citation"><xsl:call-template name="date"/></xsl:template>

  <!-- A date as it is written, or as its machine form says it. -->
  <xsl:template name="date">
    <xsl:choose>
      <xsl:when test="normalize-space()"><xsl:value-of select="normalize-space()"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="ui:date(string(@when | @notBefore[not(../@when)] | @from[not(../@when)]))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- How to cite this file: the print if there was one, then who publishes the edition and when. -->
  <xsl:template name="cite">
    <xsl:variable name="publisher" select="$publication/tei:publisher | $publication/tei:authority[not($publication/tei:publisher)]"/>
    <xsl:variable name="year" select="substring(($publication//tei:date/@when | $header/tei:revisionDesc[not($publication//tei:date/@when)]//tei:change[1]/@when)[1], 1, 4)"/>
    <xsl:variable name="edition">
      <xsl:value-of select="normalize-space($publisher[1])"/>
      <xsl:if test="$publisher and $year"><xsl:value-of select="ui:word('separator')"/></xsl:if>
      <xsl:value-of select="$year"/>
    </xsl:variable>
    <p class="cite">
      <xsl:choose>
        <xsl:when test="$print[self::tei:biblStruct]">
          <xsl:apply-templates select="$print[self::tei:biblStruct][1]" mode="citation"/>
        </xsl:when>
        <xsl:otherwise><xsl:call-template name="cite-by-title"/></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="$edition != ''">
        <xsl:value-of select="concat(' ', ui:word('cite-edition', string($edition)), ui:word('stop'))"/>
      </xsl:if>
    </p>
  </xsl:template>

  <xsl:template name="cite-by-title">
    <xsl:for-each select="$titles/tei:author">
      <xsl:value-of select="concat(normalize-space(), ui:word('separator'))"/>
    </xsl:for-each>
    <cite><xsl:value-of select="normalize-space($title)"/></cite>
    <xsl:value-of select="ui:word('stop')"/>
  </xsl:template>

</xsl:stylesheet>
