<?xml version="1.0" encoding="UTF-8"?>
<!-- What every element that is shown has in common: its language, id and class, and the choice between a
     span and a div. Elements without a template of their own are shown here too: nothing is lost. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:ui="urn:tei:interface"
    exclude-result-prefixes="tei ui">

  <!-- Class, id, language and direction of the current element. -->
  <xsl:template name="attributes">
    <xsl:param name="class"/>
    <xsl:choose>
      <xsl:when test="@rend">
        <xsl:variable name="classes" select="normalize-space(concat($class, ' ', ui:rendition(string(@rend))))"/>
        <xsl:if test="$classes">
          <xsl:attribute name="class"><xsl:value-of select="$classes"/></xsl:attribute>
        </xsl:if>
      </xsl:when>
      <xsl:when test="$class">
        <xsl:attribute name="class"><xsl:value-of select="$class"/></xsl:attribute>
      </xsl:when>
    </xsl:choose>
    <xsl:if test="@xml:id">
      <xsl:attribute name="id"><xsl:value-of select="@xml:id"/></xsl:attribute>
    </xsl:if>
    <xsl:if test="@xml:lang"><xsl:call-template name="language"/></xsl:if>
  </xsl:template>

  <!-- A class, and one more for the value of @type. -->
  <xsl:template name="typed">
    <xsl:param name="class"/>
    <xsl:value-of select="$class"/>
    <xsl:if test="@type"><xsl:value-of select="concat(' ', ui:rendition(string(@type)))"/></xsl:if>
  </xsl:template>

  <xsl:template name="language">
    <xsl:param name="tag" select="string(@xml:lang)"/>
    <xsl:if test="$tag">
      <xsl:attribute name="lang"><xsl:value-of select="$tag"/></xsl:attribute>
      <xsl:variable name="direction" select="ui:direction($tag)"/>
      <xsl:if test="$direction != ui:direction(string(ancestor::*[@xml:lang][1]/@xml:lang))">
        <xsl:attribute name="dir"><xsl:value-of select="$direction"/></xsl:attribute>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- A box around the content: inline where it can be, a div where it holds blocks or stands among them. -->
  <xsl:template name="box">
    <xsl:param name="class" select="local-name()"/>
    <xsl:param name="inline" select="'span'"/>
    <xsl:variable name="blocks"><xsl:call-template name="holds-blocks"/></xsl:variable>
    <xsl:variable name="name">
      <xsl:choose>
        <xsl:when test="$blocks = 'yes'">div</xsl:when>
        <xsl:otherwise><xsl:value-of select="$inline"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$name}">
      <xsl:call-template name="attributes">
        <xsl:with-param name="class" select="$class"/>
      </xsl:call-template>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template name="block">
    <xsl:param name="class" select="local-name()"/>
    <div>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class" select="$class"/>
      </xsl:call-template>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- Does the current element hold what HTML shows as a block? Notes are counted with their own content. -->
  <xsl:template name="holds-blocks">
    <xsl:variable name="depth" select="count(ancestor-or-self::tei:note)"/>
    <xsl:if test="descendant::*[self::tei:p or self::tei:ab or self::tei:l or self::tei:lg or self::tei:list
                    or self::tei:table or self::tei:figure or self::tei:floatingText or self::tei:address
                    or self::tei:opener or self::tei:closer or self::tei:dateline or self::tei:salute
                    or self::tei:signed or self::tei:postscript or self::tei:listBibl or self::tei:listPerson
                    or self::tei:listPlace or self::tei:listOrg or self::tei:head or self::tei:epigraph
                    or self::tei:argument or self::tei:trailer or self::tei:titlePart or self::tei:div
                    or self::tei:quote[contains(concat(' ', @rend, ' '), ' block ')]]
                  [count(ancestor::tei:note) = $depth]">yes</xsl:if>
  </xsl:template>

  <!-- Elements without a template of their own, of the TEI or not. -->
  <xsl:template match="*">
    <xsl:call-template name="box">
      <xsl:with-param name="class" select="concat('other ', local-name())"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:body/* | tei:div/* | tei:front/* | tei:back/* | tei:group/* | tei:text/*" priority="-0.4">
    <xsl:call-template name="block">
      <xsl:with-param name="class" select="concat('other ', local-name())"/>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
