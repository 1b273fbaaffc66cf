<?xml version="1.0" encoding="UTF-8"?>
<!-- The colophon, made from the header: the printed original, the digital transcription and this file, kept apart; how
     the text was edited; how to cite it. What the header says beyond that is shown under its own name. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:ui="urn:tei:interface"
    exclude-result-prefixes="tei ui">

  <xsl:variable name="source" select="$header/tei:fileDesc/tei:sourceDesc"/>
  <xsl:variable name="digital" select="$source//tei:bibl[@type = 'digital']"/>
  <xsl:variable name="print" select="$source/tei:biblStruct | $source/tei:bibl[not(@type = 'digital')]"/>
  <xsl:variable name="publication" select="$header/tei:fileDesc/tei:publicationStmt"/>

  <xsl:template name="colophon">
    <section aria-labelledby="page:colophon">
      <h2 id="page:colophon"><xsl:value-of select="ui:word('colophon')"/></h2>
      <dl>
        <xsl:apply-templates select="$source/*" mode="colophon"/>
        <xsl:call-template name="responsibility"/>
        <xsl:call-template name="this-edition"/>
        <xsl:apply-templates select="$publication/tei:availability" mode="colophon"/>
        <xsl:apply-templates select="$header/tei:fileDesc/*[not(self::tei:titleStmt or self::tei:publicationStmt or self::tei:sourceDesc)]" mode="colophon"/>
        <xsl:apply-templates select="$header/tei:profileDesc/*" mode="colophon"/>
        <xsl:apply-templates select="$header/tei:encodingDesc/*[not(self::tei:editorialDecl)]" mode="colophon"/>
        <xsl:apply-templates select="$header/tei:revisionDesc" mode="colophon"/>
      </dl>
    </section>
    <section aria-labelledby="page:cite">
      <h2 id="page:cite"><xsl:value-of select="ui:word('cite')"/></h2>
      <xsl:call-template name="cite"/>
    </section>
    <xsl:call-template name="signs"/>
    <xsl:if test="$header//tei:editorialDecl">
      <section aria-labelledby="page:editorial">
        <h2 id="page:editorial"><xsl:value-of select="ui:word('editorial')"/></h2>
        <dl><xsl:apply-templates select="$header//tei:editorialDecl/*" mode="colophon"/></dl>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- One line of the table: a term, and what the header says; no line where it says nothing. -->
  <xsl:template name="row">
    <xsl:param name="term"/>
    <xsl:param name="words"/>
    <xsl:if test="normalize-space($words)">
      <dt><xsl:value-of select="$term"/></dt>
      <dd>
        <xsl:if test="$header-language != $language">
          <xsl:call-template name="language"><xsl:with-param name="tag" select="$header-language"/></xsl:call-template>
        </xsl:if>
        <xsl:copy-of select="$words"/>
      </dd>
    </xsl:if>
  </xsl:template>

  <!-- A line with what the current element holds. -->
  <xsl:template name="row-as-it-is">
    <xsl:param name="term" select="ui:term('header', local-name())"/>
    <xsl:call-template name="row">
      <xsl:with-param name="term" select="$term"/>
      <xsl:with-param name="words"><xsl:apply-templates/></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="*" mode="colophon"><xsl:call-template name="row-as-it-is"/></xsl:template>

  <!-- What is there for programs only. -->
  <xsl:template match="tei:tagsDecl | tei:classDecl | tei:listPrefixDef" mode="colophon"/>

  <xsl:template match="tei:editorialDecl/tei:p" mode="colophon">
    <xsl:call-template name="row-as-it-is"><xsl:with-param name="term" select="ui:term('header', 'editorialDecl')"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:sourceDesc/*" mode="colophon">
    <xsl:call-template name="row-as-it-is"><xsl:with-param name="term" select="ui:word('source-manuscript')"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:sourceDesc/tei:biblStruct | tei:sourceDesc/tei:bibl" mode="colophon">
    <xsl:call-template name="row">
      <xsl:with-param name="term" select="ui:word('print-original')"/>
      <xsl:with-param name="words">
        <p>
          <xsl:call-template name="attributes"/>
          <xsl:apply-templates select="." mode="citation"/>
        </p>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The transcription: who made it and when, then its own lines, word for word. -->
  <xsl:template match="tei:sourceDesc/tei:bibl[@type = 'digital']" mode="colophon" priority="2">
    <xsl:call-template name="row">
      <xsl:with-param name="term" select="ui:word('transcription')"/>
      <xsl:with-param name="words">
        <p>
          <xsl:call-template name="attributes"/>
          <xsl:for-each select="*[not(self::tei:note or self::tei:relatedItem)]">
            <xsl:if test="position() &gt; 1"><xsl:value-of select="ui:word('separator')"/></xsl:if>
            <xsl:apply-templates select="." mode="transcription"/>
          </xsl:for-each>
        </p>
        <xsl:apply-templates select="tei:note" mode="transcription"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="*" mode="transcription"><xsl:apply-templates/></xsl:template>

  <xsl:template match="tei:date[@type = 'updated']" mode="transcription">
    <xsl:variable name="date"><xsl:call-template name="date"/></xsl:variable>
    <xsl:value-of select="ui:word('updated', string($date))"/>
  </xsl:template>

  <xsl:template match="tei:note" mode="transcription">
    <p class="line">
      <xsl:if test="@type">
        <span class="kind"><xsl:value-of select="concat(ui:term('note-type', string(@type)), ui:word('colon'))"/></span>
      </xsl:if>
      <xsl:apply-templates/>
    </p>
  </xsl:template>

  <xsl:template name="responsibility">
    <xsl:call-template name="row">
      <xsl:with-param name="term" select="ui:word('responsibility')"/>
      <xsl:with-param name="words">
        <xsl:for-each select="$titles/tei:respStmt">
          <p>
            <xsl:for-each select="tei:resp | tei:persName | tei:orgName | tei:name">
              <xsl:sort data-type="number" select="number(not(self::tei:resp))"/>
              <xsl:if test="position() &gt; 1"><xsl:value-of select="ui:word('space')"/></xsl:if>
              <xsl:apply-templates/>
            </xsl:for-each>
          </p>
        </xsl:for-each>
        <xsl:for-each select="$titles/tei:editor | $titles/tei:funder | $titles/tei:sponsor | $titles/tei:principal">
          <p><xsl:value-of select="concat(ui:term('header', local-name()), ' ')"/><xsl:apply-templates/></p>
        </xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="this-edition">
    <xsl:call-template name="row">
      <xsl:with-param name="term" select="ui:word('publisher')"/>
      <xsl:with-param name="words">
        <xsl:for-each select="$publication/*[not(self::tei:availability)]">
          <xsl:if test="position() &gt; 1"><xsl:value-of select="ui:word('separator')"/></xsl:if>
          <xsl:choose>
            <xsl:when test="self::tei:date"><xsl:call-template name="date"/></xsl:when>
            <xsl:otherwise><xsl:apply-templates select="."/></xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:availability" mode="colophon">
    <xsl:call-template name="row">
      <xsl:with-param name="term" select="ui:word('licence')"/>
      <xsl:with-param name="words">
        <xsl:if test="@status"><p><xsl:value-of select="ui:term('status', string(@status))"/></p></xsl:if>
        <xsl:apply-templates/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:licence">
    <xsl:variable name="link" select="ui:link(string(@target))"/>
    <div class="licence">
      <xsl:apply-templates/>
      <xsl:if test="$link"><p><a href="{$link}"><xsl:value-of select="$link"/></a></p></xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="tei:appInfo" mode="colophon">
    <xsl:call-template name="row">
      <xsl:with-param name="term" select="ui:word('encoding')"/>
      <xsl:with-param name="words">
        <xsl:for-each select="tei:application">
          <p>
            <xsl:value-of select="concat(ui:word('application', normalize-space(tei:label), string(@version)), ui:word('stop'), ' ')"/>
            <xsl:for-each select="tei:p | tei:desc"><xsl:apply-templates/></xsl:for-each>
          </p>
        </xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:creation" mode="colophon">
    <xsl:call-template name="row-as-it-is"><xsl:with-param name="term" select="ui:word('creation')"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:langUsage" mode="colophon">
    <xsl:call-template name="row">
      <xsl:with-param name="term" select="ui:word('language')"/>
      <xsl:with-param name="words"><xsl:apply-templates select="tei:language" mode="joined"/></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:textClass" mode="colophon">
    <xsl:call-template name="row">
      <xsl:with-param name="term" select="ui:word('keywords')"/>
      <xsl:with-param name="words"><xsl:apply-templates select=".//tei:term | .//tei:catRef | .//tei:classCode" mode="joined"/></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="*" mode="joined">
    <xsl:if test="position() &gt; 1"><xsl:value-of select="ui:word('separator')"/></xsl:if>
    <xsl:value-of select="normalize-space()"/>
  </xsl:template>

  <xsl:template match="tei:revisionDesc" mode="colophon">
    <xsl:call-template name="row">
      <xsl:with-param name="term" select="ui:word('changes')"/>
      <xsl:with-param name="words">
        <xsl:for-each select=".//tei:change">
          <p>
            <xsl:if test="@when"><xsl:value-of select="concat(ui:date(string(@when)), ui:word('colon'))"/></xsl:if>
            <xsl:apply-templates/>
          </p>
        </xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
