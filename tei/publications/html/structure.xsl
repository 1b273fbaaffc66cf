<?xml version="1.0" encoding="UTF-8"?>
<!-- Front, body, back, divisions and their headings. The title is the heading of level 1; a division adds one level
     when it has a heading, so no level is ever skipped. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:ui="urn:tei:interface"
    exclude-result-prefixes="tei ui">

  <xsl:template match="tei:text">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="tei:group//tei:text">
    <xsl:call-template name="block"/>
  </xsl:template>

  <xsl:template match="tei:front | tei:body | tei:back">
    <div>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class" select="local-name()"/>
      </xsl:call-template>
      <xsl:apply-templates select="node()[count(. | $opening) != count($opening)]"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:div">
    <section>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class"><xsl:call-template name="typed"><xsl:with-param name="class" select="'div'"/></xsl:call-template></xsl:with-param>
      </xsl:call-template>
      <xsl:if test="tei:head and not(@xml:id)">
        <xsl:attribute name="id"><xsl:call-template name="section-id"/></xsl:attribute>
      </xsl:if>
      <xsl:apply-templates/>
    </section>
  </xsl:template>

  <!-- The id of a division: its own, or its path. -->
  <xsl:template name="section-id">
    <xsl:choose>
      <xsl:when test="@xml:id"><xsl:value-of select="@xml:id"/></xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat('section:', local-name(ancestor::*[not(self::tei:div)][1]), ':')"/>
        <xsl:number level="multiple" count="tei:div" format="1.1"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The heading of a division or of a text: the first head; the others are lines below or above it. -->
  <xsl:template match="tei:div/tei:head | tei:body/tei:head | tei:front/tei:head | tei:back/tei:head">
    <xsl:variable name="heads" select="../tei:head"/>
    <xsl:variable name="heading" select="($heads[@type = 'main'] | $heads[not($heads[@type = 'main'])])[1]"/>
    <xsl:choose>
      <xsl:when test="generate-id() = generate-id($main-title)"><xsl:call-template name="main-title"/></xsl:when>
      <xsl:when test="count(. | $opening) = count($opening) or count(. | $heading) = 2">
        <xsl:call-template name="subtitle"/>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="heading"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="main-title">
    <h1>
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates/>
    </h1>
  </xsl:template>

  <xsl:template name="subtitle">
    <p role="doc-subtitle">
      <xsl:call-template name="attributes">
        <xsl:with-param name="class" select="'subtitle'"/>
      </xsl:call-template>
      <xsl:apply-templates/>
    </p>
  </xsl:template>

  <xsl:template name="heading">
    <xsl:variable name="level" select="1 + count(ancestor::tei:div[tei:head])
        + count(ancestor::tei:body[tei:head][not(tei:head[generate-id() = generate-id($main-title)])])
        + count(ancestor::tei:floatingText[*/tei:titlePage])"/>
    <xsl:variable name="capped" select="$level - ($level &gt; 6) * ($level - 6)"/>
    <div class="heading">
      <xsl:element name="h{$capped}">
        <xsl:call-template name="attributes"/>
        <xsl:apply-templates/>
      </xsl:element>
      <xsl:if test="parent::tei:div">
        <xsl:variable name="id">
          <xsl:for-each select=".."><xsl:call-template name="section-id"/></xsl:for-each>
        </xsl:variable>
        <xsl:call-template name="permalink">
          <xsl:with-param name="id" select="string($id)"/>
          <xsl:with-param name="label" select="$link-to-section"/>
        </xsl:call-template>
      </xsl:if>
    </div>
  </xsl:template>

  <!-- Many links, few words: the functions are called once, not for each of them. -->
  <xsl:variable name="permalink" select="ui:word('permalink')"/>
  <xsl:variable name="ellipsis" select="ui:word('ellipsis')"/>
  <xsl:variable name="link-to-paragraph" select="ui:word('permalink-paragraph', '{}')"/>
  <xsl:variable name="link-to-section" select="ui:word('permalink-section', '{}')"/>

  <xsl:template name="permalink">
    <xsl:param name="id" select="string(@xml:id)"/>
    <xsl:param name="label" select="$link-to-paragraph"/>
    <xsl:variable name="words"><xsl:call-template name="first-words"/></xsl:variable>
    <a class="permalink added" href="#{$id}" aria-label="{substring-before($label, '{}')}{$words}{substring-after($label, '{}')}">
      <xsl:value-of select="$permalink"/>
    </a>
  </xsl:template>

  <!-- Some forty characters, to the end of the word, are enough to know a paragraph by. -->
  <xsl:template name="first-words">
    <xsl:variable name="content">
      <xsl:choose>
        <xsl:when test="descendant::tei:note or descendant::tei:choice or descendant::tei:lb"><xsl:apply-templates mode="plain"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="words" select="normalize-space($content)"/>
    <xsl:value-of select="concat(substring($words, 1, 40), substring-before(concat(substring($words, 41), ' '), ' '))"/>
    <xsl:if test="contains(substring($words, 41), ' ')"><xsl:value-of select="$ellipsis"/></xsl:if>
  </xsl:template>

  <!-- Title pages. -->
  <xsl:template match="tei:titlePage | tei:docTitle | tei:docImprint | tei:docEdition | tei:imprimatur">
    <xsl:call-template name="block"/>
  </xsl:template>

  <xsl:template match="tei:titlePart">
    <xsl:choose>
      <xsl:when test="generate-id() = generate-id($main-title)"><xsl:call-template name="main-title"/></xsl:when>
      <xsl:otherwise>
        <p>
          <xsl:call-template name="attributes">
            <xsl:with-param name="class" select="'subtitle'"/>
          </xsl:call-template>
          <xsl:apply-templates/>
        </p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:byline | tei:docDate | tei:docAuthor">
    <xsl:call-template name="block"/>
  </xsl:template>

  <xsl:template match="tei:byline//tei:docAuthor | tei:byline//tei:docDate | tei:docImprint//tei:docDate | tei:p//tei:docAuthor | tei:p//tei:docDate">
    <xsl:call-template name="box"/>
  </xsl:template>

  <!-- A text within the text, and what opens and closes a text or a division. -->
  <xsl:template match="tei:floatingText | tei:epigraph | tei:argument | tei:trailer">
    <xsl:call-template name="block"/>
  </xsl:template>

</xsl:stylesheet>
