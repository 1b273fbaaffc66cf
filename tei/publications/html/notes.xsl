<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes. A note on the spot (an emphasis note, a note printed within the line) stays there, told apart by its type; a
     marginal note stands beside its line; a note between paragraphs is a paragraph; every other note leaves a number
     and stands after the text. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:ui="urn:tei:interface"
    xmlns:exsl="http://exslt.org/common"
    exclude-result-prefixes="tei ui exsl">

  <xsl:variable name="endnotes" select="$text//tei:note[not(@type = 'emphasis')]
      [not(contains(' inline margin left right ', concat(' ', @place, ' ')) and @place)]
      [not(parent::tei:body or parent::tei:div or parent::tei:front or parent::tei:back or parent::tei:figure or parent::tei:list
           or parent::tei:lg or parent::tei:postscript or parent::tei:epigraph or parent::tei:person or parent::tei:place)]"/>

  <!-- Numbers are given once, in one pass: xsl:number counts again for each note. -->
  <xsl:variable name="numbered">
    <xsl:for-each select="$endnotes"><note for="{generate-id()}" n="{position()}"/></xsl:for-each>
    <xsl:for-each select="$readings">
      <reading for="{generate-id()}" n="{position()}"><xsl:number value="position()" format="a"/></reading>
    </xsl:for-each>
  </xsl:variable>
  <xsl:key name="number" match="note | reading" use="@for"/>

  <xsl:template name="number">
    <xsl:variable name="id" select="generate-id()"/>
    <xsl:for-each select="exsl:node-set($numbered)"><xsl:value-of select="key('number', $id)/@n"/></xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:note"><xsl:call-template name="note"/></xsl:template>

  <xsl:template name="note">
    <xsl:variable name="number"><xsl:call-template name="number"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$number != ''"><xsl:call-template name="note-mark"><xsl:with-param name="number" select="string($number)"/></xsl:call-template></xsl:when>
      <xsl:when test="@type = 'emphasis' or @place = 'inline'">
        <xsl:call-template name="note-on-the-spot"><xsl:with-param name="class" select="'note inline'"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="contains(' margin left right ', concat(' ', @place, ' ')) and @place">
        <xsl:call-template name="note-on-the-spot"><xsl:with-param name="class" select="'note margin'"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="note-between-paragraphs"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="note-mark">
    <xsl:param name="number"/>
    <xsl:variable name="label"><xsl:call-template name="note-label"><xsl:with-param name="number" select="$number"/></xsl:call-template></xsl:variable>
    <xsl:variable name="id"><xsl:call-template name="note-id"><xsl:with-param name="number" select="$number"/></xsl:call-template></xsl:variable>
    <xsl:call-template name="mark">
      <xsl:with-param name="id" select="concat('mark:', $number)"/>
      <xsl:with-param name="target" select="$id"/>
      <xsl:with-param name="sign" select="$label"/>
      <xsl:with-param name="label" select="ui:word('note', string($label))"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A raised sign that leads to a note; within a link, where no other link can be, the sign alone. -->
  <xsl:template name="mark">
    <xsl:param name="class" select="'mark added'"/>
    <xsl:param name="id"/>
    <xsl:param name="target"/>
    <xsl:param name="sign"/>
    <xsl:param name="label"/>
    <xsl:choose>
      <xsl:when test="ancestor::tei:ref or ancestor::*[@ref]">
        <span class="{$class}" id="{$id}"><xsl:value-of select="$sign"/></span>
      </xsl:when>
      <xsl:otherwise>
        <a class="{$class}" role="doc-noteref" id="{$id}" href="#{$target}" aria-label="{$label}"><xsl:value-of select="$sign"/></a>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="note-label">
    <xsl:param name="number"/>
    <xsl:value-of select="concat(@n, substring($number, 1, string-length($number) * not(@n)))"/>
  </xsl:template>

  <xsl:template name="note-id">
    <xsl:param name="number"/>
    <xsl:choose>
      <xsl:when test="@xml:id"><xsl:value-of select="@xml:id"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('note:', $number)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Whose words these are is said to those who do not see the change of type, and in the list of signs. -->
  <xsl:template name="note-on-the-spot">
    <xsl:param name="class"/>
    <xsl:variable name="author"><xsl:call-template name="note-author"/></xsl:variable>
    <span role="note">
      <xsl:attribute name="aria-label">
        <xsl:choose>
          <xsl:when test="$author != ''"><xsl:value-of select="ui:word('note-by', string($author))"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="ui:word('note-by-editor')"/></xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="$class"/></xsl:call-template>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template name="note-author">
    <xsl:if test="starts-with(@resp, '#')">
      <xsl:variable name="person" select="key('element', substring-before(concat(substring(@resp, 2), ' '), ' '))"/>
      <xsl:value-of select="normalize-space(($person/descendant-or-self::*[self::tei:persName or self::tei:name or self::tei:orgName])[1])"/>
    </xsl:if>
  </xsl:template>
  <xsl:key name="element" match="tei:*[@xml:id]" use="@xml:id"/>

  <!-- A note that has its own place, with a way back to what refers to it. -->
  <xsl:template name="note-between-paragraphs">
    <xsl:variable name="reference" select="key('target', concat('#', @xml:id))[1]"/>
    <div role="note">
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'note block'"/></xsl:call-template>
      <xsl:choose>
        <xsl:when test="tei:label"><span class="label"><xsl:apply-templates select="tei:label[1]/node()"/></span></xsl:when>
        <xsl:when test="@n"><span class="label added"><xsl:value-of select="@n"/></span></xsl:when>
      </xsl:choose>
      <div class="words">
        <xsl:apply-templates select="node()[not(self::tei:label)] | tei:label[position() &gt; 1]"/>
        <xsl:if test="@xml:id and $reference">
          <a class="return added" role="doc-backlink" aria-label="{ui:word('back-to-note', string(@n))}">
            <xsl:attribute name="href">
              <xsl:for-each select="$reference">#<xsl:call-template name="reference-id"/></xsl:for-each>
            </xsl:attribute>
            <xsl:value-of select="ui:word('back')"/>
          </a>
        </xsl:if>
      </div>
    </div>
  </xsl:template>

  <!-- A reference to a note. The first one to each note has an id to come back to. -->
  <xsl:template name="note-reference">
    <xsl:param name="link"/>
    <xsl:variable name="note" select="key('id', substring-after(@target, '#'))"/>
    <a role="doc-noteref" href="{$link}">
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'mark'"/></xsl:call-template>
      <xsl:if test="not(@xml:id) and generate-id() = generate-id(key('target', @target)[1])">
        <xsl:attribute name="id"><xsl:call-template name="reference-id"/></xsl:attribute>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:if test="self::tei:ptr"><xsl:value-of select="$note/@n"/></xsl:if>
    </a>
  </xsl:template>

  <xsl:template name="reference-id">
    <xsl:choose>
      <xsl:when test="@xml:id"><xsl:value-of select="@xml:id"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('reference:', substring-after(@target, '#'))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="endnotes">
    <xsl:if test="$endnotes">
      <section class="notes" role="doc-endnotes" aria-labelledby="page:notes">
        <h2 id="page:notes" class="added"><xsl:value-of select="ui:word('notes')"/></h2>
        <ol><xsl:apply-templates select="$endnotes" mode="endnote"/></ol>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:note" mode="endnote">
    <xsl:variable name="number"><xsl:call-template name="number"/></xsl:variable>
    <xsl:variable name="label"><xsl:call-template name="note-label"><xsl:with-param name="number" select="string($number)"/></xsl:call-template></xsl:variable>
    <xsl:variable name="author"><xsl:call-template name="note-author"/></xsl:variable>
    <li>
      <xsl:call-template name="attributes"/>
      <xsl:attribute name="id">
        <xsl:call-template name="note-id"><xsl:with-param name="number" select="string($number)"/></xsl:call-template>
      </xsl:attribute>
      <a class="label added" role="doc-backlink" href="#mark:{$number}" aria-label="{ui:word('back-to-note', string($label))}">
        <xsl:value-of select="$label"/>
      </a>
      <div class="words">
        <xsl:apply-templates/>
        <xsl:if test="$author != ''">
          <span class="author added"><xsl:value-of select="concat(' ', ui:word('note-by', string($author)))"/></span>
        </xsl:if>
      </div>
    </li>
  </xsl:template>

</xsl:stylesheet>
