<?xml version="1.0" encoding="UTF-8"?>
<!-- The skeleton of the page: its head, its landmarks, and the block with title and author. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:ui="urn:tei:interface"
    exclude-result-prefixes="tei ui">

  <!-- The languages of the page's own words, of the header and of the text. -->
  <xsl:variable name="language" select="ui:language()"/>
  <xsl:variable name="usual" select="$header/tei:profileDesc/tei:langUsage/tei:language[1]/@ident"/>
  <xsl:variable name="header-language" select="string($header/ancestor-or-self::*[@xml:lang][1]/@xml:lang)"/>
  <xsl:variable name="text-language" select="string(($text/ancestor-or-self::*[@xml:lang][1]/@xml:lang | $usual[not($text/ancestor-or-self::*/@xml:lang)])[1])"/>
  <xsl:variable name="title" select="($titles/tei:title[@type = 'main'] | $titles/tei:title[not($titles/tei:title[@type = 'main'])])[1]"/>

  <!-- What opens the text and belongs into its title block: a title page with what stands before it, or the
       heads, author and date at the beginning of the body. -->
  <xsl:variable name="title-page" select="$front/tei:titlePage[1] | $front[not(tei:titlePage)]/tei:docTitle[1]"/>
  <xsl:variable name="first-of-text" select="$body[not($front)]/*[not(self::tei:head or self::tei:byline or self::tei:docAuthor
      or self::tei:docDate or self::tei:docTitle or self::tei:docImprint or self::tei:pb or self::tei:fw or self::tei:lb)][1]"/>
  <xsl:variable name="before-text" select="$first-of-text/preceding-sibling::*"/>
  <xsl:variable name="opening" select="$title-page | $title-page/preceding-sibling::*
      | $before-text[not(self::tei:pb or self::tei:fw or self::tei:lb)]
      | $before-text[following-sibling::*[count(. | $before-text) = count($before-text)][not(self::tei:pb or self::tei:fw or self::tei:lb)]]"/>

  <!-- The one heading of the first level; where the text has none, the title of the file stands in. -->
  <xsl:variable name="titles-printed" select="$opening/descendant-or-self::*[self::tei:head or self::tei:titlePart]"/>
  <xsl:variable name="main-title" select="($titles-printed[@type = 'main'] | $titles-printed[not($titles-printed[@type = 'main'])][not(@type)])[1]"/>

  <xsl:template match="/">
    <html lang="{$language}">
      <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy" content="{$policy}"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title><xsl:call-template name="page-title"/></title>
        <xsl:apply-templates select="$titles/tei:author" mode="meta"/>
        <xsl:call-template name="description"/>
        <style><xsl:value-of select="$style"/></style>
      </head>
      <body>
        <a class="skip" href="#page:text"><xsl:value-of select="ui:word('skip')"/></a>
        <xsl:call-template name="main"/>
        <xsl:call-template name="after"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="page-title">
    <xsl:variable name="name" select="normalize-space($title)"/>
    <xsl:choose>
      <xsl:when test="$name and $titles/tei:author">
        <xsl:value-of select="ui:word('page-title', $name, normalize-space($titles/tei:author[1]))"/>
      </xsl:when>
      <xsl:when test="$name"><xsl:value-of select="$name"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="ui:word('untitled')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:author" mode="meta">
    <meta name="author" content="{normalize-space()}"/>
  </xsl:template>

  <xsl:template name="description">
    <xsl:variable name="print"><xsl:apply-templates select="$print" mode="citation"/></xsl:variable>
    <xsl:if test="$print != ''">
      <meta name="description" content="{normalize-space($print)}"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="main">
    <main id="page:text">
      <article>
        <xsl:call-template name="language">
          <xsl:with-param name="tag" select="$text-language"/>
        </xsl:call-template>
        <header class="title-block">
          <xsl:if test="not($main-title)"><xsl:call-template name="title-from-header"/></xsl:if>
          <xsl:apply-templates select="$opening"/>
        </header>
        <xsl:call-template name="provenance"/>
        <xsl:call-template name="contents"/>
        <div class="text">
          <xsl:apply-templates select="$text"/>
        </div>
        <xsl:call-template name="endnotes"/>
        <xsl:call-template name="readings"/>
      </article>
    </main>
  </xsl:template>

  <!-- A text that begins without a title (a letter, say) gets the one by which the file is known. -->
  <xsl:template name="title-from-header">
    <h1 class="added"><xsl:value-of select="normalize-space($title)"/></h1>
    <xsl:for-each select="$titles/tei:title[@type = 'sub']">
      <p class="subtitle added" role="doc-subtitle"><xsl:value-of select="normalize-space()"/></p>
    </xsl:for-each>
    <xsl:if test="$titles/tei:author and not($opening/descendant-or-self::tei:docAuthor)">
      <p class="byline added">
        <xsl:for-each select="$titles/tei:author">
          <xsl:if test="position() &gt; 1"><xsl:value-of select="ui:word('separator')"/></xsl:if>
          <xsl:value-of select="normalize-space()"/>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:template>

  <!-- Where the text was printed and who transcribed it: word for word where the transcription says so. -->
  <xsl:template name="provenance">
    <xsl:variable name="lines" select="$digital/tei:note[@type = 'source' or @type = 'credits']"/>
    <xsl:if test="$lines or $print">
      <div class="provenance added">
        <xsl:call-template name="language">
          <xsl:with-param name="tag" select="$header-language"/>
        </xsl:call-template>
        <xsl:for-each select="$lines">
          <p><xsl:apply-templates mode="header"/></p>
        </xsl:for-each>
        <xsl:if test="not($lines[@type = 'source'])">
          <xsl:for-each select="$print[1]">
            <p><xsl:apply-templates select="." mode="citation"/></p>
          </xsl:for-each>
        </xsl:if>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template name="after">
    <xsl:if test="$header or /tei:TEI/tei:standOff">
      <footer class="colophon">
        <xsl:call-template name="registers"/>
        <xsl:call-template name="colophon"/>
      </footer>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
