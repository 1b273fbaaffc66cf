<?xml version="1.0" encoding="UTF-8"?>
<!-- What a transcription records about its source: breaks, gaps, additions, deletions, corrections. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:ui="urn:tei:interface"
    exclude-result-prefixes="tei ui">

  <!-- Page and column breaks: a stroke in the line, the number in the margin. -->
  <xsl:template match="tei:pb"><xsl:call-template name="page-break"/></xsl:template>
  <xsl:template match="tei:cb"><xsl:call-template name="column-break"/></xsl:template>
  <!-- The source's own mark of a page says what the break beside it shows. -->
  <xsl:template match="tei:seg[@type = 'pageNum']"><xsl:apply-templates select="tei:pb"/></xsl:template>

  <xsl:template name="page-break">
    <xsl:variable name="between" select="parent::tei:body or parent::tei:div or parent::tei:front or parent::tei:back or parent::tei:quote/tei:p
        or parent::tei:lg or parent::tei:titlePage or parent::tei:postscript"/>
    <span role="doc-pagebreak">
      <xsl:call-template name="attributes">
        <xsl:with-param name="class" select="concat('pb added', substring(' between', 1, 8 * $between))"/>
      </xsl:call-template>
      <xsl:attribute name="aria-label">
        <xsl:choose>
          <xsl:when test="@n"><xsl:value-of select="ui:word('page', string(@n))"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="ui:word('page-break')"/></xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <span class="stroke"><xsl:value-of select="ui:word('page-break-sign')"/></span>
      <xsl:if test="@n"><span class="number"><xsl:value-of select="ui:word('page-number', string(@n))"/></span></xsl:if>
    </span>
  </xsl:template>

  <xsl:template name="column-break">
    <span role="img">
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'cb added'"/></xsl:call-template>
      <xsl:attribute name="aria-label">
        <xsl:choose>
          <xsl:when test="@n"><xsl:value-of select="ui:word('column', string(@n))"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="ui:word('column-break')"/></xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <span class="stroke"><xsl:value-of select="ui:word('page-break-sign')"/></span>
      <xsl:value-of select="@n"/>
    </span>
  </xsl:template>

  <!-- The reading of the edition, then a letter that leads to the reading of the source. -->
  <xsl:template match="tei:choice">
    <xsl:variable name="shown" select="tei:corr | tei:reg | tei:expan | *[not(../tei:corr or ../tei:reg or ../tei:expan)][1]"/>
    <span>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'choice'"/></xsl:call-template>
      <xsl:apply-templates select="$shown[1] | text()[normalize-space()]"/>
      <xsl:call-template name="reading-mark"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:corr"><xsl:call-template name="box"/></xsl:template>

  <xsl:template match="tei:sic">
    <xsl:call-template name="box"/>
    <span class="sign added"><xsl:value-of select="concat(' ', ui:word('sic'))"/></span>
  </xsl:template>

  <xsl:template match="tei:choice/tei:sic"><xsl:call-template name="box"/></xsl:template>

  <!-- The text itself says so right behind it. -->
  <xsl:template match="tei:sic[following-sibling::*[1][self::tei:note[@place = 'inline']][contains(., 'sic')]]" priority="2">
    <xsl:call-template name="box"/>
  </xsl:template>

  <xsl:template match="tei:add">
    <xsl:call-template name="box"><xsl:with-param name="inline" select="'ins'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:del">
    <xsl:call-template name="box"><xsl:with-param name="inline" select="'del'"/></xsl:call-template>
  </xsl:template>

  <!-- White space between the two is indentation. -->
  <xsl:template match="tei:subst">
    <span>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'subst'"/></xsl:call-template>
      <xsl:apply-templates select="* | text()[normalize-space()]"/>
    </span>
  </xsl:template>

  <!-- The source may have the brackets already. -->
  <xsl:template match="tei:supplied">
    <xsl:choose>
      <xsl:when test="starts-with(normalize-space(), '[')"><xsl:call-template name="box"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="between"><xsl:with-param name="sign" select="'supplied'"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:surplus">
    <xsl:call-template name="between"><xsl:with-param name="sign" select="'surplus'"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="between">
    <xsl:param name="sign"/>
    <span class="bracket added"><xsl:value-of select="ui:word(concat($sign, '-open'))"/></span>
    <xsl:call-template name="box"/>
    <span class="bracket added"><xsl:value-of select="ui:word(concat($sign, '-close'))"/></span>
  </xsl:template>

  <xsl:template match="tei:unclear">
    <xsl:call-template name="box"/>
    <span class="sign added"><xsl:value-of select="concat(' ', ui:word('unclear'))"/></span>
  </xsl:template>

  <xsl:template match="tei:gap">
    <span>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'gap sign'"/></xsl:call-template>
      <xsl:variable name="why">
        <xsl:if test="@reason and not(tei:desc)"><xsl:value-of select="ui:term('reason', string(@reason))"/></xsl:if>
        <xsl:if test="@reason and not(tei:desc) and (@quantity or @extent)"><xsl:value-of select="ui:word('separator')"/></xsl:if>
        <xsl:choose>
          <xsl:when test="@quantity"><xsl:value-of select="concat(@quantity, ' ', ui:term('unit', string(@unit)))"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="@extent"/></xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <span class="added"><xsl:value-of select="ui:word('gap-open')"/></span>
      <xsl:if test="tei:desc or $why != ''"><xsl:value-of select="ui:word('space')"/></xsl:if>
      <xsl:if test="$why != ''"><span class="added"><xsl:value-of select="$why"/></span></xsl:if>
      <xsl:apply-templates/>
      <span class="added"><xsl:value-of select="ui:word('gap-close')"/></span>
    </span>
  </xsl:template>

  <!-- Words that stand in brackets of their own say by themselves that something is missing. -->
  <xsl:template match="tei:gap[contains('[({', substring(normalize-space(tei:desc), 1, 1))][tei:desc[normalize-space()]]" priority="2">
    <span>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'gap sign'"/></xsl:call-template>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <!-- So do words that a plain description could not hold: they stand beside the gap. -->
  <xsl:template match="tei:seg[not(@*)][tei:gap[not(node())]]" priority="2">
    <span class="gap sign"><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="tei:seg[not(@*)]/tei:gap[not(node())]" priority="3"/>

  <xsl:template match="tei:space">
    <span role="img" aria-label="{ui:word('space-left')}">
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'space'"/></xsl:call-template>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

</xsl:stylesheet>
