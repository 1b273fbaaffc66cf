<?xml version="1.0" encoding="UTF-8"?>
<!-- Within the line: emphasis, foreign words, terms, names, titles, dates and references. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:ui="urn:tei:interface"
    exclude-result-prefixes="tei ui">

  <xsl:template match="tei:hi">
    <xsl:variable name="tokens" select="concat(' ', @rend, ' ')"/>
    <xsl:call-template name="box">
      <xsl:with-param name="inline">
        <xsl:choose>
          <xsl:when test="contains($tokens, ' sup ') or contains($tokens, ' superscript ')">sup</xsl:when>
          <xsl:when test="contains($tokens, ' sub ') or contains($tokens, ' subscript ')">sub</xsl:when>
          <xsl:when test="contains($tokens, ' bold ')">b</xsl:when>
          <xsl:when test="contains($tokens, ' underline ')">u</xsl:when>
          <xsl:when test="not(@rend) or contains($tokens, ' italic ') or contains($tokens, ' italics ')">i</xsl:when>
          <xsl:otherwise>span</xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:emph">
    <xsl:call-template name="box"><xsl:with-param name="inline" select="'em'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:foreign | tei:mentioned | tei:term">
    <xsl:call-template name="box"><xsl:with-param name="inline" select="'i'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:title">
    <xsl:call-template name="box">
      <xsl:with-param name="class" select="concat('title', substring(' part', 1, 5 * (@level = 'a')))"/>
      <xsl:with-param name="inline" select="'cite'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:soCalled | tei:gloss | tei:seg | tei:num | tei:measure | tei:abbr | tei:expan | tei:orig | tei:reg
                     | tei:bibl | tei:desc | tei:figDesc | tei:rhyme | tei:fw | tei:idno
                     | tei:pubPlace | tei:publisher | tei:author | tei:editor | tei:biblScope | tei:edition | tei:series | tei:occupation
                     | tei:location | tei:geo | tei:birth | tei:death">
    <xsl:call-template name="box"/>
  </xsl:template>

  <xsl:template match="tei:date | tei:time">
    <xsl:choose>
      <xsl:when test="@when and translate(@when, '0123456789-:T', '') = '' and not(starts-with(@when, '-'))
                      and not(ancestor::tei:date or ancestor::tei:time)">
        <time datetime="{@when}">
          <xsl:call-template name="attributes"/>
          <xsl:apply-templates/>
        </time>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="box"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:anchor">
    <span><xsl:call-template name="attributes"/></span>
  </xsl:template>

  <!-- Line breaks stand as they are recorded, unless they break a word. -->
  <xsl:template match="tei:lb">
    <xsl:if test="not(@break = 'no')"><br/></xsl:if>
  </xsl:template>

  <!-- Names lead to the register. Links cannot be nested, so a name within a link is plain. -->
  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:name | tei:rs | tei:settlement | tei:region
                     | tei:country | tei:geogName | tei:surname | tei:forename | tei:roleName | tei:genName
                     | tei:nameLink | tei:addName">
    <xsl:variable name="link">
      <xsl:if test="@ref and not(ancestor::tei:ref or ancestor::*[@ref])">
        <xsl:call-template name="address"><xsl:with-param name="target" select="string(@ref)"/></xsl:call-template>
      </xsl:if>
    </xsl:variable>
    <xsl:call-template name="link-or-box"><xsl:with-param name="link" select="string($link)"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:ref">
    <xsl:variable name="link">
      <xsl:if test="not(ancestor::tei:ref or ancestor::*[@ref])">
        <xsl:call-template name="address"><xsl:with-param name="target" select="string(@target)"/></xsl:call-template>
      </xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$link != '' and key('id', substring-after(@target, '#'))/self::tei:note">
        <xsl:call-template name="note-reference"><xsl:with-param name="link" select="string($link)"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="link-or-box"><xsl:with-param name="link" select="string($link)"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A pointer has no words of its own: it gets those of the heading it points at, or its address. -->
  <xsl:template match="tei:ptr">
    <xsl:variable name="link">
      <xsl:if test="not(ancestor::tei:ref or ancestor::*[@ref])">
        <xsl:call-template name="address"><xsl:with-param name="target" select="string(@target)"/></xsl:call-template>
      </xsl:if>
    </xsl:variable>
    <xsl:variable name="target" select="key('id', substring-after(@target, '#'))[starts-with(current()/@target, '#')]"/>
    <xsl:choose>
      <xsl:when test="$link != '' and $target/self::tei:note">
        <xsl:call-template name="note-reference"><xsl:with-param name="link" select="string($link)"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="words">
          <xsl:choose>
            <xsl:when test="$target/tei:head"><xsl:apply-templates select="$target/tei:head[1]/node()" mode="plain"/></xsl:when>
            <xsl:when test="$target"><xsl:value-of select="ui:word('this-place')"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="@target"/></xsl:otherwise>
          </xsl:choose>
        </xsl:variable>
        <span class="ptr added">
          <xsl:call-template name="attributes"><xsl:with-param name="class" select="'ptr added'"/></xsl:call-template>
          <xsl:choose>
            <xsl:when test="$link != ''"><a href="{$link}"><xsl:value-of select="ui:word('see', string($words))"/></a></xsl:when>
            <xsl:otherwise><xsl:value-of select="ui:word('see', string($words))"/></xsl:otherwise>
          </xsl:choose>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="link-or-box">
    <xsl:param name="link"/>
    <xsl:variable name="blocks"><xsl:call-template name="holds-blocks"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$link != '' and $blocks != 'yes'">
        <a href="{$link}">
          <xsl:call-template name="attributes"><xsl:with-param name="class" select="local-name()"/></xsl:call-template>
          <xsl:apply-templates/>
        </a>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="box"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The address of a link: a place of this page if there is one, a page elsewhere if it is safe. -->
  <xsl:template name="address">
    <xsl:param name="target"/>
    <xsl:choose>
      <xsl:when test="starts-with($target, '#')">
        <xsl:if test="key('id', substring($target, 2))"><xsl:value-of select="$target"/></xsl:if>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="ui:link($target)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
