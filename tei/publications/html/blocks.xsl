<?xml version="1.0" encoding="UTF-8"?>
<!-- Paragraphs, quotations, figures and separators. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:ui="urn:tei:interface"
    exclude-result-prefixes="tei ui">

  <!-- HTML's p cannot hold blocks; a paragraph that does is a div of the same class. -->
  <xsl:template match="tei:p | tei:ab">
    <xsl:variable name="blocks"><xsl:call-template name="holds-blocks"/></xsl:variable>
    <xsl:variable name="name">
      <xsl:choose>
        <xsl:when test="$blocks = 'yes'">div</xsl:when>
        <xsl:otherwise>p</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$name}">
      <xsl:call-template name="attributes">
        <xsl:with-param name="class" select="substring(local-name(), 1, 2 * (self::tei:ab or $blocks = 'yes'))"/>
      </xsl:call-template>
      <xsl:apply-templates/>
      <xsl:if test="@xml:id and not(ancestor::tei:note) and ancestor::tei:text">
        <xsl:call-template name="permalink"/>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- A paragraph of a note that stands inside a line. -->
  <xsl:template match="tei:p//tei:note[@place = 'inline']//tei:p">
    <span>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class" select="'p'"/>
      </xsl:call-template>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <!-- Quotations: set off where they hold blocks or stand among them, else within the line. -->
  <xsl:template match="tei:quote | tei:q | tei:said">
    <xsl:variable name="blocks"><xsl:call-template name="holds-blocks"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$blocks = 'yes' or contains(concat(' ', @rend, ' '), ' block ')"><xsl:call-template name="blockquote"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="quotation"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:body/tei:quote | tei:div/tei:quote | tei:epigraph/tei:quote | tei:argument/tei:quote
                     | tei:postscript/tei:quote | tei:front/tei:quote | tei:back/tei:quote | tei:cit/tei:quote[not(ancestor::tei:p)]
                     | tei:body/tei:q | tei:div/tei:q | tei:epigraph/tei:q">
    <xsl:call-template name="blockquote"/>
  </xsl:template>

  <xsl:template name="blockquote">
    <blockquote>
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates/>
    </blockquote>
  </xsl:template>

  <!-- Quotation marks are characters of the text, unless the header says that they were left out. -->
  <xsl:variable name="marks" select="$header//tei:quotation/@marks"/>

  <xsl:template name="quotation">
    <xsl:choose>
      <xsl:when test="$marks = 'none'">
        <q><xsl:call-template name="attributes"/><xsl:apply-templates/></q>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:call-template name="attributes">
            <xsl:with-param name="class" select="local-name()"/>
          </xsl:call-template>
          <xsl:apply-templates/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:cit">
    <xsl:choose>
      <xsl:when test="ancestor::tei:p or ancestor::tei:l or ancestor::tei:note"><xsl:call-template name="box"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="block"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Figures. A picture on another host is not fetched; the page says where it is. -->
  <xsl:template match="tei:figure">
    <figure>
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates select="tei:graphic"/>
      <xsl:if test="text()[normalize-space()] | *[not(self::tei:graphic or self::tei:figDesc[../tei:graphic[ui:picture(string(@url)) != '']])]">
        <figcaption>
          <xsl:apply-templates select="node()[not(self::tei:graphic or self::tei:figDesc[../tei:graphic[ui:picture(string(@url)) != '']])]"/>
        </figcaption>
      </xsl:if>
    </figure>
  </xsl:template>

  <xsl:template match="tei:figure/tei:head"><xsl:call-template name="block"/></xsl:template>

  <xsl:template match="tei:graphic">
    <xsl:variable name="picture" select="ui:picture(string(@url))"/>
    <xsl:variable name="link" select="ui:link(string(@url))"/>
    <xsl:choose>
      <xsl:when test="$picture">
        <img src="{$picture}" alt="{normalize-space((../tei:figDesc | tei:desc)[1])}" loading="lazy">
          <xsl:call-template name="attributes"/>
        </img>
      </xsl:when>
      <xsl:when test="contains($link, '://')">
        <a class="elsewhere added" href="{$link}"><xsl:value-of select="ui:word('picture-elsewhere', $link)"/></a>
      </xsl:when>
      <xsl:otherwise>
        <span class="elsewhere added"><xsl:value-of select="ui:word('picture-elsewhere', string(@url))"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A separator between paragraphs: the sign that is printed, where it is recorded, else a short rule. -->
  <xsl:template match="tei:milestone">
    <xsl:choose>
      <xsl:when test="ancestor::tei:p or ancestor::tei:ab or ancestor::tei:l or ancestor::tei:head or ancestor::tei:cell">
        <span class="milestone">
          <xsl:call-template name="attributes"><xsl:with-param name="class" select="'milestone'"/></xsl:call-template>
          <xsl:if test="@n"><span class="added"><xsl:value-of select="@n"/></span></xsl:if>
        </span>
      </xsl:when>
      <xsl:when test="@rend and translate(@rend, 'abcdefghijklmnopqrstuvwxyz', '') = @rend">
        <p class="ornament added"><xsl:value-of select="@rend"/></p>
      </xsl:when>
      <xsl:otherwise><hr><xsl:call-template name="attributes"/></hr></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
